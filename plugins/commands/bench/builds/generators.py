"""The generators that build the bench's portal: where they read and write, and how they are run.

All write the same pages at the same addresses: home with the six latest of each of 12 categories;
an article with navigation, title, day, category, tags, body and five related older ones, and
nothing that publishing another article changes; lists by category, tag, year and month; archives,
categories, tags; the 20 latest as a feed; the sitemap. Where they differ:

- this project numbers list pages from the oldest, with 20 to 39 articles at the list's own
  address; the others have 20 on a page, the newest first, so that each new article moves all;
- it writes a sitemap a month, a feed for each category, and 404.html;
- stock Pelican can't page its lists by year and month: each is one page.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plugins.commands.bench import peers
from plugins.commands.bench.builds import formats
from plugins.commands.bench.builds.corpus import News
from plugins.commands.bench.builds.formats import Format, Source
from plugins.commands.places import ROOT

FILES = peers.FILES / "builds"
PLAIN = FILES / "ours" / "plain.py"
FULL = ROOT / "publishconf.py"
SHARED = ("links.yaml", "songs.yaml", "map.yaml", "map")
"""Data of this project's own content that the full portal shows too; they name no article."""


@dataclass(frozen=True)
class Generator:
    """One generator at work.

    ``folder`` holds what it reads; ``kept`` is what it keeps from build to build beside its
    ``output``; ``rounds`` is how often it is measured at most.
    """

    name: str
    format: Format
    folder: Path
    output: Path
    command: tuple[str, ...]
    kept: tuple[Path, ...] = ()
    rounds: int = 3

    def write(self, news: Iterable[News]) -> None:
        """Write articles where it reads them."""
        save(self.folder, map(self.format, news))


def save(folder: Path, sources: Iterable[Source]) -> None:
    """Write sources below a folder."""
    for source in sources:
        path = folder / source.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source.text, encoding="utf-8", newline="\n")


def hugo(place: Path) -> Generator:
    """Give Hugo: its own binary, with its own Related, the navigation made once."""
    folder, output, cache = place / "hugo", place / "hugo-output", place / "hugo-cache"
    shutil.copytree(FILES / "hugo", folder)
    save(folder, formats.hugo_categories())
    options = ("--quiet", "--noBuildLock", "--cacheDir", str(cache), "-d", str(output))
    command = (str(peers.hugo()), *options)
    return Generator("Hugo", formats.hugo, folder, output, command, (cache,))


def eleventy(place: Path) -> Generator:
    """Give Eleventy, without preprocessing of Markdown by a template language."""
    folder, output = place / "eleventy", place / "eleventy-output"
    shutil.copytree(FILES / "eleventy", folder)
    save(folder, formats.eleventy_categories())
    modules = peers.node(FILES / "eleventy") / "node_modules"
    program = shutil.which("node") or "node"
    cli = modules / "@11ty" / "eleventy" / "cmd.cjs"
    # Eleventy takes an output from where it runs.
    command = (program, str(cli), "--quiet", f"--output=../{output.name}")
    return Generator("Eleventy", formats.eleventy, folder, output, command, rounds=1)


def stock(place: Path) -> Generator:
    """Give the Pelican of this environment as it is, without a plugin of this project."""
    folder, output = place / "pelican", place / "pelican-output"
    folder.mkdir()
    settings = FILES / "pelican" / "pelicanconf.py"
    command = pelican(folder / "content", output, settings)
    return Generator("Pelican", formats.pelican, folder, output, command, rounds=1)


def plain(place: Path) -> Generator:
    """Give this project with the plain theme."""
    folder = place / "ours"
    shutil.copytree(FILES / "town" / "plain", folder)
    save(folder, formats.ours_categories())
    return _ours(folder, place / "plain-output", PLAIN)


def full(place: Path) -> Generator:
    """Give this project as it publishes, over the articles of ``plain``."""
    folder, data = place / "ours", ROOT / "content" / "data"
    shutil.copytree(FILES / "town" / "full", folder, dirs_exist_ok=True)
    for name in SHARED:
        copy = shutil.copytree if (data / name).is_dir() else shutil.copy
        copy(data / name, folder / "data" / name)
    return _ours(folder, place / "full-output", FULL)


def _ours(folder: Path, output: Path, settings: Path) -> Generator:
    state = output.with_name(f".{output.name}.state")
    command = pelican(folder, output, settings)
    return Generator("Cổng này", formats.ours, folder, output, command, (state,))


def pelican(content: Path, output: Path, settings: Path) -> tuple[str, ...]:
    """Give the words that run Pelican in this environment."""
    return (
        *(sys.executable, "-m", "pelican", str(content)),
        *("-o", str(output), "-s", str(settings), "-q"),
    )
