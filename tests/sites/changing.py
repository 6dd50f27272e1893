"""A site that is changed and built again in one output, each time beside a build from nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.sites.build_site import CLOCK, Built, Files, Site, Tree, environment, read, stamps
from tests.sites.many_articles import CONF

PLAIN = ("-e", "INCREMENTAL=false")
"""Switches off all that remembers: the build that others are compared with."""
PROGRESS = ("Xử lý", "Đã xử lý", "Xong", "Vẽ")
"""How the lines begin that tell how far a build is with the photographs."""

LAUNCH = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"
"""Puts the program that is named by the arguments in the place of this one."""


@dataclass(frozen=True)
class Change:
    """One change: files written (None: taken away), renamed, other settings, another clock.

    ``shows`` are files of the output that must differ after it, so that it is known to matter.
    ``is_old`` gives what is written the file time of a copy from years ago.
    """

    name: str
    files: Files = field(default_factory=dict)
    shows: tuple[str, ...] = ("index.html",)
    moves: Mapping[str, str] = field(default_factory=dict)
    conf: str = ""
    clock: int = CLOCK
    is_old: bool = False


def differing(one: Tree, other: Tree) -> list[str]:
    """Return the names of the files that are in one tree alone, or differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def said(built: Built) -> tuple[str, ...]:
    """Return what a build told, but for how far it was with the photographs."""
    return tuple(line for line in built.errors if not line.startswith(PROGRESS))


@dataclass
class Changing:
    """A site with its text, which it can always be put back to.

    ``base`` is the output of the unchanged site, ``foreign`` what others put into the output.
    ``is_right`` tells whether the last build that was proved ended well.
    """

    site: Site
    files: Files
    base: Tree = field(default_factory=dict)
    foreign: Tree = field(default_factory=dict)
    is_right: bool = False

    @classmethod
    def begun(cls, folder: Path, files: Files) -> Changing:
        """Return a site that was built from nothing."""
        changing = cls(Site(folder, CONF).write(files), files)
        changing.base = changing.prove()
        return changing

    @property
    def output(self) -> Path:
        """Where the site is built again and again."""
        return self.site.folder / "output"

    @property
    def state(self) -> Path:
        """The folder that remembers the last build of the output."""
        return self.site.folder / ".output.state"

    def clean(self, settings: tuple[str, ...] = PLAIN) -> Built:
        """Return a build into an empty folder, by which nothing was known."""
        for name in ("clean", ".clean.state"):
            shutil.rmtree(self.site.folder / name, ignore_errors=True)
        return self.site.build(*settings, output="clean")

    def start(self, before: str = "pass", **env: str) -> subprocess.Popen[str]:
        """Start a build in place, in a process group of its own that can be killed at any moment.

        ``before`` is Python that the process runs before it becomes the build.
        """
        folder = self.site.folder
        text = f"from pelicanconf import *\n{self.site.conf}\n"
        (folder / "conf.py").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pelican", str(folder / "content"), "-o", str(self.output)]
        command += ["-s", str(folder / "conf.py"), "-e", "SPECIMENS=false"]
        return subprocess.Popen(
            [sys.executable, "-c", f"{before}\n{LAUNCH}", *command],
            cwd=folder,
            env=environment(self.site.env | env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def forget(self) -> None:
        """Take away the output and all that is known of it."""
        for folder in (self.output, self.state):
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def changed(self, change: Change) -> Iterator[None]:
        """Change the site for a while; put back, the site must look as if nothing had been."""
        self.apply(change)
        try:
            yield
            self.revert(change)
            self.settle()
        except BaseException:  # whatever is wrong, the next test begins anew
            shutil.rmtree(self.site.folder)
            self.site.write(self.files)
            self.site.build()
            raise

    def settle(self) -> None:
        """Build the unchanged site again, and hold it against its base."""
        built = self.site.build()
        assert built.code == 0, built.errors
        assert differing(built.tree, self.base | self.foreign) == []

    def apply(self, change: Change) -> None:
        """Change the site."""
        for old, new in change.moves.items():
            (self.site.folder / new).parent.mkdir(parents=True, exist_ok=True)
            (self.site.folder / old).rename(self.site.folder / new)
        self.site.write(change.files)
        if change.is_old:
            for name in change.files:
                os.utime(self.site.folder / name, (10**9, 10**9))
        self.site.conf = CONF + change.conf
        self.site.env["SOURCE_DATE_EPOCH"] = str(change.clock)

    def revert(self, change: Change) -> None:
        """Put the site back; what a change did not touch keeps its file times."""
        for old, new in reversed(list(change.moves.items())):
            (self.site.folder / new).rename(self.site.folder / old)
        self.site.write({name: self.files.get(name) for name in change.files})
        self.site.conf = CONF
        self.site.env.pop("SOURCE_DATE_EPOCH", None)

    def prove(self, code: int | None = 0) -> Tree:
        """Build, and hold the output against a clean build; return the tree.

        They end alike, say the same, and have the same files and bytes; a file whose bytes did
        not change was not touched. ``code`` is the exit code that there must be; None: any.
        """
        before, times = (
            (read(self.output), stamps(self.output)) if self.output.is_dir() else ({}, {})
        )
        built, clean = self.site.build(), self.clean()
        self.is_right = built.code == 0
        assert code is None or built.code == code, built.errors
        assert (built.code, said(built)) == (clean.code, said(clean))
        tree, now = built.tree, stamps(self.output)
        expected = before if built.code else clean.tree | self.foreign
        assert differing(tree, expected) == []
        same = [name for name in tree if tree[name] == before.get(name)]
        assert [name for name in same if now[name] != times[name]] == []
        return tree
