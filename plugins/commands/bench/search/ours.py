"""The portal with its own search over the bench's articles: built, added to, weighed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plugins._kit.text import nfc
from plugins.commands.bench import peers
from plugins.commands.bench.builds import formats
from plugins.commands.bench.builds.corpus import LAST_DAY, News
from plugins.commands.bench.builds.generators import FILES as BUILDS
from plugins.commands.bench.builds.generators import SHARED, pelican, save
from plugins.commands.bench.builds.measure import build
from plugins.commands.bench.search import corpus
from plugins.commands.places import ROOT

SETTINGS = peers.FILES / "search" / "settings.py"
SYNONYMS = "synonyms.yaml"


@dataclass(frozen=True)
class Cost:
    """What the index took of a build: seconds, of them those of the processor; the build's peak."""

    seconds: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Portal:
    """A content folder of so many articles, and where it is built."""

    folder: Path
    count: int

    @property
    def output(self) -> Path:
        """Where the site lies."""
        return self.folder / "site"

    @property
    def index(self) -> Path:
        """Where the index lies."""
        return self.output / "static" / "tim"

    def fill(self) -> None:
        """Write the content folder."""
        content, data = self.folder / "content", ROOT / "content" / "data"
        shutil.copytree(BUILDS / "town" / "full", content)
        save(content, formats.ours_categories())
        for name in (*SHARED, SYNONYMS):
            copy = shutil.copytree if (data / name).is_dir() else shutil.copy
            copy(data / name, content / "data" / name)
        save(content, map(formats.ours, corpus.corpus(self.count)))

    def add(self) -> None:
        """Write one article more, the newest of all."""
        save(self.folder / "content", [formats.ours(corpus.news(corpus.ADDED, LAST_DAY))])

    def build(self) -> Cost:
        """Build the portal; raises NotBuilt."""
        report = self.folder / "index-cost.json"
        os.environ["BENCH_SEARCH"] = str(report)
        run = build(pelican(self.folder / "content", self.output, SETTINGS), self.folder)
        told = json.loads(report.read_text(encoding="utf-8"))
        return Cost(told["seconds"], told["cpu"], run.peak)


def text_size(articles: Iterable[News]) -> int:
    """Return the bytes of the texts that are to be found: title, lead, body."""
    return sum(len(nfc(f"{it.title}\n{it.summary}\n{it.body}").encode()) for it in articles)


def sizes(index: Path) -> dict[str, int]:
    """Return the bytes of the index, by what they are for: ``words``, ``fragments``."""
    found = {"words": 0, "fragments": 0}
    for path in index.rglob("*.*"):
        is_fragment = path.suffix == ".bin" and path.stem.replace("-", "").isdigit()
        found["fragments" if is_fragment else "words"] += path.stat().st_size
    return found
