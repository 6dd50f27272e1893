"""Values that templates show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from jinja2 import Environment, TemplateRuntimeError, UndefinedError
from markupsafe import Markup
from pydantic import BaseModel

from plugins._kit.templating import TEMPLATE_OPTIONS

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
