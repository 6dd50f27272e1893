"""A portal as its readers get it: built by Pelican's command, read page by page.

The town is the one of tests/town: its texts and data stay as they are, whatever stands in content/.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import html5lib
import pytest
import yaml
from lxml import etree

from tests.once import once_a_run

ROOT = Path(__file__).parents[1]
PATHS = os.pathsep.join((str(ROOT), str(ROOT / "plugins")))
"""Where the modules of the project lie, as PYTHONPATH has it."""
CONTENT = ROOT / "tests" / "town"
CLOCK = 1_795_500_000
"""SOURCE_DATE_EPOCH of the builds: 2026-11-24, 13:00 in Viet Nam."""

SEED = "2020/12/14/kiem-tra-cai-cach-hanh-chinh/"
"""The article of the former portal that must stay as it was."""

SPECIMENS = "mau/"
"""Where the development site shows its blocks; tests/browser/test_blocks.py looks at them."""

FRAGMENTS = "khoi/"
"""Where the HTML lies that pages fetch by script; it is part of pages, not a page."""


def build(
    output: Path,
    content: Path = CONTENT,
    *settings: str,
    clock: int = CLOCK,
    conf: str = "pelicanconf.py",
) -> None:
    """Build ``content`` into ``output`` at ``clock``; ``settings`` are KEY=VALUE for Pelican."""
    from tests.sites.forks import AT_START, run_pelican

    given = [str(content), "-s", conf, "-o", str(output)]
    given += ["-e", *settings] if settings else []
    fixed = {"SOURCE_DATE_EPOCH": str(clock), "PYTHONUTF8": "1", "COLUMNS": "1000"}
    env = {name: value for name, value in os.environ.items() if name not in AT_START}
    with TemporaryDirectory() as told:
        done = run_pelican(given, ROOT, env | fixed, Path(told, "pelican"))
    assert done.code == 0, done.stdout + done.stderr


@dataclass(frozen=True)
class Page:
    """A page: its address relative to the portal's root, as in ``2020/12/``, and its bytes."""

    url: str
    source: str

    @cached_property
    def tree(self) -> Any:
        """The root element; no element has a namespace."""
        return etree.HTML(self.source or "<html></html>", etree.HTMLParser(encoding="utf-8"))

    @property
    def errors(self) -> list[str]:
        """What the parser of the HTML standard complains of; it takes twenty times as long."""
        parser = html5lib.HTMLParser()
        parser.parse(self.source)
        return [f"{line}:{column}: {code} {data}" for (line, column), code, data in parser.errors]

    @property
    def kind(self) -> str:
        """Which template made it: home, article, page, listing and so on."""
        found = re.search(r"\bpage-(\w+)", self.one("body").get("class", ""))
        return found.group(1) if found else ""

    def find(self, path: str) -> list[Any]:
        """Return the elements at an XPath."""
        found: list[Any] = self.tree.xpath(path)
        return found

    def string(self, path: str) -> str:
        """Return the text at an XPath, empty where there is nothing."""
        return str(self.tree.xpath(f"string({path})"))

    def by_class(self, name: str, tag: str = "*") -> list[Any]:
        """Return the elements of a class."""
        return self.find(f'.//{tag}[contains(concat(" ", @class, " "), " {name} ")]')

    def one(self, tag: str) -> Any:
        """Return the only element of this name."""
        (found,) = self.tree.iter(tag)
        return found

    def file(self, root: Path) -> Path:
        """Return where the page lies below the output folder ``root``."""
        return root / (self.url if self.url.endswith(".html") else f"{self.url}index.html")


def text(element: Any) -> str:
    """Return an element's text, runs of white space as one space."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Portal:
    """A built portal: ``root`` is what a server serves, ``base`` the path of the portal in it."""

    root: Path
    site: str
    base: str = "/"

    @property
    def output(self) -> Path:
        """The folder of the home page."""
        return self.root / self.base.strip("/")

    @property
    def address(self) -> str:
        """The full address of the home page, with its last slash."""
        return self.site.rstrip("/") + self.base

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page by its address, without fragments and specimens."""
        apart = (SPECIMENS, FRAGMENTS)
        return {page.url: page for page in self._read() if not page.url.startswith(apart)}

    @cached_property
    def fragments(self) -> dict[str, Page]:
        """Every fragment by its address."""
        return {page.url: page for page in self._read() if page.url.startswith(FRAGMENTS)}

    def _read(self) -> Iterator[Page]:
        for path in sorted(self.output.rglob("*.html")):
            url = path.relative_to(self.output).as_posix()
            page = re.sub(r"(^|/)index\.html$", r"\1", url)
            yield Page(page, path.read_bytes().decode("utf-8"))

    def of_kind(self, kind: str) -> list[Page]:
        """Return the pages that the template of this kind made; there must be some."""
        found = [page for page in self.pages.values() if page.kind == kind]
        assert found, kind
        return found

    def first(self, kind: str, wanted: Callable[[Page], object]) -> Page:
        """Return the first page of a kind that is as wanted."""
        return next(page for page in self.of_kind(kind) if wanted(page))

    def file(self, address: str) -> Path | None:
        """Return the file that answers at a full address of the portal, if there is one."""
        if not address.startswith(self.address):
            return None
        path = self.output / address.removeprefix(self.address).partition("#")[0]
        path = path / "index.html" if not path.suffix else path
        return path if path.is_file() else None

    def faults(self, check: Callable[[Page], Iterable[object]]) -> list[str]:
        """Return what ``check`` finds wrong with any page, each with the page's address."""
        return [f"/{page.url}: {fault}" for page in self.pages.values() for fault in check(page)]


def site_address(content: Path = CONTENT) -> str:
    """Return the address of the host in the town's data."""
    data = yaml.safe_load((content / "data" / "town.yaml").read_text(encoding="utf-8"))
    return str(data["site"])


def built(factory: pytest.TempPathFactory) -> Portal:
    """Return the portal of the fixture town, built once a run."""
    made = once_a_run(factory, "portal", lambda folder: build(folder / "output"))
    return Portal(made / "output", site_address())
