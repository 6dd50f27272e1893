"""The portal's search modules at work in Node, and the plain scan that they must equal."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.portal import ROOT
from town_portal.features.search.answers import encode_answers, resolve_answers
from town_portal.features.search.index import Versions, encode_manifest, encode_vocabulary
from town_portal.features.search.models import Synonyms
from town_portal.features.search.segment import hash_bytes
from town_portal.features.search.store import SegmentStore, StoredText, Summary
from town_portal.features.search.terms import IndexedDocument
from town_portal.features.search.titles import encode_titles
from town_portal.features.search.words import fold_words
from town_portal.features.search.year import Year

DRIVER = Path(__file__).with_name("search_node.mjs")
NOT_THERE = "không có Node.js"


@dataclass
class Node:
    """A running Node with the modules of town_portal/features/search/js."""

    process: subprocess.Popen[str]

    def ask(self, deed: str, **given: Any) -> Any:
        """Have one of the deeds of search_node.mjs done."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"deed": deed, **given}) + "\n")
        self.process.stdin.flush()
        told = json.loads(self.process.stdout.readline())
        if isinstance(told, dict) and "error" in told:
            raise AssertionError(told["error"])
        return told

    def found(self, folder: Path, text: str, **given: Any) -> set[tuple[str, int]]:
        """Return the documents that a query finds, by year and number."""
        told = self.ask("search", folder=str(folder), text=text, **given)
        return {(key, number) for key, number, _ in told["hits"]}


@contextmanager
def node(scratch: Path) -> Iterator[Node]:
    """Start Node with a copy of the modules, which a package.json makes modules for it."""
    beside = Path(sys.prefix) / "bin"
    program = shutil.which("node") or shutil.which("node", path=str(beside))
    if program is None:
        pytest.skip(NOT_THERE)
    shutil.copytree(ROOT / "plugins/town_portal/features/search/js", scratch / "js")
    (scratch / "js" / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    with subprocess.Popen(
        [program, str(DRIVER), str(scratch / "js")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield Node(process)
        assert process.stdin
        process.stdin.close()


def save(folder: Path, years: dict[str, Sequence[IndexedDocument]], synonyms: Synonyms) -> None:
    """Write the index of some years, the newest first."""
    found, counted = {}, Counter[str]()
    with TemporaryDirectory() as state, closing(SegmentStore(Path(state))) as store:
        for key, documents in years.items():
            year = Year(key, store)
            texts = [StoredText(f"{number}", "") for number in range(len(documents))]
            files = year.files(texts, documents.__getitem__)
            (folder / key).mkdir(parents=True, exist_ok=True)
            for name, (edition, make) in files.files.items():
                (folder / key / f"{name}.{edition}.bin").write_bytes(make())
            found[key] = Summary(len(documents), files.version, "")
            counted.update(year.segment.words)
    older = sorted(key for key in years if key.isdigit())[:-1]
    titles = encode_titles([year.title for key in older for year in years[key]])
    versions = [*map(hash_bytes, titles)]
    (folder / "tua").mkdir(exist_ok=True)
    for number, (edition, file) in enumerate(zip(versions, titles, strict=True)):
        (folder / "tua" / f"chu-{number}.{edition}.bin").write_bytes(file)
    told = {"years": [*map(int, older)], "shards": versions}
    (folder / "index.json").write_text(
        encode_manifest(found, told, Versions("v", "v"), synonyms), encoding="utf-8"
    )
    (folder / "tu.bin").write_bytes(encode_vocabulary(counted))
    answers = resolve_answers(synonyms, lambda _: True)
    (folder / "tra-loi.v.bin").write_bytes(encode_answers(answers, synonyms.fillers, ""))


_QUOTED = re.compile('"([^"]*)(?:"|$)')


def scan(years: dict[str, Sequence[IndexedDocument]], text: str) -> set[tuple[str, int]]:
    """Return what a plain scan finds: every word, every phrase, in the folded paragraphs."""
    wanted = [fold_words(quoted) for quoted in _QUOTED.findall(text)]
    wanted += [fold_words(piece) for piece in _QUOTED.sub(" ", text).split()]
    wanted = [f" {one} " for one in wanted if one]
    return {
        (key, number)
        for key, documents in years.items()
        for number, document in enumerate(documents)
        if wanted and all(any(one in part for part in parts(document)) for one in wanted)
    }


def parts(document: IndexedDocument) -> list[str]:
    """Return the folded paragraphs of a document."""
    told = (document.title, document.lead, *document.paragraphs, document.tags)
    return [f" {fold_words(part)} " for part in told]
