"""The reader: front matter and Markdown of one file, as the build sees them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pelican.settings import read_settings

from plugins._kit.build import begin
from plugins._kit.reader import PortalReader
from plugins._kit.tables import TABLES

ROOT = Path(__file__).parents[2]
HEAD = "---\ntitle: A\ndate: 2020-12-14\ncategory: b\n---\n"


@pytest.fixture
def reader(tmp_path: Path) -> Any:
    """A reader with the portal's own settings."""
    settings = read_settings(str(ROOT / "pelicanconf.py"))
    settings["PATH"] = str(tmp_path)
    settings["BUILD"] = begin(tmp_path, TABLES, datetime(2026, 11, 24, tzinfo=UTC))
    return PortalReader(settings)


def read(reader: Any, text: str, name: str = "articles/a.md") -> tuple[str, dict[str, Any]]:
    """Write a file and read it."""
    path = Path(reader.settings["PATH"]).resolve() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    html, metadata = reader.read(str(path))
    return html, metadata


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("|a|b|\n|-|-:|\n|1|2|\n", '<td align="right">2</td>'),
        ("a[^1]\n\n[^1]: b\n", "Trở lại chỗ ghi chú 1 trong bài"),
        ("<details>\n<summary>T</summary>\n\n**a**\n\n</details>\n", "<p><strong>a</strong></p>"),
        ("1. a\n\n* b\n", "<ul>"),
    ],
)
def test_every_extension_of_the_settings_is_at_work(reader: Any, body: str, html: str) -> None:
    """Tables, footnotes, details and lists are what they look like in the text."""
    result, _ = read(reader, HEAD + body)
    assert not reader.settings["BUILD"].faults.found
    assert html in result


def test_a_fault_in_the_body_has_the_line_of_the_file(reader: Any) -> None:
    """Lines count from the top of the file, not of the body."""
    read(reader, HEAD + "\na\n\n<b>b</b>\n")
    assert {fault.line for fault in reader.settings["BUILD"].faults} == {9}


def test_faults_of_head_and_body_come_together(reader: Any) -> None:
    """Neither hides the other."""
    read(reader, HEAD.replace("title: A", "tittle: A") + "<b>")
    lines = sorted({fault.line for fault in reader.settings["BUILD"].faults})
    assert lines == [2, 6]


def test_an_empty_body_is_an_article(reader: Any) -> None:
    """An article of title and photographs to come does not stop the build."""
    html, metadata = read(reader, HEAD)
    assert html == ""
    assert metadata["findings"]["figures"] == ()


def test_an_empty_body_takes_nothing_from_the_article_before(reader: Any) -> None:
    """Photographs, links and lead of one article do not appear in the next."""
    read(reader, HEAD + "![a](b.jpg)\n\n[c](tep.pdf)\n")
    _, metadata = read(reader, HEAD, "articles/c.md")
    findings = metadata["findings"]
    assert (findings["figures"], findings["links"], findings["first_paragraph"]) == ((), (), "")


def test_date_and_slug_come_from_the_name(reader: Any) -> None:
    """The name of the folder decides about the address; a date that contradicts is a fault."""
    _, metadata = read(reader, HEAD, "articles/2020/2020-12-14-dia-chi/index.md")
    assert (metadata["slug"], metadata["has_time"]) == ("dia-chi", False)
    read(reader, HEAD, "articles/2020/2020-12-15-dia-chi/index.md")
    (fault,) = reader.settings["BUILD"].faults
    assert (fault.line, fault.field) == (3, "date")


def test_a_wrong_head_does_not_hide_the_body(reader: Any) -> None:
    """With fields replaced that are wrong or missing, figures and links are still looked at."""
    text = "---\ntitel: A\ndate: mai\ncategory: b\n---\n\n![a](b.jpg)\n\n[c](/d/)\n"
    _, metadata = read(reader, text)
    assert [figure.source for figure in metadata["findings"]["figures"]] == ["b.jpg"]
    assert [link.address for link in metadata["findings"]["links"]] == ["/d/"]
    found = [(fault.line, fault.field) for fault in reader.settings["BUILD"].faults]
    assert sorted(found) == [(2, "titel"), (2, "title"), (3, "date")]


def test_headings_of_a_body_begin_below_the_title(reader: Any) -> None:
    """A body that uses the first level for its sections does not get a second title."""
    html, _ = read(reader, HEAD + "\n# Một\n\n## Hai\n")
    assert html == "<h2>Một</h2>\n<h3>Hai</h3>"
