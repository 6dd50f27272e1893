"""Pages that want to run, load or exhaust something get a plain draft and a harmless review."""

from __future__ import annotations

import re
import socket
import time
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from plugins.importers.page import review
from plugins.importers.page.batch import Outcome
from plugins.importers.page.saved import NoPage
from plugins.importers.page.thumbs import slimmed
from plugins.importers.page.tree import LONGEST, TooMuch
from plugins.importers.page.understand import understood
from plugins.importers.write import pictures, text_of
from tests.importers.page.foes import HOSTILE, PLAIN, foe
from tests.importers.page.known import faults_of, saved

HANDLED = ("javascript:", "vbscript:", "onerror", "onclick", "srcdoc=", "data:text", "file:")


@pytest.mark.parametrize("name", HOSTILE)
def test_draft_is_plain(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The draft keeps the page's words, has no HTML beyond the few allowed tags, asks no host."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("the network was asked"))
    draft = understood(saved(HOSTILE[name])).draft
    text = text_of(draft, "thong-bao", ["" for _ in pictures(draft)])
    assert PLAIN in text
    assert faults_of(text.split("---\n", 2)[2]) == []
    assert "<script" not in text.replace("&lt;script", "")
    assert "LOADED-BY-HOSTILE-PAGE" not in text


@pytest.mark.parametrize("name", HOSTILE)
def test_review_is_harmless(name: str) -> None:
    """The review has no script, handler, form or foreign source; the original is in a sandbox."""
    page = understood(saved(HOSTILE[name]))
    outcome = Outcome(name, "new", replace(page, draft=slimmed(page.draft)))
    html = review.whole([outcome])
    frames = BeautifulSoup(html, "lxml").find_all("iframe")
    assert [(frame.has_attr("sandbox"), bool(frame["sandbox"])) for frame in frames] == [
        (True, False)
    ]
    for tree in (BeautifulSoup(html, "lxml"), BeautifulSoup(str(frames[0]["srcdoc"]), "lxml")):
        assert (
            tree.find_all(["script", "form", "input", "object", "embed", "link", "base", "svg"])
            == []
        )
        allowed = {"content", "srcdoc", "title", "alt"}
        values = [
            str(value).lower()
            for tag in tree.find_all(True)
            for key, value in tag.attrs.items()
            if key not in allowed
        ]
        assert not [value for value in values if any(word in value for word in HANDLED)]
        assert not [
            tag for tag in tree.find_all(True) if any(key.startswith("on") for key in tag.attrs)
        ]
        sources = [str(tag["src"]) for tag in tree.find_all(src=True)]
        assert all(source.startswith("data:image/jpeg") for source in sources)
    assert "default-src 'none'" in str(frames[0]["srcdoc"])


@pytest.mark.parametrize(
    "body",
    [
        "<p>x</p>" * 30_000,
        "x" * (LONGEST + 1),
        '<img src="a.jpg">' * 501,
    ],
)
def test_too_much(body: str) -> None:
    """A page that is no article by its size is refused at once, with a sentence."""
    with pytest.raises(TooMuch, match="quá lớn"):
        understood(saved(foe("T", body)))


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr>" + "<td colspan=50>ô" * 50 + "<tr><td>ô" * 10 + "</table>",
        "<table>" + ("<tr>" + "<td colspan=50>ô" * 50) * 10 + "</table>",
        "<table><tr>" + "<td colspan=50 rowspan=200>ô" * 10 + "<tr><td>ô" * 100 + "</table>",
    ],
)
def test_a_table_of_merged_cells_is_bounded(body: str) -> None:
    """A table whose cells reach over tens of thousands of places is refused at once."""
    with pytest.raises(TooMuch, match=re.escape("hơn 20.000 ô")):
        understood(saved(foe("T", body)))


@pytest.mark.parametrize(
    "body", ["<b><i>x" * 5_000, "<b>" + "chữ<br>" * 3_000 + "</b>", "<table><tr><td>ô" * 900]
)
def test_time_is_bounded(body: str) -> None:
    """Deep and endless markup costs time in step with its length: no more than some seconds."""
    start = time.process_time()
    understood(saved(foe("T", body)))
    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    "html", ["", "\0", "<", "<html></html>", "\ufffe" * 9, "<script>x</script>"]
)
def test_nothing_to_read(html: str) -> None:
    """A file without an article says so."""
    with pytest.raises(NoPage, match="không tìm thấy"):
        understood(saved(html))
