"""A site that is changed and built again in one output, each time beside a build from nothing.

Builds in place and clean ones come from two processes that have imported Pelican and the portal and
fork a copy for each build; two, so that sets and dicts of the builds compared differ in order.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from tests.sites.build_site import LOGGED, Built, Files, Site, Tree, environment, read, stamps
from tests.sites.forks import forks
from tests.sites.many_articles import CONF, Change

PLAIN = ("INCREMENTAL=false",)
"""Switches off all that remembers: the build that others are compared with."""
PROGRESS = ("Xử lý", "Đã xử lý", "Xong", "Vẽ")
"""How the lines begin that tell how far a build is with the photographs."""
MADE = ("output", "clean", "__pycache__", "conf.py")
"""What builds leave in the folder of a site, beside files with a dot."""


@dataclass(frozen=True)
class Told(Built):
    """How a build ended, with the lines that it printed on standard output."""

    lines: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """What the build told as errors, but for its photographs and which folder remembers it."""
        lines = (line for line in self.errors if not line.startswith(PROGRESS))
        return tuple(line.replace(".clean.state", ".output.state") for line in lines)


def differing(one: Tree, other: Tree) -> list[str]:
    """Return the names of the files that are in one tree alone, or differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def arguments(site: Site, output: str, settings: tuple[str, ...] = ()) -> list[str]:
    """Write the site's settings file, which another build may be reading; return Pelican's."""
    folder, conf = site.folder, site.folder / "conf.py"
    text = f"from pelicanconf import *\n{site.conf}\n"
    if not conf.exists() or conf.read_text(encoding="utf-8") != text:
        conf.write_text(text, encoding="utf-8")
    named = [str(folder / "content"), "-s", str(conf), "-o", str(folder / output)]
    return [*named, "-e", "SPECIMENS=false", *settings]


def begin(name: str, site: Site, output: str, settings: tuple[str, ...] = ()) -> None:
    """Have the process of that name start a build; where nothing forks, the test is skipped."""
    if not hasattr(os, "fork"):
        pytest.skip("cần os.fork")
    texts = [site.folder / f".{output}.{number}.txt" for number in (1, 2)]
    given, env = arguments(site, output, settings), environment(site.env)
    forks(name).begin(given, site.folder, env, texts)


def end(name: str, output: Path) -> Told:
    """Wait for the build that the process of that name has started."""
    ended = forks(name).end()
    lines = tuple(ended.stdout.splitlines())
    logged = tuple(line for line in lines if LOGGED.search(line))
    return Told(ended.code, tuple(ended.stderr.splitlines()), logged, output, lines)


_KNOWN: dict[str, tuple[Told, Tree]] = {}
"""Clean builds by what they were made of."""
_BYTES: dict[bytes, bytes] = {}
"""One object for all files of the same bytes."""


