"""A small site with a live service and a page of statistics, and what a build has changed in it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

from tests.sites.build_site import GOOD, TOWN, Built, Site, article, environment, page
from tests.sites.forks import LIMIT, Ended

OTHER = "content/articles/2020-12-15-khac.md"
LIVE = "live:\n  comments: true\n"
VISITS = "visits: {start: 345988, as_of: 2020-12}\n"
LAYOUT = """\
home:
  - [visitors]
article:
  aside: [visitors]
pages:
  thong-ke:
    main:
      - {block: visitors, form: page}
"""
FILES = {
    **GOOD,
    "content/data/town.yaml": TOWN + VISITS + LIVE,
    "content/data/layout.yaml": LAYOUT,
    "content/pages/thong-ke.md": page(title="Thống kê"),
    OTHER: article(title="Bài khác"),
}


def begun(folder: Path) -> Site:
    """Return the site; its snapshot is the file ``live.json``."""
    site = Site(folder).write(FILES)
    site.env["LIVE_SNAPSHOT"] = str(folder / "live.json")
    return site


def tell(site: Site, told: dict[str, Any]) -> Built:
    """Build the site with a snapshot."""
    site.write({"live.json": json.dumps(told)})
    return site.good()


def times(built: Built) -> dict[str, int]:
    """Return when each file of the output was written."""
    files = (path for path in built.output.rglob("*") if path.is_file())
    return {it.relative_to(built.output).as_posix(): it.stat().st_mtime_ns for it in files}


def rewritten(before: dict[str, int], built: Built) -> set[str]:
    """Return the files that were written since."""
    return {name for name, at in times(built).items() if before.get(name) != at}


def words(html: str) -> str:
    """Return a page's text."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


class StartedSite(Site):
    """A site that is built as all commands do it: by a process that starts Pelican."""

    def _run(self, given: list[str], cwd: Path) -> Ended:
        """Build as ``given`` (content, -s, settings, -o, output) says, without its closing line."""
        program = (
            "import sys\nfrom pathlib import Path\nfrom plugins.commands.build import build\n"
            "raise SystemExit(build(*map(Path, sys.argv[1:])).code)"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, given[0], given[4], given[2]],
            cwd=cwd,
            env=environment(self.env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=LIMIT,
            check=False,
        )
        lines = [line for line in done.stderr.splitlines() if not line.endswith(" giây.")]
        return Ended(done.returncode, done.stdout, "\n".join(lines))
