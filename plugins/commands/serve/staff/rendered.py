"""The pages of review, whose HTML stands in files beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from plugins._kit.templating import TEMPLATE_OPTIONS

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    **TEMPLATE_OPTIONS,
)


def rendered(name: str, **values: Any) -> str:
    """Return the HTML of a file beside this one; every value is escaped."""
    return _PAGES.get_template(name).render(values)
