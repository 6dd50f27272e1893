"""A small public site with everything in it, to be broken in one way at a time."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.publish.conftest import Golden
from tests.sites.build_site import CLOCK, Files, write
from town_portal.publishing import gate

ARTICLE = "2020/12/14/day-du/index.html"
TIMELESS = "2021/01/05/khong-gio/index.html"


@dataclass(frozen=True)
class Public:
    """A public site: its content, its output, and what a gate remembers of it."""

    folder: Path

    @property
    def output(self) -> Path:
        """Where the site lies."""
        return self.folder / "public"

    @property
    def content(self) -> Path:
        """What it was built from."""
        return self.folder / "content"

    @property
    def state(self) -> Path:
        """What builds and gates remember."""
        return self.folder / ".public.state"

    def look(self) -> list[str]:
        """Return what the gate says."""
        return gate.list_faults(self.output, self.content, self.state)

    def look_anew(self) -> list[str]:
        """Return what a gate says that remembers nothing."""
        for path in self.state.glob("gate.db*"):
            path.unlink()
        return self.look()

    def text(self, name: str) -> str:
        """Return a file of the site."""
        return (self.output / name).read_bytes().decode()

    def put(self, files: Files) -> None:
        """Write files of the site; None takes one away. What other copies share stays as it is."""
        for name in files:
            (self.output / name).unlink(missing_ok=True)
        write(self.output, files)

    def edit(self, name: str, old: str, new: str) -> None:
        """Put one text in place of another, which must be there."""
        text = self.text(name)
        assert old in text, (name, old)
        self.put({name: text.replace(old, new, 1)})

    def found(self, pattern: str) -> str:
        """Return the only file of the site with such a name."""
        (path,) = self.output.glob(pattern)
        return path.relative_to(self.output).as_posix()


@pytest.fixture
def public(golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Public:
    """Give a copy of the full site that may be broken; the gate remembers the whole one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
    return copied(golden("full"), tmp_path / "site")


def copied(built: Path, folder: Path) -> Public:
    """Return a copy of a site; its files are shared until they are replaced."""
    copy = Public(folder)
    shutil.copytree(built / "public", copy.output, copy_function=os.link)
    shutil.copytree(built / "content", copy.content)
    copy.state.mkdir()
    for name in ("gate.db", "published.json", "state.db"):
        if (built / ".public.state" / name).exists():
            shutil.copy2(built / ".public.state" / name, copy.state)
    return copy
