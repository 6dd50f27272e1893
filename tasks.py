"""The project's tasks: `python3 tasks.py TASK` anywhere, `inv TASK` inside the environment."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    from plugins.commands.setup import main

    sys.exit(main(sys.argv[1:]))

from plugins.commands.declared.developing import bench, goldens, lock, schemas, test
from plugins.commands.declared.guarding import check, links, restore, timeliness, watch_site
from plugins.commands.declared.publishing import alert, archive, audit, publish, signing_key
from plugins.commands.declared.seeing import build, desk_user, live, screenshots, serve
from plugins.commands.declared.writing import approve, fees, import_page, import_word, preview

__all__ = [
    "alert",
    "approve",
    "archive",
    "audit",
    "bench",
    "build",
    "check",
    "desk_user",
    "fees",
    "goldens",
    "import_page",
    "import_word",
    "links",
    "live",
    "lock",
    "preview",
    "publish",
    "restore",
    "schemas",
    "screenshots",
    "serve",
    "signing_key",
    "test",
    "timeliness",
    "watch_site",
]
