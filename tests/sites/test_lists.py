"""Lists: numbered from the oldest, so that publishing leaves almost everything as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.sites.build_site import CATEGORIES, TOWN, Built, Files, Site, article

SIZE = ("-e", "DEFAULT_PAGINATION=3")
DATA = {"content/data/town.yaml": TOWN, "content/data/categories.yaml": CATEGORIES}


def news(count: int, first: int = 1) -> Files:
    """Return ``count`` articles of December 2020, one a day, of one category and one tag."""
    return {
        f"content/articles/2020-12-{day:02d}-tin-{day}.md": article(
            title=f"Tin {day}", date=f"2020-12-{day:02d}", tags="lễ hội"
        )
        for day in range(first, first + count)
    }


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """Return the files that were added, changed or taken away, but for those of the search."""
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return {name for name in names if not name.startswith("static/tim/")}


def headlines(built: Built, url: str) -> list[str]:
    """Return the titles of the cards or lines of a list page."""
    found = r'class="(?:card|dated)__title"><a href="[^"]+">(.+?)</a>'
    return [re.sub("<[^>]+>", "", title) for title in re.findall(found, built.page(url))]


LISTS = ("chuyen-muc/chinh-quyen/", "tu-khoa/le-hoi/", "2020/", "2020/12/")
OVERVIEWS = ("", "chuyen-muc/", "tu-khoa/", "luu-tru/")
FEEDS = {f"{url}tin.{kind}" for url in ("", LISTS[0]) for kind in ("atom", "rss")}
MAPS = {"sitemap.xml", "sitemap/2020-12.xml"}


@pytest.mark.parametrize(
    ("count", "numbered"),
    [(5, []), (8, [["Tin 3", "Tin 2", "Tin 1"]])],
)
def test_a_numbered_page_holds_the_oldest(
    tmp_path: Path, count: int, numbered: list[list[str]]
) -> None:
    """Page 1 is the oldest; the list's own address holds the newest, and at least a full page."""
    built = Site(tmp_path).write(DATA).write(news(count)).good(*SIZE)
    for url in LISTS:
        pages = [name for name in built.tree if name.startswith(f"{url}trang/")]
        assert len(pages) == len(numbered)
        for number, titles in enumerate(numbered, 1):
            assert headlines(built, f"{url}trang/{number}") == titles
        rest = count - 3 * len(numbered)
        assert headlines(built, url) == [f"Tin {day}" for day in range(count, count - rest, -1)]


def named(files: set[str]) -> set[str]:
    """Return the names without the hashes of their bytes."""
    return {re.sub(r"\.[0-9a-f]{10}(?=\.\w+$)", "", name) for name in files}


def test_publishing_changes_nothing_old_but_one_neighbour(tmp_path: Path) -> None:
    """Of all old pages only the newest article, which gets "next", the lists' heads, and feeds."""
    site = Site(tmp_path).write(DATA).write(news(10))
    before = site.good(*SIZE).tree
    after = site.write(news(1, 11)).good(*SIZE).tree
    assert named(changed(before, after)) == {
        "2020/12/11/tin-11/index.html",
        "2020/12/10/tin-10/index.html",
        *(f"{url}index.html" for url in (*LISTS, *OVERVIEWS, "2020/12/11/", "tim-kiem/")),
        *("du-lieu-mo/index.json", "du-lieu-mo/2020-12.json"),
        *FEEDS,
        *MAPS,
    }


def test_a_list_that_overflows_gets_one_more_numbered_page(tmp_path: Path) -> None:
    """A new numbered page comes, and only the one before it changes: it gets "newer"."""
    site = Site(tmp_path).write(DATA).write(news(11))
    before = site.good(*SIZE)
    texts = before.pages
    after = site.write(news(1, 12)).good(*SIZE)
    for url in LISTS:
        pages = {name for name in changed(texts, after.pages) if name.startswith(f"{url}trang/")}
        assert pages == {f"{url}trang/2/index.html", f"{url}trang/3/index.html"}
        assert headlines(after, f"{url}trang/2") == ["Tin 6", "Tin 5", "Tin 4"]
        assert f"{url}trang/3/index.html" not in texts
    old = re.sub(r"<a rel=\"prev\".*?</a>", "", texts["2020/trang/2/index.html"])
    new = re.sub(r"<a rel=\"prev\".*?</a>", "", after.pages["2020/trang/2/index.html"])
    assert old == new