@dataclass
class Changing:
    """A site with its text, which it can always be put back to.

    ``base`` is the output of the unchanged site, ``conf`` its settings. ``is_right`` tells whether
    the last build that was proved ended well, ``is_sound`` whether it was right. ``output`` is
    where it is built again and again, ``is_meddled`` whether its files are to be looked at,
    ``state`` the folder that remembers the last build.
    """

    site: Site
    files: Files
    base: Tree = field(default_factory=dict)
    is_right: bool = False
    is_sound: bool = True
    conf: str = CONF
    is_meddled: bool = False
    _stored: str = ""

    def __post_init__(self) -> None:
        self.output = self.site.folder / "output"
        self.state = self.site.folder / ".output.state"

    @classmethod
    def begun(cls, folder: Path, files: Files, conf: str = CONF) -> Changing:
        """Return a site that was built from nothing."""
        changing = cls(Site(folder, conf).write(files), files, conf=conf)
        changing.base = changing.prove()
        return changing

    @classmethod
    def copied(cls, made: Path, folder: Path, files: Files, conf: str = CONF) -> Changing:
        """Return a copy, in a folder that is not there yet, of a site that was begun."""
        shutil.copytree(made, folder)
        changing = cls(Site(folder, conf), files, conf=conf)
        changing.base = read(changing.output)
        changing._stored = changing._identity(".jpg", ".png")
        return changing

    def build(self, *settings: str) -> Told:
        """Build in place."""
        begin("in place", self.site, "output", settings)
        return end("in place", self.output)

    def clean(self, settings: tuple[str, ...] = PLAIN) -> Told:
        """Build into an empty folder, by which nothing is known but photographs as they are."""
        shutil.rmtree((folder := self.site.folder) / "clean", ignore_errors=True)
        stored = self._identity(".jpg", ".png")
        for path in (folder / ".clean.state").glob("*"):
            if path.is_file():
                path.unlink()
            elif stored != self._stored:
                shutil.rmtree(path)
        self._stored = stored
        begin("clean", self.site, "clean", settings)
        return end("clean", folder / "clean")

    def _identity(self, *endings: str) -> str:
        """Return the hash of the site's files, those that end so alone, and of its settings."""
        found = sha256(f"{self.site.conf} {self.site.env}".encode())
        for name, data in self._inputs().items():
            if not endings or name.endswith(endings):
                found.update(f"{name} {len(data)} ".encode() + data)
        return found.hexdigest()

    def _inputs(self) -> Tree:
        """Return the site's own files."""
        found: Tree = {}
        for top in sorted(self.site.folder.iterdir()):
            if top.name not in MADE and not top.name.startswith("."):
                tree = read(top) if top.is_dir() else {"": top.read_bytes()}
                found |= {f"{top.name}/{name}".rstrip("/"): data for name, data in tree.items()}
        return found

    def forget(self) -> None:
        """Take away the output and all that is known of it."""
        for folder in (self.output, self.state):
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def changed(self, change: Change) -> Iterator[None]:
        """Change the site for a while; put back, the site must look as if nothing had been."""
        self.recover()
        self.is_sound = False
        self.apply(change)
        yield
        self.revert()
        self.settle()

    def recover(self) -> None:
        """Begin anew after a test that failed, so that the next one is not about its remains."""
        if not self.is_sound:
            self.forget()
            self.revert()
            self.settle()

    def settle(self) -> None:
        """Build the unchanged site in place, which must look as if nothing had been."""
        self.is_sound = False
        built = self.build()
        assert built.code == 0, built.errors
        assert differing(built.tree, self.base) == []
        self.is_sound = True

    def apply(self, change: Change) -> None:
        """Change the site, whatever else was changed."""
        for old, new in change.moves.items():
            (self.site.folder / new).parent.mkdir(parents=True, exist_ok=True)
            (self.site.folder / old).rename(self.site.folder / new)
        self.site.write(change.files)
        if change.is_old:
            for name in change.files:
                os.utime(self.site.folder / name, (10**9, 10**9))
        if change.conf:
            self.site.conf += f"\n{change.conf}"
        if change.clock is not None:
            self.site.env["SOURCE_DATE_EPOCH"] = str(change.clock)

    def revert(self) -> None:
        """Put the site back; what is as it was keeps its file times."""
        now = self._inputs()
        given = self.files.items()
        wanted = {name: item.encode() if isinstance(item, str) else item for name, item in given}
        names = now.keys() | wanted.keys()
        self.site.write(
            {name: wanted.get(name) for name in names if now.get(name) != wanted.get(name)}
        )
        self.site.conf = self.conf
        self.site.env.pop("SOURCE_DATE_EPOCH", None)

    def prove(self, code: int | None = 0) -> Tree:
        """Build, and hold the output against a clean build; return the tree.

        They end alike, say the same, have the same bytes; a file that did not change was not
        touched. ``code`` is the exit code that there must be; None: any.
        """
        before, times = read(self.output), stamps(self.output)
        self.is_sound = False
        begin("in place", self.site, "output", ("VERIFY=true",) if self.is_meddled else ())
        self.is_meddled = False
        clean, whole = self.remembered()
        built = end("in place", self.output)
        self.is_right = built.code == 0
        assert code is None or built.code == code, built.errors
        assert (built.code, built.said) == (clean.code, clean.said)
        tree, now = built.tree, stamps(self.output)
        assert differing(tree, before if built.code else whole) == []
        same = (name for name in tree if tree[name] == before.get(name))
        assert [name for name in same if now[name] != times[name]] == []
        self.is_sound = True
        return tree

    def remembered(self) -> tuple[Told, Tree]:
        """Return the clean build of the site as it is, with its tree; made once."""
        key = self._identity()
        if key not in _KNOWN:
            built = self.clean()
            tree = built.tree if built.code == 0 else {}
            _KNOWN[key] = (
                built,
                {name: _BYTES.setdefault(item, item) for name, item in tree.items()},
            )
        return _KNOWN[key]
