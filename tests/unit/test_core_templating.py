"""What templates show: filters, and values that are no text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from jinja2 import Environment, TemplateRuntimeError, UndefinedError
from markupsafe import Markup
from pydantic import BaseModel

from town_portal.core import filters
from town_portal.core.records import Topic
from town_portal.core.templating import TEMPLATE_OPTIONS

JINJA = Environment(**TEMPLATE_OPTIONS)


class Model(BaseModel):
    """A model of data."""

    name: str = "x"


@dataclass
class Record:
    """A record."""

    name: str = "x"


class Level(StrEnum):
    """A value that is text."""

    HIGH = "cao"


class Own:
    """A class with a text of its own."""

    def __str__(self) -> str:
        return "<b>"


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        [],
        ("a",),
        {"a": 1},
        len,
        "x".upper,
        object(),
        Own,
        Model(),
        Record(),
        iter("ab"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_that_is_no_text_stops_the_page(value: Any) -> None:
    """What Python would show as a representation is an error, in any place of a template."""
    for source in ("{{ value }}", '<a href="{{ value }}">', "{% if true %}{{ value }}{% endif %}"):
        with pytest.raises(TemplateRuntimeError, match="no text"):
            JINJA.from_string(source).render(value=value)


def test_a_macro_that_is_not_called_stops_the_page() -> None:
    """A macro named like a variable is not shown as `<Macro 'dated'>`."""
    with pytest.raises(TemplateRuntimeError, match="Macro 'dated'"):
        JINJA.from_string("{% macro dated() %}{% endmacro %}{{ dated }}").render()


def test_an_undefined_value_stops_the_page() -> None:
    """A name that nobody gave is an error that names it."""
    with pytest.raises(UndefinedError, match="'missing' is undefined"):
        JINJA.from_string("{{ missing }}").render()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        *(("a<b", "a&lt;b"), (Markup("<b>"), "<b>"), (3, "3"), (1.5, "1.5"), ("", "")),
        *((date(2020, 12, 14), "2020-12-14"), (Level.HIGH, "cao"), (Own(), "&lt;b&gt;")),
    ],
)
def test_text_numbers_and_dates_are_shown(value: Any, shown: str) -> None:
    """What has a text of its own is shown, escaped unless it is markup."""
    assert JINJA.from_string("{{ value }}").render(value=value) == shown


@pytest.mark.parametrize(
    ("call", "given", "shown"),
    [
        (filters.format_file_size, 0, "1 KB"),
        (filters.format_file_size, 999, "1 KB"),
        (filters.format_file_size, 34_400, "34 KB"),
        (filters.format_file_size, 1_000_000, "1,0 MB"),
        (filters.format_file_size, 1_250_000_000, "1250,0 MB"),
        (filters.capitalize_first, "thơ: Nguyễn Du", "Thơ: Nguyễn Du"),
        (filters.capitalize_first, "đền Đô Đài", "Đền Đô Đài"),
        (filters.capitalize_first, "", ""),
        (filters.get_folder, "2020/12/index.html", "2020/12/"),
        (filters.get_folder, "index.html", ""),
        (filters.get_folder, "404.html", "404.html"),
        (filters.get_host, "https://www.hatinh.gov.vn/a?b", "hatinh.gov.vn"),
        (filters.get_host, "http://m.baohatinh.vn", "baohatinh.vn"),
        (filters.get_host, "https://wwwa.vn:8080/", "wwwa.vn"),
        (filters.get_host, "khong phai dia chi", "khong phai dia chi"),
        (filters.typeset_headline, "Thị xã 1992–2025 qua số", "Thị xã [1992–2025] qua số"),
        (filters.typeset_headline, "Sau ngày 30/6/2025", "Sau [ngày 30/6/2025]"),
        (filters.typeset_headline, "Năm 2020: 10 dự án", "[Năm 2020]: 10 dự án"),
        (filters.typeset_headline, "Thị xã Hồng Lĩnh, Đậu Liêu", "Thị xã [Hồng Lĩnh], [Đậu Liêu]"),
        (filters.typeset_headline, "Ở Ẩm Thực Đô Thị Mới", "Ở [Ẩm Thực Đô] [Thị Mới]"),
        (filters.typeset_headline, "UBND xã, HĐND", "UBND xã, HĐND"),
        (filters.typeset_headline, "Số <1>, tổ 12", "Số &lt;1&gt;, tổ 12"),
    ],
)
def test_how_values_are_shown(call: Callable[[object], str], given: object, shown: str) -> None:
    """Sizes, names, addresses; a headline keeps dates, ranges and names whole, all else escaped."""
    assert call(given) == shown.replace("[", '<span class="unbroken">').replace("]", "</span>")


def test_topics_by_their_first_letter() -> None:
    """As a dictionary lists them: tone marks are no letters of their own, digits come together."""
    topics = [(Topic("k", title, "u"), 1) for title in ("12 năm", "7", "ẩm thực", "âm nhạc", "đền")]
    found = [(letter, len(group)) for letter, group in filters.group_by_initial(topics)]
    assert found == [("0–9", 2), ("Â", 2), ("Đ", 1)]
