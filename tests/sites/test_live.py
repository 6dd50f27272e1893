"""What the live service told is baked into the pages, and only where it belongs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.portal import Page, text
from tests.sites.build_site import TOWN, Site, article
from tests.sites.live_export import PAGE, export, said
from tests.sites.live_site import OTHER, VISITS, begun, rewritten, tell, times, words

ARTICLE, OTHER_ARTICLE = "2020/12/14/tot/index.html", "2020/12/15/khac/index.html"
SHOWS_VISITS = {"index.html", "thong-ke/index.html", "khoi/visitors.html"}
ASKS = re.compile(r"counter\.|data-service|data-live|(comments|rating|mine)__form|<noscript><p>Gửi")
"""What stands in a page only where there is a live service."""
HOSTILE = (
    "<script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "[a](javascript:alert(1))",
    "</p></article><img src=x onerror=alert(1)>",
    "&lt;b&gt; {{ town }} {% x %}",
)
NO_COMMENTS = "content/articles/2020-12-16-dong.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a small site with a live service and a page of statistics."""
    return begun(tmp_path)


def test_what_was_told_is_baked(site: Site) -> None:
    """Comments with their answers, ratings, and the total with its moment stand in the pages.

    Votes that the service tells no stars of are named; an article that takes no comments keeps
    those that were approved; no feed holds any.
    """
    site.write({NO_COMMENTS: article(title="Đóng", date="2020-12-16", comments="false")})
    closed, comment = "/2020/12/16/dong/", said(3)
    told = export(said(1), said(2, author="Nam", text="Dòng một\nDòng hai", parent=1))
    told["comments"][closed] = [comment]
    told["ratings"] = {PAGE: [12, 54], closed: [4, None]}
    built = tell(site, told)
    shown = words(built.page("2020/12/14/tot"))
    assert "4,5/5 – 12 lượt đánh giá" in shown
    assert "Bình luận (2)" in shown
    assert shown.index("Ý kiến số 1.") < shown.index("Dòng một")
    assert "Dòng một\nDòng hai" in built.page("2020/12/14/tot")
    assert "346.000 (tính đến 25/11/2026, 08:30)" in words(built.page(""))
    assert "Mời ông/bà đánh giá bài này" in words(built.page("2020/12/15/khac"))
    assert "<td>24/11/2026</td><td>98</td>" in built.page("thong-ke")
    html = built.page(closed.strip("/"))
    assert "Bài này không nhận thêm bình luận." in html
    assert "Ý kiến số 3." in html
    assert ["khoi/danh-gia.html" in html, "khoi/binh-luan.html" in html] == [True, False]
    assert "Mới có 4 lượt đánh giá, chưa tính điểm" in words(html)
    assert "/5 –" not in words(html)
    assert {name for name, data in built.tree.items() if b"346.000" in data} == SHOWS_VISITS
    feeds = [name for name in built.tree if name.endswith((".atom", ".rss", ".xml"))]
    assert feeds
    assert [name for name in feeds if "Ý kiến" in built.tree[name].decode()] == []


def test_each_answer_rewrites_its_pages_alone(site: Site) -> None:
    """Comments, votes, visits: no other article, list or feed is touched; what is erased goes.

    An article that was not read again still takes no comments.
    """
    site.write({OTHER: article(title="Bài khác", comments="false")})
    before = times(tell(site, export(said(1))))
    votes = {"ratings": {"/2020/12/15/khac/": [1, 4]}}
    for told, pages in (
        (export(said(1)), set()),
        (export(said(1), said(2)), {ARTICLE}),
        (export(said(1), said(2), **votes), {OTHER_ARTICLE}),
        (export(said(1), said(2), **votes, total=346_001), SHOWS_VISITS),
        (export(said(1), **votes, total=346_001), {ARTICLE}),
    ):
        built = tell(site, told)
        assert rewritten(before, built) == pages
        before = times(built)
    assert [name for name, item in built.tree.items() if "Ý kiến số 2".encode() in item] == []
    assert json.loads(built.tree["pages.json"])["closed"] == ["/2020/12/15/khac/"]


