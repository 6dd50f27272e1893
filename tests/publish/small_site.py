"""A small site for the tasks that publish, built by a copy of a process that has started."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import pytest

from tests.portal import PATHS
from tests.sites.build_site import CLOCK, GOOD, Files, article, write
from tests.sites.forks import forks
from town_portal.authoring import blocking
from town_portal.core.system.places import ROOT
from town_portal.publishing import compress
from town_portal.publishing.build import Building, Result
from town_portal.publishing.build_environment import make_build_environment
from town_portal.publishing.publish import command

ARTICLE = "content/articles/2020/2020-12-14-tot/index.md"
PAGE = "2020/12/14/tot/index.html"
CONF = f"""\
import sys
sys.path.insert(0, {str(ROOT)!r})
from publishconf import *
SHARE_PICTURES = False
"""


def text(body: str) -> str:
    """Return an article that may be published, with a picture and a body."""
    about = {"title": "Bài tốt", "date": "2020-12-14", "summary": "Tóm tắt."}
    return article(f"![Một hình chữ nhật](anh-1.jpg)\n\n{body}", **about)


FILES: Files = {**GOOD, ARTICLE: text("Một.")}


class ForkedBuilding(Building):
    """A build without Pelican's time to start."""

    def __enter__(self) -> Self:
        """Have nothing loaded: it is."""
        return self

    def begin(self) -> None:
        """Have nothing begun: it is quick."""

    def run(self) -> Result:
        """Build, show what Pelican says, and tell how it ended."""
        texts = [self.output.with_name(f"{self.output.name}.{item}") for item in ("said", "faults")]
        words = [str(self.content), "-s", str(self.settings), "-o", str(self.output)]
        words += self.overrides
        env = {**make_build_environment(), "PYTHONPATH": PATHS}
        if self.clock is not None:
            env["SOURCE_DATE_EPOCH"] = str(int(self.clock))
        if self.is_unconfirmed:
            env["PUBLICATION_UNCONFIRMED"] = "1"
        forks("in place").begin(words, ROOT, env, texts)
        ended = forks("in place").end()
        print(ended.stdout, ended.stderr, sep="", file=sys.stderr)
        return Result(ended.code, self._with_content_name(ended.stdout + ended.stderr))


def small_site(
    folder: Path, patch: pytest.MonkeyPatch, found: Mapping[str, list[str]], files: Files = FILES
) -> Path:
    """Write a site that nobody has published; ``found`` is what the editorial check finds."""
    patch.setattr(blocking, "list_musts", lambda _content: found)
    patch.setattr(command, "SETTINGS", folder / "conf.py")
    patch.setattr(command, "Building", ForkedBuilding)
    patch.setattr(compress, "BROTLI_KEPT", 1)  # the best takes a second and says the same
    patch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
    patch.chdir(folder)
    write(folder, {"conf.py": CONF, **files})
    return folder
