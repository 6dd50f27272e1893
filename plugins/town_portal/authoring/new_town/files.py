"""The files of a new town: which there are, and what stands in them. Pure."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jinja2 import Environment, StrictUndefined

from town_portal.authoring.new_town.answers import Answers
from town_portal.authoring.new_town.names import describe_neighbours, format_area
from town_portal.core.communes import Commune
from town_portal.core.dates import format_day, format_iso_day
from town_portal.core.text import lower_first

ARTICLE = "content/articles/cach-viet-bai.md"
"""The template of the first article, which is named by the day."""
IGNORED = "gitignore"
"""The template of .gitignore, which must not be one in this repository."""


def make_files(
    templates: Mapping[str, str],
    commune: Commune,
    neighbours: Sequence[Commune],
    answers: Answers,
    today: date,
) -> dict[str, str]:
    """Return the text of each file by its path; ``templates`` are those of this folder by path."""
    environment = Environment(
        autoescape=False,  # YAML and Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = _quote
    values = _build_values(commune, neighbours, answers, today)
    return {
        _fill_path(path, today): environment.from_string(text).render(values)
        for path, text in templates.items()
    }


def _fill_path(path: str, today: date) -> str:
    if path != ARTICLE:
        return f".{path}" if path == IGNORED else path
    return f"content/articles/{today.year}/{format_iso_day(today)}-cach-viet-bai.md"


def _build_values(
    commune: Commune, neighbours: Sequence[Commune], answers: Answers, today: date
) -> dict[str, Any]:
    return {
        "code": commune.code,
        "name": commune.name,
        "short_name": commune.short_name,
        "unit": lower_first(commune.name),
        "province": lower_first(commune.province),
        "area": format_area(commune.area),
        "neighbours": describe_neighbours(commune, neighbours),
        "answers": answers,
        "today": format_iso_day(today),
        "day": format_day(today),
        "article": _fill_path(ARTICLE, today),
    }


def _quote(text: str) -> str:
    """Return a text as YAML reads it, whatever stands in it."""
    return json.dumps(text, ensure_ascii=False)
