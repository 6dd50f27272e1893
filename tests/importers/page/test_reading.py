"""Encodings, dates and addresses of saved pages."""

from __future__ import annotations

import unicodedata

import pytest

from tests.importers.page.known import data_of, of_body, page, saved, words
from town_portal.authoring.importers.page.address import drop_tracking, make_absolute, make_old_path
from town_portal.authoring.importers.page.decode import decode_page
from town_portal.authoring.importers.page.moment import find_moment
from town_portal.authoring.importers.page.saved import NoPage, open_saved
from town_portal.authoring.importers.page.understand import VIET_NAM, understand_page

TEXT = data_of("sharepoint-1").decode()


def _loose(text: str) -> str:
    """Return text as Windows-1258 writes it: letters with their marks, tones loose behind them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    made = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(part for part in parts if part in tones)
        rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        made.append(rest + tone)
    return "".join(made)


@pytest.mark.parametrize(
    ("code", "form"),
    [("utf-8-sig", "NFC"), ("utf-16", "NFC"), ("utf-8", "NFD"), ("cp1258", "loose")],
)
def test_encodings(code: str, form: str) -> None:
    """A page in UTF-8 with or without mark, UTF-16, Windows-1258 or NFD gives the same draft."""
    text = _loose(TEXT) if form == "loose" else unicodedata.normalize(form, TEXT)  # type: ignore[arg-type]
    draft = understand_page(saved(text.encode(code, "xmlcharrefreplace"))).draft
    assert (draft.title, draft.body) == (
        page("sharepoint-1").draft.title,
        page("sharepoint-1").draft.body,
    )


def test_declared_encoding() -> None:
    """Another encoding is read where the page or the server names it and it is not UTF-8."""
    data = '<meta charset="iso-8859-1">Hôtel'.encode("latin-1")
    assert decode_page(data) == ('<meta charset="iso-8859-1">Hôtel', "iso-8859-1")
    assert decode_page("Hôtel".encode("latin-1"), "latin-1")[0] == "Hôtel"


def test_damaged_page() -> None:
    """A page with a broken letter is read as far as it goes, and the draft says so."""
    found_page = understand_page(
        saved(TEXT.encode().replace("quyết liệt".encode(), b"quy\xe1\xba li\xe1\xbb\x87t"))
    )
    assert "\ufffd" in " ".join(words(found_page.draft))
    assert any("bị hỏng" in doubt.sentence for doubt in found_page.draft.doubts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thứ hai, 14/12/2020 | 08:30", "2020-12-14T08:30:00+07:00"),
        ("14/12/2020 8:30 SA", "2020-12-14T08:30:00+07:00"),
        ("14/12/2020 1:05 CH", "2020-12-14T13:05:00+07:00"),
        ("14/12/2020 12:05:10 SA", "2020-12-14T00:05:00+07:00"),
        ("Ngày đăng: 14-12-2020", "2020-12-14"),
        ("8h30 ngày 14.12.2020", "2020-12-14T08:30:00+07:00"),
        ("08 giờ 30 phút, ngày 14 tháng 12 năm 2020", "2020-12-14T08:30:00+07:00"),
        ("14 Tháng Mười Hai 2020", "2020-12-14"),
        ("14 Tháng 12, 2020 - 09:15", "2020-12-14T09:15:00+07:00"),
        ("2020-12-14T01:30:00Z", "2020-12-14T08:30:00+07:00"),
        ("12/14/2020 8:30 AM", "2020-12-14T08:30:00+07:00"),
        ("14/12/2020 25:61", "2020-12-14"),
        ("31/02/2020", None),
        ("02/3/1892", None),
        ("Lượt xem: 1412", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    """Dates are read as Vietnamese portals write them, with the time only where one is shown."""
    moment = find_moment(text, VIET_NAM)
    assert (moment.when.isoformat() if moment else None) == expected


def test_wrong_weekday() -> None:
    """A weekday that is not that of the date is a doubt, not a silent choice."""
    moment = find_moment("Thứ ba, 14/12/2020", VIET_NAM)
    assert moment is not None
    assert "không khớp" in moment.doubt


def test_contradicting_dates() -> None:
    """Where the page and its address name different days the shown one is taken, and doubted."""
    head = '<link rel="canonical" href="https://cu.example/portal/pages/2021-03-03/bai.aspx">'
    draft = of_body(
        '<p>Nội dung của bài này.</p><span class="news-date">04/3/2021</span>', head
    ).draft
    assert str(draft.date) == "2021-03-04"
    assert any("ngày khác" in doubt.sentence for doubt in draft.doubts)


BAD = ("javascript:x", " java\tscript:x", "vbscript:x", "data:text/html,x", "file:///etc/passwd")
NONE = (*BAD, "#a", "", "http://[", "http://a:b@c.example/", "http://<b>/")


def test_links() -> None:
    """Relative links are made whole; those that run, carry or read something are none."""
    page_url = "https://cu.example/portal/pages/y.aspx"
    good = {
        "../x.aspx": "https://cu.example/portal/x.aspx",
        "/tin/bài 1 (2).aspx": "https://cu.example/tin/b%C3%A0i%201%20%282%29.aspx",
        "//khac.example/a": "https://khac.example/a",
        "mailto:a@b.example": "mailto:a@b.example",
    }
    assert {link: make_absolute(link, page_url) for link in good} == good
    assert [link for link in NONE if make_absolute(link, page_url)] == []


def test_addresses_without_counters() -> None:
    """What only counts visits goes; what tells articles apart stays and forbids a redirection."""
    assert (
        drop_tracking("https://cu.example/a.aspx?utm_source=zalo&fbclid=1#x")
        == "https://cu.example/a.aspx"
    )
    assert make_old_path("https://cu.example/a.aspx") == ("/a.aspx", True)
    assert make_old_path("https://cu.example/Default.aspx?tabid=61") == ("", False)
    assert (
        drop_tracking("ftp://cu.example/a")
        == drop_tracking("javascript:x")
        == drop_tracking("https://a:b@c.example/")
        == ""
    )


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://cu.example/portal/pages/2020-12-14/bai.aspx
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----X"

------X
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit
Content-Location: https://cu.example/portal/pages/2020-12-14/bai.aspx

{html}
------X
Content-Type: image/gif
Content-Transfer-Encoding: base64
Content-Location: https://cu.example/anh/a.gif

R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
------X--
"""


def test_web_archive() -> None:
    """An .mhtml file gives the page, the address it was saved from and its pictures."""
    html = (
        '<meta name="generator" content="SharePoint">'
        '<div class="news-content">Bài có một ảnh dưới đây.<img src="/anh/a.gif"></div>'
    )
    archive = open_saved("bai.mhtml", "", MHTML.format(html=html).encode(), {})
    draft = understand_page(archive).draft
    assert draft.original_url == "https://cu.example/portal/pages/2020-12-14/bai.aspx"
    assert str(draft.date) == "2020-12-14"
    assert draft.body[1].pictures[0].data == archive.files["https://cu.example/anh/a.gif"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 99, b"Content-Type: multipart/related; boundary=X\n\n--X"]
)
def test_no_archive(data: bytes) -> None:
    """A file that only has the name of a web archive is refused with a sentence."""
    with pytest.raises(NoPage, match="không có trang nào"):
        open_saved("hong.mhtml", "", data, {})
