"""Titles, frames, other kinds of pages and old addresses: what is taken, left out, called sure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.importers.page.known import of_body, prose, saved
from town_portal.authoring.importers.page import kinds
from town_portal.authoring.importers.page.batch import ImportOptions, import_pages
from town_portal.authoring.importers.page.report import summarize_outcomes
from town_portal.authoring.importers.page.understand import VIET_NAM, Understood, understand_page

SITE = "Cổng thông tin điện tử phường Bắc Hồng Lĩnh, thành phố Hà Tĩnh"
TEXT = "Sáng nay, phường tổ chức ra quân làm vệ sinh các tuyến đường chính trên địa bàn. "
FRAME = "<p>Địa chỉ: số 1, đường Trần Phú, phường Bắc Hồng Lĩnh</p>"


def html(title: str, body: str, head: str = "", before: str = "") -> str:
    """Return a page of a portal that nobody knows."""
    return (
        f'<!doctype html>{before}<html><meta charset="utf-8"><title>{title}</title>{head}<body>'
        f"{body}</body></html>"
    )


def of(title: str, body: str, head: str = "", before: str = "") -> Understood:
    """Return what is understood of such a page."""
    return understand_page(saved(html(title, body, head, before)))


@pytest.mark.parametrize(
    ("title", "heading", "sure"),
    [
        (f"Ra quân vệ sinh – {SITE}", f"<h1>{SITE}</h1><h2>Ra quân vệ sinh</h2>", 0.8),
        (f"{SITE} | Ra quân vệ sinh", "<div>Ra quân vệ sinh</div>", 0.8),
        (f"Ra quân vệ sinh - {SITE} - Tin tức", "", 0.4),
        (SITE, f"<h1>{SITE}</h1><h1>Ra quân vệ sinh</h1>", 0.8),
    ],
)
def test_the_title_is_the_heading(title: str, heading: str, sure: float) -> None:
    """The page's heading is the title, never the site's longer name; a guess is called one."""
    found = of(title, f"<main>{heading}<article><p>{TEXT * 5}</p><p>{TEXT}</p></article></main>")
    assert found.draft.title == "Ra quân vệ sinh"
    assert found.fields[0].sure == sure


def test_what_all_pages_share_is_no_content(tmp_path: Path) -> None:
    """Lines that all pages of an import hold are left out and told; bylines stay."""
    (tmp_path / "content").mkdir()
    way = ImportOptions(tmp_path / "content", "thong-bao", date(2026, 1, 1), VIET_NAM)
    pages = [
        saved(
            html(
                f"Bài số {item} trong đợt",
                f"<h1>Bài số {item} trong đợt</h1><article><p>{TEXT * 4}"
                f"Lần {item}.</p>{FRAME}<p>Nguồn: Báo Hà Tĩnh</p></article>"
            ),
            f"{item}.html",
        )
        for item in range(4)
    ]  # fmt: skip
    for outcome in import_pages(pages, way):
        assert outcome.page is not None
        assert "Trần Phú" not in prose(outcome.page.draft)
        assert any("Trần Phú" in words for words in outcome.page.left_out)
        assert outcome.page.draft.source == "Báo Hà Tĩnh"
        assert TEXT.strip() in prose(outcome.page.draft)


LINKS = "".join(
    f'<p><a href="/bai-{item}">Bài viết số {item} của phường</a></p>' for item in range(9)
)
TEASERS = "".join(
    f'<h3><a href="/bai-{item}">Bài viết số {item} của phường</a></h3><p>{TEXT}</p>'
    for item in range(9)
)
INPUTS = "<p>Họ tên <input type=text></p>" * 5
CANONICAL = '<link rel="canonical" href="https://honglinh.example{}">'


@pytest.mark.parametrize(
    ("title", "path", "body", "said"),
    [
        ("Trang chủ", "/", TEASERS, kinds.HOME),
        (SITE, "/index.html", LINKS, kinds.HOME),
        ("Tin tức", "/tin-tuc", TEASERS, kinds.LIST),
        ("Văn bản mới", "/van-ban?trang=2", LINKS, kinds.LIST),
        ("Sơ đồ cổng", "/so-do", LINKS, kinds.MAP),
        ("Góp ý", "/gop-y", f"<p>{TEXT}</p>{INPUTS}", kinds.FORM),
    ],
)
def test_other_pages_are_left_out(
    title: str, path: str, body: str, said: str, tmp_path: Path
) -> None:
    """Home page, lists, site map and forms are left out with a sentence; nothing is written."""
    (tmp_path / "content").mkdir()
    way = ImportOptions(tmp_path / "content", "thong-bao", date(2026, 1, 1), VIET_NAM)
    head = CANONICAL.format(path) + '<meta name="GENERATOR" content="Microsoft SharePoint">'
    whole = f'<form id="aspnetForm"><div class="content"><h1>{title}</h1>{body}</div></form>'
    outcomes = import_pages([saved(html(title, whole, head))], way)
    assert [(outcome.state, outcome.why) for outcome in outcomes] == [("left", said)]
    assert summarize_outcomes(outcomes) == "Trang này không phải bài viết nên bỏ qua."
    assert not (tmp_path / "content/articles").exists()


def test_articles_with_links_and_fields_stay() -> None:
    """A short article with other news below, and one with a form for comments, are articles."""
    news = f"<h3>Tin liên quan</h3>{LINKS}"
    assert of_body(f"<p>{TEXT}</p><p>{TEXT}</p>{news}").draft.body
    assert of_body(f"<p>{TEXT * 6}</p>{INPUTS}").draft.body


def test_a_mirror_tells_the_address() -> None:
    """HTTrack's and SingleFile's remarks give the old address, sure only where two places agree."""
    mirrored = (
        "<!-- Mirrored from honglinh.example/tin/bai-1.html by HTTrack Website Copier/3.x -->"
    )
    one = "<!--\n Page saved with SingleFile \n url: https://honglinh.example/tin/bai-2 \n-->"
    body = f"<h1>Ra quân vệ sinh</h1><article><p>{TEXT * 5}</p></article>"
    found = of("Ra quân vệ sinh", body, before=mirrored)
    assert found.draft.original_url == "http://honglinh.example/tin/bai-1.html"
    assert found.draft.redirect_from == ("/tin/bai-1.html",)
    assert found.draft.confidence["địa chỉ cũ"] == 0.8
    both = of("Ra quân vệ sinh", body, CANONICAL.format("/tin/bai-2"), one)
    assert both.draft.confidence["địa chỉ cũ"] == 0.95
    other = of("Ra quân vệ sinh", body, CANONICAL.format("/tin/khac"), one)
    assert other.draft.confidence["địa chỉ cũ"] == 0.6


def test_merged_cells_are_repeated_and_headings_in_cells_are_words() -> None:
    """A cell over two rows stands in both, which is told; a heading in a cell has no mark."""
    table = (
        "<table><tr><th>STT<th>Đơn vị<tr><td>1<td rowspan=2><h3>Phòng Văn hóa</h3><tr><td>2</table>"
    )
    draft = of_body(f"<p>{TEXT}</p>{table}").draft
    assert prose(draft).endswith("| 1 | Phòng Văn hóa |\n| 2 | Phòng Văn hóa |")
    assert any("ô gộp nhiều hàng được chép lại" in doubt.sentence for doubt in draft.doubts)
