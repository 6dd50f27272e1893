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


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a small site with a live service and a page of statistics."""
    return begun(tmp_path)


def test_what_was_told_is_baked(site: Site) -> None:
    """Comments with their answers, the rating, and the total with its moment stand in the pages."""
    comments = said(1), said(2, author="Nam", text="Dòng một\nDòng hai", parent=1)
    told = export(*comments, ratings={PAGE: [12, 54]})
    built = tell(site, told)
    shown = words(built.page("2020/12/14/tot"))
    assert "4,5/5 – 12 lượt đánh giá" in shown
    assert "Bình luận (2)" in shown
    assert shown.index("Ý kiến số 1.") < shown.index("Dòng một")
    assert "Dòng một\nDòng hai" in built.page("2020/12/14/tot")
    assert "346.000 (tính đến 25/11/2026, 08:30)" in words(built.page(""))
    assert "Chưa có đánh giá" in words(built.page("2020/12/15/khac"))
    assert "<td>24/11/2026</td><td>98</td>" in built.page("thong-ke")


def test_visits_are_baked_on_two_pages_alone(site: Site) -> None:
    """They and the box that others fetch hold the total; articles, lists and feeds do not."""
    told = tell(site, export(said()))
    holders = {name for name, data in told.tree.items() if b"346.000" in data}
    assert holders == SHOWS_VISITS
    feeds = [name for name in told.tree if name.endswith((".atom", ".rss", ".xml"))]
    assert feeds
    assert [name for name in feeds if "Ý kiến" in told.tree[name].decode()] == []


def test_one_more_comment_rewrites_its_page_alone(site: Site) -> None:
    """Neither the other article, nor lists, feeds, the home page are touched."""
    before = times(tell(site, export(said(1))))
    assert rewritten(before, tell(site, export(said(1), said(2)))) == {"2020/12/14/tot/index.html"}


def test_one_more_vote_rewrites_its_page_alone(site: Site) -> None:
    """The same holds for the rating."""
    before = times(tell(site, export()))
    told = export(ratings={"/2020/12/15/khac/": [1, 4]})
    assert rewritten(before, tell(site, told)) == {"2020/12/15/khac/index.html"}


def test_more_visits_rewrite_two_pages(site: Site) -> None:
    """The home page and the statistics show them; nothing else is touched."""
    before = times(tell(site, export(said())))
    changed = rewritten(before, tell(site, export(said(), total=346_001)))
    assert changed == SHOWS_VISITS


def test_an_erased_comment_goes(site: Site) -> None:
    """The next build no longer has it, in no file."""
    tell(site, export(said(1), said(2)))
    built = tell(site, export(said(1)))
    assert [
        name for name, data in built.tree.items() if "Ý kiến số 2" in data.decode("latin1")
    ] == []
    assert "Ý kiến số 2" not in built.page("2020/12/14/tot")


def test_hostile_words_are_text(site: Site) -> None:
    """Code in a name or a comment is shown as it was written, and does nothing."""
    comments = [said(n, author=it[:60], text=it) for n, it in enumerate(HOSTILE, 1)]
    made = Page("", tell(site, export(*comments)).page("2020/12/14/tot"))
    (talk,) = made.by_class("comments__list")
    allowed = {"ol", "li", "article", "p", "strong", "bdi", "time", "button", "span"}
    assert {element.tag for element in talk.iter()} == allowed
    assert [it for it in HOSTILE if " ".join(it.split()) not in text(talk)] == []
    names = {name for element in talk.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or name in ("href", "src")}


def test_unseen_letters_do_not_reach_the_page(site: Site) -> None:
    """What turns the line's direction or can't be seen is left out; the name stands apart."""
    comment = said(1, author="Ho\u202ea\u200b", text="Một\u2066hai\ufeffba\x00\x1b[31m")
    html = tell(site, export(comment)).page("2020/12/14/tot")
    assert "<bdi>Hoa</bdi>" in html
    assert "Mộthaiba[31m" in html


def test_pages_are_listed_for_the_service(site: Site) -> None:
    """Articles by what they take, other pages, and neither drafts nor what is hidden."""
    site.write(
        {
            "content/articles/2020-12-16-dong.md": article(date="2020-12-16", comments="false"),
            "content/articles/2020-12-17-nhap.md": article(date="2020-12-17", status="draft"),
            "content/articles/2020-12-18-an.md": article(date="2020-12-18", status="hidden"),
        }
    )
    built = tell(site, export())
    told = json.loads(built.tree["pages.json"])
    assert told["open"] == [PAGE, "/2020/12/15/khac/"]
    assert told["closed"] == ["/2020/12/16/dong/"]
    assert {"/", "/gioi-thieu/", "/thong-ke/", "/2020/12/", "/chuyen-muc/"} <= set(told["pages"])
    assert not any("nhap" in it or "/an/" in it or "404" in it for it in told["pages"])
    assert (told["start"], told["as_of"], told["zone"]) == (345988, "2020-12", "Asia/Ho_Chi_Minh")
    for url in ("2020/12/18/an", "ban-thao/nhap"):
        assert "counter." not in built.page(url)
        assert "__form" not in built.page(url)


def test_an_article_that_takes_no_comments(site: Site) -> None:
    """It keeps the stars and the comments that were approved; there is no form for one more."""
    site.write(
        {
            "content/articles/2020/2020-12-14-tot/index.md": article(
                "![Hình](anh-1.jpg)", title="Bài tốt", date="2020-12-14", comments="false"
            )
        }
    )
    html = tell(site, export(said())).page("2020/12/14/tot")
    assert "Ý kiến số 1." in html
    assert "Bài này không nhận thêm bình luận." in html
    assert 'name="stars"' in html
    assert 'name="author"' not in html


def test_a_wish_outlives_other_builds(site: Site) -> None:
    """An article that was not read again still takes no comments."""
    site.write({OTHER: article(title="Bài khác", comments="false")})
    before = times(tell(site, export()))
    built = tell(site, export(said()))
    assert rewritten(before, built) == {"2020/12/14/tot/index.html"}
    assert json.loads(built.tree["pages.json"])["closed"] == ["/2020/12/15/khac/"]


def test_too_few_votes_have_no_average(site: Site) -> None:
    """Votes that the service tells no stars of are named, and that they are too few."""
    shown = words(tell(site, export(ratings={PAGE: [4, None]})).page("2020/12/14/tot"))
    assert "Mới có 4 lượt đánh giá, chưa tính điểm" in shown
    assert "/5 –" not in shown


def test_comments_only_where_asked_for(site: Site) -> None:
    """Where the town takes none, an article may still ask for them."""
    site.write({"content/data/town.yaml": TOWN + "live:\n  comments: false\n"})
    site.write({OTHER: article(title="Bài khác", comments="true")})
    told = json.loads(tell(site, export()).tree["pages.json"])
    assert (told["open"], told["closed"]) == (["/2020/12/15/khac/"], [PAGE])


def test_without_a_service_nothing_asks(site: Site) -> None:
    """No script, no form, no star, no list of pages; what was told once is shown all the same."""
    site.write({"content/data/town.yaml": TOWN + VISITS})
    built = tell(site, export(said(), ratings={PAGE: [2, 9]}))
    html = built.page("2020/12/14/tot")
    assert "Ý kiến số 1." in html
    assert "4,5/5 – 2 lượt đánh giá" in html
    assert [name for name, it in built.pages.items() if ASKS.search(it)] == []
    assert "pages.json" not in built.tree


def test_without_a_snapshot_there_is_no_false_number(site: Site) -> None:
    """The total is the town's own, and nobody has voted or said anything."""
    del site.env["LIVE_SNAPSHOT"]
    built = site.good()
    assert "345.988 (tính đến tháng 12/2020)" in words(built.page(""))
    shown = words(built.page("2020/12/14/tot"))
    assert "Chưa có đánh giá" in shown
    assert "Chưa có bình luận." in shown


def test_another_origin_is_named_in_the_policy(site: Site) -> None:
    """The pages may ask there, and nowhere else; all that asks is told the address."""
    address = "https://dem.thu-nghiem.example"
    site.write({"content/data/town.yaml": TOWN + f"live:\n  address: {address}\n"})
    built = tell(site, export())
    for html in built.pages.values():
        assert "Content-Security-Policy" not in html or f"connect-src 'self' {address};" in html
        assert set(re.findall(r'data-service="([^"]*)"', html)) <= {f"{address}/"}
