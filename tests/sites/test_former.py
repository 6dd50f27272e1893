"""The portal of a former authority: one line of data makes every page one of an archive."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.portal import Page, text
from tests.sites.build_site import GOOD, ROOT, TOWN, Built, Site, read
from tests.sites.live_export import export, said

FULL = ROOT / "tests" / "golden" / "full" / "content"
SEALED = "archive: {since: 2025-06-01}\n"
"""The one change."""
PAGE = "/2020/12/14/day-du/"
ASKS = re.compile(r"counter\.|data-service|data-live|(comments|rating|mine)__form|<noscript><p>Gửi")
"""What stands in a page only where readers can leave something, or are counted."""


def built(folder: Path, change: str, settings: str = "pelicanconf.py", **told: Any) -> Built:
    """Build the whole golden site, with a change of town.yaml and what the service told last."""
    site = Site(folder, settings=settings)
    site.write({f"content/{name}": data for name, data in read(FULL).items()})
    town = folder / "content/data/town.yaml"
    words = town.read_text(encoding="utf-8")
    if change:
        words = words.replace("until: 2025-06-30", "until: 2025-05-31") + change
    town.write_text(words, encoding="utf-8")
    given = export(**told) | {"comments": {PAGE: [said(1)]}, "ratings": {PAGE: [12, 54]}}
    site.write({"live.json": json.dumps(given)})
    site.env["LIVE_SNAPSHOT"] = str(folder / "live.json")
    return site.good("-e", "SPECIMENS=false")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site as it is."""
    return built(tmp_path_factory.mktemp("before"), "")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the same site as an archive."""
    return built(tmp_path_factory.mktemp("sealed"), SEALED)


def whole(found: Built) -> dict[str, Page]:
    """Return the pages that are made of the base template: no fragments, none that leads on."""
    made = {name: Page(name, html) for name, html in found.pages.items() if "<body" in html}
    return {name: page for name, page in made.items() if page.by_class("portal", "body")}


def test_every_page_says_what_it_is(sealed: Built) -> None:
    """Banner with the successor's site, title and description: on every page, 404 too."""
    found = whole(sealed)
    assert len(found) > 40
    for name, page in found.items():
        (banner,) = page.by_class("former")
        assert text(banner).startswith("Trang lưu trữ. Từ ngày 01/6/2025"), name
        assert [link.get("href") for link in banner.iter("a")] == ["https://mot.example"], name
        assert page.string("//title").endswith("(trang lưu trữ)"), name
        (told,) = page.find('//meta[@name="description"]')
        assert told.get("content").startswith("Trang lưu trữ. "), name


def test_nobody_can_leave_anything_and_nobody_is_counted(before: Built, sealed: Built) -> None:
    """Pages ask for a service before, and none does afterwards; nor is there a list of pages."""
    asking = [name for name, html in before.pages.items() if ASKS.search(html)]
    assert len(asking) > 40
    assert [name for name, html in sealed.pages.items() if ASKS.search(html)] == []
    assert "pages.json" in before.tree
    assert "pages.json" not in sealed.tree
    for html in sealed.pages.values():
        assert "dem.thu.example" not in html


def test_what_was_said_and_counted_stays(sealed: Built) -> None:
    """Approved comments, ratings and the total are as they were told last."""
    article = Page(PAGE, sealed.page(PAGE.strip("/")))
    assert "Ý kiến số 1." in text(article.one("main"))
    assert "4,5/5 – 12 lượt đánh giá" in text(article.one("main"))
    assert "không nhận thêm bình luận" in text(article.one("main"))
    assert "346.000" in text(Page("", sealed.page("thong-ke")).one("main"))


def test_the_rest_is_as_before(before: Built, sealed: Built) -> None:
    """Addresses, menu and robots are kept, but for forms; the feed tells of the archive."""
    forms = {"khoi/danh-gia.html", "khoi/binh-luan.html"}
    assert {*before.pages} - {*sealed.pages} <= {"hoi-dap/tra-cuu/index.html", *forms}
    assert {*sealed.pages} <= {*before.pages}
    assert before.tree["robots.txt"] == sealed.tree["robots.txt"]
    assert "<title>Cổng thông tin điện tử thị trấn Thử (trang lưu trữ)</title>" in (
        sealed.tree["tin.atom"].decode()
    )
    menus = [Page("", found.page("")).by_class("menu__items") for found in (before, sealed)]
    assert [text(menu) for menu in menus[0]] == [text(menu) for menu in menus[1]]


def test_privacy_tells_that_nothing_is_kept(before: Built, sealed: Built) -> None:
    """The page of privacy says only what is true of an archive."""
    told = [text(Page("", found.page("quyen-rieng-tu")).one("main")) for found in (before, sealed)]
    assert "mã băm" in told[0]
    assert "mã băm" not in told[1]
    assert "không nhận đánh giá, bình luận mới" in told[1]


def test_words_of_ones_own_and_a_menu_that_names_what_is_closed(tmp_path: Path) -> None:
    """The banner's text is data; a page that a menu names is still there without the service."""
    town = f"{TOWN}live: {{comments: true}}\n"
    town += 'archive: {since: 2025-06-01, text: "Cổng cũ của thị trấn."}\n'
    menu = (
        "items:\n  - {title: Hỏi đáp, to: /hoi-dap/}\n  - {title: Dự thảo, to: /gop-y-du-thao/}\n"
    )
    files = {"content/data/town.yaml": town, "content/data/menu.yaml": menu}
    site = Site(tmp_path).write({**GOOD, **files})
    (banner,) = Page("", site.good().page("")).by_class("former")
    assert text(banner).startswith("Trang lưu trữ. Cổng cũ của thị trấn.")


def test_an_archive_of_a_day_to_come_is_none_yet(tmp_path: Path) -> None:
    """It would close the portal today: that is a fault; before the authority's end it is told."""
    town = "content/data/town.yaml"
    site = Site(tmp_path).write({**GOOD, town: f"{TOWN}archive: {{since: 2199-01-01}}\n"})
    (fault, _) = site.build().errors
    assert fault.startswith(f"{town}:6: archive.since: ngày này chưa tới; hãy đặt dấu #")
    lasting = f"{TOWN}valid: {{until: 2199-12-31}}\n"
    built = site.write({town: f"{lasting}archive: {{since: 2025-06-01}}\n"}).build()
    (notice,) = [line for line in built.errors if "còn hoạt động đến hết ngày 31/12/2199" in line]
    assert notice.startswith("Lưu ý: ")


def test_rows_without_a_value_are_left_out(tmp_path: Path) -> None:
    """What is not known of a leader has no row, in a lasting authority as in a former one."""
    leader = "{name: Nguyễn A, post: Bí thư, telephone: 0239 000 0000}"
    site = Site(tmp_path).write(
        {**GOOD, "content/data/organisation.yaml": f"leaders:\n  - {leader}\n"}
    )
    for more in ("", "valid: {until: 2025-05-31}\n"):
        site.write({"content/data/town.yaml": f"{TOWN}{more}"})
        page = site.good().page("lanh-dao")
        assert "Nguyễn A" in page
        assert "<dt>Điện thoại</dt>" in page
        assert "<dt>Thư điện tử</dt>" not in page
