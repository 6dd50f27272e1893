"""Write a tiny content folder, build it with a Pelican of its own process, look at what it did."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw

from tests.portal import PATHS
from tests.sites.forks import KEPT, Ended, run_pelican

ROOT = Path(__file__).parents[2]
CLOCK = 1_750_000_000
"""SOURCE_DATE_EPOCH of the builds: 2025-06-15, 22:06 in Viet Nam."""

LOGGED = re.compile(r"\b(WARNING|ERROR|CRITICAL)\b")

Files = Mapping[str, str | bytes | None]
"""Texts and bytes by their path in the site's folder; None takes the file away."""
Tree = dict[str, bytes]

TOWN = """\
name: Thị xã Thử Nghiệm
address: Số 1, đường Thử Nghiệm
time_zone: Asia/Ho_Chi_Minh
base_path: /
site: https://thu-nghiem.example
"""
CATEGORIES = """\
categories:
  - key: chinh-quyen
    title: Chính quyền
  - key: thong-bao
    title: Thông báo
"""


def article(body: str = "Một đoạn văn.", **fields: str) -> str:
    """Return the text of an article; ``fields`` add to its head, or replace; "-" leaves one out."""
    head = {"title": "Một bài", "date": "2020-12-15", "category": "chinh-quyen"} | fields
    lines = [f"{name}: {value}" for name, value in head.items() if value != "-"]
    return "\n".join(("---", *lines, "---", "", body, ""))


def page(body: str = "Một đoạn văn.", **fields: str) -> str:
    """Return the text of a page; see ``article``."""
    return article(body, **({"date": "-", "category": "-", "title": "Một trang"} | fields))


def picture(kind: str = "JPEG", size: tuple[int, int] = (24, 16), colour: str = "#2a6f97") -> bytes:
    """Return the bytes of a small picture; another colour gives other bytes."""
    image = Image.new("RGB", size, "#e9e4d8")
    ImageDraw.Draw(image).rectangle((4, 4, size[0] - 5, size[1] - 5), fill=colour)
    data = io.BytesIO()
    image.save(data, kind)
    return data.getvalue()


GOOD: dict[str, str | bytes | None] = {
    "content/data/town.yaml": TOWN,
    "content/data/categories.yaml": CATEGORIES,
    "content/pages/gioi-thieu.md": page(title="Giới thiệu"),
    "content/articles/2020/2020-12-14-tot/index.md": article(
        "![Một hình chữ nhật](anh-1.jpg)", title="Bài tốt", date="2020-12-14", tags="thử"
    ),
    "content/articles/2020/2020-12-14-tot/anh-1.jpg": picture(),
}
"""A small site without a fault."""


def write(folder: Path, files: Files) -> None:
    """Write ``files`` below ``folder``; a file of None is taken away."""
    for name, data in files.items():
        path = folder / name
        if data is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)


def read(folder: Path) -> Tree:
    """Return the bytes of every file below ``folder`` by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, int]:
    """Return the time of the last change of every file and folder below ``folder``."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*")
    }


@dataclass(frozen=True)
class Built:
    """How a build ended: exit code, lines printed as errors, and where the output lies.

    ``logged`` are the warnings and errors of Pelican's own log.
    """

    code: int
    errors: tuple[str, ...]
    logged: tuple[str, ...]
    output: Path

    @property
    def tree(self) -> Tree:
        """The output's files."""
        return read(self.output)

    @property
    def pages(self) -> dict[str, str]:
        """The texts of the output's pages."""
        return {name: data.decode() for name, data in self.tree.items() if name.endswith(".html")}

    def page(self, url: str) -> str:
        """Return the text of the page at ``url``, an address relative to the root."""
        return (self.output / url / "index.html").read_text(encoding="utf-8")


def environment(changed: Mapping[str, str]) -> dict[str, str]:
    """Return what a build gets of this process' environment, and its clock."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    fixed = {"PYTHONPATH": PATHS, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": str(CLOCK)}
    return {**kept, **fixed, **changed}


@dataclass
class Site:
    """A folder with a content folder and an output. ``conf`` is a settings file's text.

    ``conf`` is put after ``from pelicanconf import *``; the build runs in ``folder``, so that
    faults name files by their path in it.
    """

    folder: Path
    conf: str = ""
    settings: str = "pelicanconf.py"
    env: dict[str, str] = field(default_factory=dict)

    def write(self, files: Files) -> Site:
        """Write ``files`` below the site's folder."""
        write(self.folder, files)
        return self

    def build(self, *arguments: str, output: str = "output", cwd: Path | None = None) -> Built:
        """Build the site with Pelican's own command line."""
        settings = ROOT / self.settings
        if self.conf:
            settings = self.folder / "conf.py"
            module = self.settings.removesuffix(".py")
            settings.write_text(f"from {module} import *\n{self.conf}\n", encoding="utf-8")
        command = [str(self.folder / "content"), "-s", str(settings)]
        command += ["-o", str(self.folder / output), *arguments]
        # No part of a tiny site: the gallery of examples, and pictures that networks show.
        plain = [item for item in ("SPECIMENS", "SHARE_PICTURES") if item not in self.conf]
        place = command.index("-e") + 1 if "-e" in command else len(command)
        command[place:place] = ["-e"] * ("-e" not in command) + [f"{item}=false" for item in plain]
        done = self._run(command, cwd or self.folder)
        logged = tuple(line for line in done.stdout.splitlines() if LOGGED.search(line))
        return Built(done.code, tuple(done.stderr.splitlines()), logged, self.folder / output)

    def _run(self, given: list[str], cwd: Path) -> Ended:
        """Run Pelican in ``cwd``."""
        return run_pelican(given, cwd, environment(self.env), self.folder)

    def good(self, *arguments: str, output: str = "output") -> Built:
        """Build the site, which must succeed without a word."""
        built = self.build(*arguments, output=output)
        said = "\n".join((*built.errors, *built.logged))
        assert (built.code, said) == (0, ""), said
        return built
