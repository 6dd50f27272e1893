"""The reader: front matter and Markdown of one file, as the build sees them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pelican.settings import read_settings

from town_portal.build.build import begin_build
from town_portal.build.reader import PortalReader
from town_portal.core.data.tables import TABLES

ROOT = Path(__file__).parents[2]
HEAD = "---\ntitle: A\ndate: 2020-12-14\ncategory: b\n---\n"


@pytest.fixture
def reader(tmp_path: Path) -> Any:
    """A reader with the portal's own settings."""
    settings = read_settings(str(ROOT / "pelicanconf.py"))
    settings["PATH"] = str(tmp_path)
    settings["BUILD"] = begin_build(tmp_path, TABLES, datetime(2026, 11, 24, tzinfo=UTC))
    return PortalReader(settings)


def read(reader: Any, text: str, name: str = "articles/a.md") -> tuple[str, dict[str, Any]]:
    """Write a file and read it."""
    path = Path(reader.settings["PATH"]).resolve() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    html, metadata = reader.read(str(path))
    return html, metadata


def test_faults_of_head_and_body_come_together(reader: Any) -> None:
    """Neither hides the other; lines count from the top of the file."""
    read(reader, HEAD.replace("title: A", "tittle: A") + "\na\n\n<b>")
    assert {fault.line for fault in reader.settings["BUILD"].faults} == {2, 9}


def test_an_empty_body_takes_nothing_from_the_article_before(reader: Any) -> None:
    """It is an article; photographs, links and lead of one do not appear in the next."""
    read(reader, HEAD + "![a](b.jpg)\n\n[c](tep.pdf)\n")
    html, metadata = read(reader, HEAD, "articles/c.md")
    findings = metadata["findings"]
    assert html == ""
    assert (findings["figures"], findings["links"], findings["first_paragraph"]) == ((), (), "")


def test_a_wrong_head_does_not_hide_the_body(reader: Any) -> None:
    """With fields replaced that are wrong or missing, figures and links are still looked at."""
    text = "---\ntitel: A\ndate: mai\ncategory: b\n---\n\n![a](b.jpg)\n\n[c](/d/)\n"
    _, metadata = read(reader, text)
    assert [figure.source for figure in metadata["findings"]["figures"]] == ["b.jpg"]
    assert [link.address for link in metadata["findings"]["links"]] == ["/d/"]
    found = [(fault.line, fault.field) for fault in reader.settings["BUILD"].faults]
    assert sorted(found) == [(2, "titel"), (2, "title"), (3, "date")]