def test_hostile_words_are_text(site: Site) -> None:
    """Code in a name or a comment is shown as it was written; what can't be seen is left out."""
    comments = [said(n, author=item[:60], text=item) for n, item in enumerate(HOSTILE, 1)]
    unseen = said(9, author="Ho\u202ea\u200b", text="Một\u2066hai\ufeffba\x00\x1b[31m")
    html = tell(site, export(*comments, unseen)).page("2020/12/14/tot")
    (talk,) = Page("", html).by_class("comments__list")
    allowed = {"ol", "li", "article", "p", "strong", "bdi", "time", "button", "span"}
    assert {element.tag for element in talk.iter()} == allowed
    assert [item for item in HOSTILE if " ".join(item.split()) not in text(talk)] == []
    names = {name for element in talk.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or name in ("href", "src")}
    assert "<bdi>Hoa</bdi>" in html
    assert "Mộthaiba[31m" in html


def test_pages_are_listed_for_the_service(site: Site) -> None:
    """Articles by what they take, other pages, and neither drafts nor what is hidden."""
    site.write(
        {
            NO_COMMENTS: article(date="2020-12-16", comments="false"),
            "content/articles/2020-12-17-nhap.md": article(date="2020-12-17", status="draft"),
            "content/articles/2020-12-18-an.md": article(date="2020-12-18", status="hidden"),
        }
    )
    built = tell(site, export())
    told = json.loads(built.tree["pages.json"])
    assert told["open"] == [PAGE, "/2020/12/15/khac/"]
    assert told["closed"] == ["/2020/12/16/dong/"]
    assert {"/", "/gioi-thieu/", "/thong-ke/", "/2020/12/", "/chuyen-muc/"} <= set(told["pages"])
    assert not any("nhap" in item or "/an/" in item or "404" in item for item in told["pages"])
    assert (told["start"], told["as_of"], told["zone"]) == (345988, "2020-12", "Asia/Ho_Chi_Minh")
    for url in ("2020/12/18/an", "ban-thao/nhap"):
        assert "counter." not in built.page(url)
        assert "__form" not in built.page(url)


def test_another_origin_is_named_in_the_policy(site: Site) -> None:
    """The pages may ask there, and nowhere else; all that asks is told the address.

    Where the town takes no comments, an article may still ask for them.
    """
    address = "https://dem.thu-nghiem.example"
    live = f"live:\n  address: {address}\n  comments: false\n"
    site.write({"content/data/town.yaml": TOWN + live})
    built = tell(site.write({OTHER: article(title="Bài khác", comments="true")}), export())
    for html in built.pages.values():
        assert "Content-Security-Policy" not in html or f"connect-src 'self' {address};" in html
        assert set(re.findall(r'data-service="([^"]*)"', html)) <= {f"{address}/"}
    told = json.loads(built.tree["pages.json"])
    assert (told["open"], told["closed"]) == (["/2020/12/15/khac/"], [PAGE])


def test_without_a_service_nothing_asks(site: Site) -> None:
    """No script, no form, no star, no list of pages; what was told once is shown all the same."""
    site.write({"content/data/town.yaml": TOWN + VISITS})
    built = tell(site, export(said(), ratings={PAGE: [2, 9]}))
    html = built.page("2020/12/14/tot")
    assert "Ý kiến số 1." in html
    assert "4,5/5 – 2 lượt đánh giá" in html
    assert [name for name, item in built.pages.items() if ASKS.search(item)] == []
    assert "pages.json" not in built.tree


def test_without_a_snapshot_there_is_no_false_number(site: Site) -> None:
    """The total is the town's own, and nobody has voted or said anything."""
    del site.env["LIVE_SNAPSHOT"]
    built = site.good()
    assert "345.988 (tính đến tháng 12/2020)" in words(built.page(""))
    shown = words(built.page("2020/12/14/tot"))
    assert "Mời ông/bà đánh giá bài này" in shown
    assert "Mời ông/bà gửi bình luận đầu tiên." in shown