def test_the_first_article_of_a_month_changes_the_maps_of_months(tmp_path: Path) -> None:
    """A new month gets pages of its own and stands in the archive, the year and the site map."""
    site = Site(tmp_path).write(DATA).write(news(2))
    before = site.good(*SIZE).tree
    january = {"content/articles/2021-01-01-tin.md": article(title="Tin", date="2021-01-01")}
    after = site.write(january).good(*SIZE).tree
    assert named(changed(before, after)) == {
        *(f"2021/{name}index.html" for name in ("", "01/", "01/01/", "01/01/tin/")),
        *("du-lieu-mo/index.json", "du-lieu-mo/2021-01.json", "tim-kiem/index.html"),
        "tu-khoa/index.html",  # its day is that of the newest article
        *("2020/12/02/tin-2/index.html", "chuyen-muc/chinh-quyen/index.html"),
        *("index.html", "chuyen-muc/index.html", "luu-tru/index.html", "so-do-cong/index.html"),
        *FEEDS,
        *("sitemap.xml", "sitemap/2021-01.xml"),
    }


def test_tags_that_begin_alike_do_not_collide(tmp_path: Path) -> None:
    """The tag "Tổ dân phố 1" with seven articles and "Tổ dân phố 12" with one have their pages."""
    many = {
        f"content/articles/a{number}.md": article(
            title=f"Tin {number}",
            date=f"2020-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            tags="Tổ dân phố 1",
        )
        for number in range(7)
    }
    one = {"content/articles/b.md": article(title="Tin lẻ", tags="Tổ dân phố 12")}
    built = Site(tmp_path).write(DATA).write(many).write(one).good(*SIZE)
    assert headlines(built, "tu-khoa/to-dan-pho-12") == ["Tin lẻ"]
    names = [name for name in built.tree if name.startswith("tu-khoa/to-dan-pho-1/")]
    shown = [headlines(built, name.removesuffix("index.html")) for name in names]
    assert sum(map(len, shown)) == 7
    assert sorted(len(titles) for titles in shown) == [3, 4]
    assert "(7)" in built.page("tu-khoa")


def test_related_and_previous_lead_to_older_articles_only(tmp_path: Path) -> None:
    """An article names older relatives, so that a newer one leaves its page alone."""
    layout = {"content/data/layout.yaml": "article:\n  aside:\n    - related\n"}
    built = Site(tmp_path).write(DATA).write(layout).write(news(4)).good(*SIZE)
    text = built.page("2020/12/03/tin-3")
    aside = text[text.index("block--related") :]
    assert re.findall(r">(Tin \d)</a>", aside) == ["Tin 2", "Tin 1"]
    assert 'rel="prev" href="../../../../2020/12/02/tin-2/"' in text
    assert 'rel="next" href="../../../../2020/12/04/tin-4/"' in text


def test_no_article_is_without_related_ones(tmp_path: Path) -> None:
    """Without a common tag the category's own follow; the oldest and the only one have some too."""
    layout = {"content/data/layout.yaml": "article:\n  aside:\n    - related\n"}
    plain = {
        f"content/articles/2020/2020-12-0{day}-tin-{day}.md": article(
            title=f"Tin {day}",
            date=f"2020-12-0{day}",
            category="chinh-quyen" if day < 4 else "thong-bao",
        )
        for day in (1, 2, 3, 4)
    }
    built = Site(tmp_path).write({**DATA, **layout, **plain}).good(*SIZE)
    asides = {
        day: re.findall(
            r">(Tin \d)</a>", built.page(f"2020/12/0{day}/tin-{day}").split("block--related")[1]
        )
        for day in (1, 2, 3, 4)
    }
    assert asides == {3: ["Tin 2", "Tin 1"], 2: ["Tin 1"], 1: ["Tin 2", "Tin 3"], 4: ["Tin 3"]}


def test_lists_without_an_article_have_no_link(tmp_path: Path) -> None:
    """The footer leaves out lists that are empty, and a heading with nothing under it."""
    page = {"content/pages/lien-he.md": "---\ntitle: Liên hệ\n---\n\nA."}
    site = Site(tmp_path).write({**DATA, **page})
    footer = site.good().page("lien-he").partition("<footer")[2]
    assert "Chính quyền" in footer
    assert not re.search("Chuyên mục|Từ khóa|Lưu trữ|Thông tin</h2>", footer)
    site.write(news(1))
    footer = site.good().page("lien-he").partition("<footer")[2]
    assert all(word in footer for word in ("Chuyên mục", "Từ khóa", "Lưu trữ", "Thông tin</h2>"))


def test_a_statement_of_nothing_tested_gives_no_verdict(tmp_path: Path) -> None:
    """Without a test the page of accessibility says so, and not that all or a part is met."""
    made = {"content/data/statutory.yaml": "accessibility: {made: 2025-05-01}\n"}
    page = Site(tmp_path).write({**DATA, **made}).good().page("kha-nang-tiep-can")
    assert "Hiện cổng chưa được kiểm tra." in page
    assert not re.search("đáp ứng|chưa phát hiện|Những chỗ chưa đạt", page)
