"""A small site with a live service and a page of statistics, and what a build has changed in it."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stderr
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.sites.build_site import GOOD, TOWN, Built, Site, article, page
from tests.sites.forks import Ended
from town_portal.publishing.build_environment import SERVICE_ASKED, make_build_environment
from town_portal.publishing.live_export import refresh_snapshot

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
    return {file.relative_to(built.output).as_posix(): file.stat().st_mtime_ns for file in files}


def rewritten(before: dict[str, int], built: Built) -> set[str]:
    """Return the files that were written since."""
    return {name for name, at in times(built).items() if before.get(name) != at}


def words(html: str) -> str:
    """Return a page's text."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


class StartedSite(Site):
    """A site that is built as all commands do it: what the service told is fetched before."""

    def _run(self, given: list[str], cwd: Path) -> Ended:
        """Fetch as a command does, then build without the token."""
        env, said = self.env, io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stderr(said):
            for name, value in env.items():
                patch.setenv(name, value)
            refresh_snapshot(self.folder / "content", self.folder / "output")
            asked = SERVICE_ASKED in (made := make_build_environment())
        self.env = {SERVICE_ASKED: made[SERVICE_ASKED]} if asked else {}
        try:
            done = super()._run(given, cwd)
        finally:
            self.env = env
        return replace(done, stderr=said.getvalue() + done.stderr)
