"""Articles that a build keeps for the next: what cannot be kept, and what has been damaged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pelican.contents import Article, Content
from pelican.readers import Readers
from pelican.settings import read_settings

from plugins._kit import adapt
from plugins._kit.build import StateLost, begin
from plugins._kit.tables import TABLES
from plugins.commands.places import ROOT
from plugins.incremental.kept import Kept, Restorer, pickled, row_of
from plugins.incremental.state import ContentRow, RestRow

PLAIN = "---\ntitle: Một tin\ndate: 2026-11-24\ncategory: Tin\n---\n\nMột đoạn.\n"


@dataclass
class Newsroom:
    """Reads texts and takes them apart into rows."""

    settings: Any
    rests: dict[str, RestRow] = field(default_factory=dict)

    def read(self) -> Content:
        """Return an article as Pelican reads it, with its record."""
        name = "articles/2026/tin.md"
        path = Path(self.settings["PATH"]) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAIN, encoding="utf-8")
        content = Readers(self.settings).read_file(
            base_path=self.settings["PATH"], path=name, content_class=Article, context={}
        )
        content.identity = f"id of {name}"
        content.record = adapt.record(content, self.settings["BUILD"])
        return content

    def kept(self, content: Content) -> Kept:
        """Return a content as the next build gets it."""
        found = pickled(content)
        assert found
        self.rests[content.identity] = RestRow(content.identity, *found)
        row = row_of(content, ContentRow(str(content.relative_source_path), "stamp", "digest"))
        return Restorer({"of": "this build"}, self.settings, self.rests.get).content(row)


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom with the portal's own settings."""
    settings = read_settings(str(ROOT / "pelicanconf.py"))
    settings["PATH"] = str(tmp_path.resolve())
    settings["BUILD"] = begin(tmp_path.resolve(), TABLES, datetime(2026, 11, 26, tzinfo=UTC))
    return Newsroom(settings)


@pytest.mark.parametrize("make", [lambda: (item for item in "a"), lambda: lambda: None])
def test_what_cannot_be_pickled_is_not_kept(room: Newsroom, make: Callable[[], Any]) -> None:
    """A plugin may put anything on a content; then it is read again in each build."""
    content = room.read()
    content.strange = {"deep": [make()]}
    assert pickled(content) is None


@pytest.mark.parametrize("name", ["record", "rest"])
@pytest.mark.parametrize("data", [None, b"", b"no pickle", b"\x80\x05cno.module\nName\n."])
def test_a_rest_that_is_of_no_use_is_told(room: Newsroom, name: str, data: bytes | None) -> None:
    """Lost or damaged: nothing is made up, the build has to begin anew without it."""
    content = room.read()
    kept, record = room.kept(content), room.kept(content).record
    if data is None:
        room.rests.clear()
    else:
        row = room.rests[content.identity]
        damaged = row._replace(record=data) if name == "record" else row._replace(rest=data)
        room.rests[content.identity] = damaged
    with pytest.raises(StateLost):
        _ = record.summary if name == "record" else kept.front
