"""Why a page was made again, in good Vietnamese."""

from __future__ import annotations

import re

import pytest

from plugins._kit.identity import identity
from plugins.incremental.mark import mark
from plugins.incremental.reasons import ALWAYS, NEW, TOUCHED, changed, seen, sentence

OLD = {"article": "1", "article.next": "1", "sheet": "1", "url": "1", "title": "1"}
PLACEHOLDER = re.compile(r"[{}]|None|\bkey\b|=|  ")


def marked(given: dict[str, str]) -> str:
    """Return a mark of these values."""
    return mark("article", dict(given))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (NEW, "lần dựng trước chưa có, hoặc không còn nhớ"),
        (
            ALWAYS,
            "lần nào cũng dựng lại: một phần mở rộng hoặc mẫu trang cần như vậy",
        ),
        (TOUCHED, "tệp trong thư mục đã dựng bị sửa hoặc xóa bằng tay"),
        ("", "không rõ lý do"),
        ("words of an older version", "không rõ lý do"),
    ],
)
def test_simple_reasons(words: str, told: str) -> None:
    """New, always made, changed by hand; what nobody knows is said to be unknown."""
    assert sentence(words) == told


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("table", "menu", "tệp content/data/menu.yaml"),
        ("has table", "weather", "tệp content/data/weather.yaml"),
        ("asset", "portal.css", "tệp giao diện portal.css"),
        ("published", "2020/12/14/tot/", "trang /2020/12/14/tot/ (nay có hoặc không còn)"),
        ("now", "weather", "ngày giờ (mục weather)"),
        ("now", "", "ngày giờ (mục chính)"),
        ("site", "front 5", "danh sách của cổng (front 5)"),
        ("context", "articles", "danh sách articles của Pelican"),
        ("of-a-plugin", "x", "of-a-plugin"),
    ],
)
def test_what_was_seen_otherwise_is_named(kind: str, name: str, told: str) -> None:
    """Names may hold spaces and signs; a kind of some plugin stands as it is."""
    assert sentence(seen((kind, name))) == f"đã thay đổi: {told}"


@pytest.mark.parametrize("name", ["a=b.css", "tên có dấu cách.css", "{0}.css", "%s"])
def test_strange_names_come_through(name: str) -> None:
    """Signs that mean something to formats are letters like others."""
    assert sentence(seen(("asset", name))) == f"đã thay đổi: tệp giao diện {name}"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("article", "bài này"),
        ("page", "trang này"),
        ("article.next", "bài liền sau"),
        ("article.previous", "bài liền trước"),
        ("article.related", "các bài liên quan"),
        ("sheet", "các bài trong danh sách"),
        ("title", "tiêu đề trang"),
        ("url", "địa chỉ trang"),
        ("months", "các tháng có bài"),
        ("category", "tên chuyên mục"),
    ],
)
def test_what_a_page_was_given_is_named(name: str, told: str) -> None:
    """Each part of a page that can change has its words."""
    before, after = marked({**OLD, name: "1"}), marked({**OLD, name: "2"})
    assert sentence(changed(before, after, ["code"])) == f"đã thay đổi: {told}"


def test_several_changes_are_one_sentence() -> None:
    """Each is told once, although two parts have the same words."""
    words = changed("article=1 sheet=1 articles=1", "article=2 sheet=2 articles=2", [])
    assert sentence(words) == "đã thay đổi: bài này, các bài trong danh sách"


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("code", "mã của cổng, giao diện hoặc một gói đã cài"),
        ("settings", "cấu hình"),
        ("files", "một tệp trong content/data"),
        ("context", "giá trị mà phần mở rộng đưa cho mẫu trang"),
        ("town", "tệp content/data/town.yaml"),
        ("categories", "tệp content/data/categories.yaml"),
        ("menu", "tệp content/data/menu.yaml"),
        ("layout", "tệp content/data/layout.yaml"),
    ],
)
def test_what_all_pages_depend_on_is_named(part: str, told: str) -> None:
    """Behind the key that stands for all of it people read what has changed."""
    words = changed("key=1 url=1", "key=2 url=1", [part])
    assert sentence(words) == f"đã thay đổi: {told}"


def test_a_key_without_known_parts_is_told_in_general() -> None:
    """After a state that did not say more."""
    assert sentence(changed("key=1", "key=2", [])) == "đã thay đổi: cấu hình hoặc mã"


def test_a_file_without_named_parts_is_told_in_general() -> None:
    """The feed or a style sheet: its mark is the identity of all that it is made of."""
    told = sentence(changed(identity(1), identity(2), []))
    assert told == "đã thay đổi: những gì tệp này gồm có"


def test_a_value_of_some_template_is_named_as_one() -> None:
    """A plugin may give its templates values of its own."""
    told = sentence(changed("weather=1", "weather=2", []))
    assert told == "đã thay đổi: giá trị “weather” của mẫu trang"


@pytest.mark.parametrize(
    "words",
    [
        *(NEW, ALWAYS, TOUCHED, "", seen(None), seen(("table", "a")), seen(("site", "newest"))),
        *(changed(f"{name}=1", f"{name}=2", ()) for name in (*OLD, "key", "page.targets")),
        changed("", f"key=1 {marked(OLD)}", ("code", "menu")),
        changed(identity(1), identity(2), ()),
    ],
)
def test_no_sentence_shows_how_it_was_made(words: str) -> None:
    """No braces, no signs of the stored form, no full stop; Vietnamese letters in each."""
    told = sentence(words)
    assert not PLACEHOLDER.search(told)
    assert re.search(r"[àảãáạăâđèéẹêìíòóọôơùúụưỳýạ-ỹ]", told)
    assert not told.endswith(".")
    assert told[0].islower()
