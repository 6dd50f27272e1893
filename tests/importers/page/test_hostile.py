"""Pages that want to run, load or exhaust something get a plain draft and a harmless review."""

from __future__ import annotations

import io
import re
import socket
import time
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from tests.importers.page.foes import HOSTILE, PLAIN, foe
from tests.importers.page.known import faults_of, saved
from town_portal.authoring.importers.draft import DraftProse
from town_portal.authoring.importers.page import review
from town_portal.authoring.importers.page.batch import PageOutcome
from town_portal.authoring.importers.page.saved import NoPage
from town_portal.authoring.importers.page.thumbs import shrink_photographs
from town_portal.authoring.importers.page.tree import LONGEST, TooMuch
from town_portal.authoring.importers.page.understand import understand_page
from town_portal.authoring.importers.write import format_article, list_pictures

RUNNING = ["script", "form", "input", "object", "embed", "link", "base", "svg"]
FREE = ("content", "srcdoc", "title", "alt")
CELLS = "không mất ô nào"
HANDLED = ("javascript:", "vbscript:", "onerror", "onclick", "srcdoc=", "data:text", "file:")


@pytest.mark.parametrize("name", HOSTILE)
def test_draft_is_plain(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The draft keeps the page's words and few tags, asks no host; its review is harmless."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("the network was asked"))
    page = understand_page(saved(HOSTILE[name]))
    text = format_article(page.draft, "thong-bao", ["" for _ in list_pictures(page.draft)])
    assert PLAIN in text
    assert faults_of(text.split("---\n", 2)[2]) == []
    assert "<script" not in text.replace("&lt;script", "")
    assert "LOADED-BY-HOSTILE-PAGE" not in text
    harmless(
        review.render_review(
            [PageOutcome(name, "new", replace(page, draft=shrink_photographs(page.draft)))]
        )
    )


def harmless(html: str) -> None:
    """Hold a review without script, handler, form, foreign source; the original in a sandbox."""
    (frame,) = BeautifulSoup(html, "lxml").find_all("iframe")
    assert frame.get("sandbox") == []
    assert "default-src 'none'" in str(frame["srcdoc"])
    for tree in (BeautifulSoup(html, "lxml"), BeautifulSoup(str(frame["srcdoc"]), "lxml")):
        assert tree.find_all(RUNNING) == []
        pairs = [(key, value) for tag in tree.find_all(True) for key, value in tag.attrs.items()]
        values = [str(item).lower() for key, item in pairs if key not in FREE]
        assert not [value for value in values if any(word in value for word in HANDLED)]
        assert not [key for key, _ in pairs if key.startswith("on")]
        sources = [str(tag["src"]) for tag in tree.find_all(src=True)]
        assert all(source.startswith("data:image/jpeg") for source in sources)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>x</p>" * 30_000, "quá lớn"),
        ("x" * (LONGEST + 1), "quá lớn"),
        ('<img src="a.jpg">' * 501, "quá lớn"),
    ],
)
def test_too_much(body: str, said: str) -> None:
    """A page that is no article by its size is refused at once."""
    with pytest.raises(TooMuch, match=re.escape(said)):
        understand_page(saved(foe("T", body)))


@pytest.mark.parametrize(
    "table",
    [
        "<tr>" + "<td colspan=50>ô" * 50 + "<tr><td>ô" * 10,
        ("<tr>" + "<td colspan=50>ô" * 50) * 10,
        "<tr>" + "<td colspan=50 rowspan=200>ô" * 10 + "<tr><td>ô" * 100,
        "<tr><td>Hàng<td>ô" + "<tr><td colspan=50>2" * 401,
    ],
)
def test_a_large_table_becomes_a_workbook(table: str) -> None:
    """A table of too many places is a workbook with each of its cells, which is told."""
    page = understand_page(saved(foe("T", f"<table>{table}</table><p>Sau bảng.</p>")))
    *_, link, after = [item for item in page.draft.body if isinstance(item, DraftProse)]
    assert link.sheet
    assert link.sheet.name in link.markdown
    shown = load_workbook(io.BytesIO(link.sheet.data)).active
    cells = [str(cell.value) for row in shown for cell in row if cell.value is not None]
    assert cells == re.findall(r"(?<=>)[^<]+", table)
    assert after.markdown == "Sau bảng."
    assert any(CELLS in doubt.sentence for doubt in page.draft.doubts)


@pytest.mark.parametrize(
    "body", ["<b><i>x" * 5_000, "<b>" + "chữ<br>" * 3_000 + "</b>", "<table><tr><td>ô" * 900]
)
def test_time_is_bounded(body: str) -> None:
    """Deep and endless markup costs time in step with its length: no more than some seconds."""
    start = time.process_time()
    understand_page(saved(foe("T", body)))
    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    "html", ["", "\0", "<", "<html></html>", "\ufffe" * 9, "<script>x</script>"]
)
def test_nothing_to_read(html: str) -> None:
    """A file without an article says so."""
    with pytest.raises(NoPage, match="không tìm thấy"):
        understand_page(saved(html))
