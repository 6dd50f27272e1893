"""The mark of a page: equal marks, equal pages; two marks tell what has changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from pelican.contents import Article as PelicanArticle
from pelican.contents import Content
from pelican.urlwrappers import Category, Tag

from plugins._kit.identity import UnknownKind
from plugins._kit.paging import sheets
from plugins._kit.records import Article, Topic
from plugins.incremental.mark import differences, mark, plain

NEWS = Topic("tin", "Tin", "chuyen-muc/tin/")
ONE, TWO = (
    Article(f"{name}/", name, datetime(2020, 1, 1, tzinfo=UTC), False, NEWS, identity=f"id-{name}")
    for name in ("a", "b")
)
SETTINGS: dict[str, Any] = {"SLUGIFY_USE_UNICODE": False, "SLUGIFY_PRESERVE_CASE": False}


def content(identity: str = "id-1", **late: Any) -> Content:
    """Return an article of Pelican's that was read, and then given ``late``."""
    found = PelicanArticle.__new__(PelicanArticle)
    vars(found).update(identity=identity, title="Bài", override_url="a/")
    found._base = frozenset((*vars(found), "_base"))
    vars(found).update(late)
    return found


def category(name: str, slug: str = "tin") -> Category:
    """Return Pelican's object for a category."""
    found = Category(name, {**SETTINGS, "CATEGORY_REGEX_SUBSTITUTIONS": []})
    found.slug = slug
    return found


@dataclass(frozen=True)
class Shown:
    """A value of a plugin's own kind."""

    text: str


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 2),
        (None, ""),
        ("a", "b"),
        ("1", 1),
        (True, "True"),
        ((), []),
        ((ONE,), (TWO,)),
        ((ONE, TWO), (TWO, ONE)),
        ((ONE,), ONE),
        (ONE, replace(ONE, identity="id-other")),
        ([ONE], [replace(ONE, identity="id-other")]),
        (replace(ONE, identity=""), replace(ONE, identity="", title="Khác")),
        ((replace(ONE, identity=""),), (replace(ONE, identity="", title="Khác"),)),
        ({"a": 1}, {"a": 2}),
        (Shown("a"), Shown("b")),
        (NEWS, replace(NEWS, title="Khác")),
        (category("Tin"), category("Khác")),
        (category("Tin"), category("Tin", "khac")),
        ({"a": category("Tin")}, {"a": category("Khác")}),
        (sheets("", [ONE], 5)[0], sheets("", [TWO], 5)[0]),
        (sheets("", [ONE], 5)[0], sheets("x/", [ONE], 5)[0]),
        (content("id-1"), content("id-2")),
        (content(), content(next=None)),
        (content(next=ONE), content(next=TWO)),
        (content(related=(ONE,)), content(related=(ONE, TWO))),
        ([content("id-1")], [content("id-2")]),
    ],
)
def test_what_differs_has_another_mark(one: object, other: object) -> None:
    """But for an empty tuple and an empty list, which show the same."""
    is_same = mark("t", {"value": one}) == mark("t", {"value": other})
    assert is_same == (one == () and other == [])


def given() -> dict[str, Any]:
    """Return what a page may be given, all of it made anew."""
    return {
        "article": content(next=replace(ONE), related=(replace(ONE), TWO)),
        "category": category("Tin"),
        "tag": Tag("hội", {**SETTINGS, "TAG_REGEX_SUBSTITUTIONS": []}),
        "sheet": sheets("", [replace(ONE), TWO], 5)[0],
        "shown": [Shown("a"), {"b": category("Tin"), "c": (1, None)}],
        "url": "a/",
    }


def test_equal_pages_have_equal_marks() -> None:
    """In another build everything is another object."""
    assert mark("article", given()) == mark("article", given())


def test_a_mark_is_one_line_of_words() -> None:
    """Names and identities, whatever texts the page is given."""
    line = mark("t", {"title": "Hai từ\nvà dòng = mới", "count": 3, "none": None})
    template, title, *others = line.split(" ")
    assert (template, others) == ("template=t", ["count=3", "none=None"])
    assert title.startswith("title=")
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize("value", [object(), [object()], content(plugin=object())])
def test_what_nobody_knows_has_no_mark(value: object) -> None:
    """Such a page is always made again."""
    with pytest.raises(UnknownKind):
        mark("t", {"value": value})


def test_a_content_of_another_generator_has_no_mark() -> None:
    """Nobody has said which of its attributes are its own."""
    foreign = PelicanArticle.__new__(PelicanArticle)
    with pytest.raises(UnknownKind, match="Article"):
        mark("t", {"article": foreign})


def test_equal_marks_do_not_differ() -> None:
    """Nothing is named."""
    line = mark("t", given())
    assert differences(line, line) == []


CHANGES: dict[str, dict[str, Any]] = {
    "article": {"article": content("other", next=ONE, related=(ONE, TWO))},
    "article.next": {"article": content(next=None, related=(ONE, TWO))},
    "article.related": {"article": content(next=ONE, related=())},
    "article.previous": {"article": content(next=ONE, related=(ONE, TWO), previous=TWO)},
    "category": {"category": category("Khác")},
    "sheet": {"sheet": sheets("", [TWO], 5)[0]},
    "url": {"url": "b/"},
    "more": {"more": 1},
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_differs_is_named(name: str) -> None:
    """Each change has its name, whichever of the two marks is the older."""
    old, new = mark("t", given()), mark("t", given() | CHANGES[name])
    assert differences(old, new) == differences(new, old) == [name]


def test_all_that_differs_is_named_once_in_order() -> None:
    """First what was there before, then what is new."""
    assert differences("key=1 template=t a=1 b=2", "key=2 template=u b=2 c=3") == [
        *("key", "template", "a", "c")
    ]


def test_plain_data_stands_for_pelicans_objects() -> None:
    """A content is its address and identity, a category its name and slug; the rest stays."""
    article, topic, other = content("id-1"), category("Tin"), SimpleNamespace()
    given = {"a": [article, (topic, 1)], "b": other}
    known = {"a": [("a/", "id-1"), [("Category", "Tin", "tin"), 1]], "b": other}
    assert plain(given) == known
