"""Tell what this generator changes in a town's data files: ``python -m … CONTENT``.

It is started by another version, which exchanges itself for this one: it writes nothing, and
prints JSON with ``files`` (new texts by path) and ``lines`` (for people).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from town_portal.cli.engine.migrations import migrate
from town_portal.core.content_files.opening import has_file, read_text


def main(content: Path) -> None:
    """Print what changes."""

    def read(name: str) -> str | None:
        file = content / name
        return read_text(file, content) if has_file(file) else None

    files, lines = migrate(read)
    print(json.dumps({"files": files, "lines": lines}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
