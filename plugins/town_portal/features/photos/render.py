"""A figure's HTML, from its template."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from town_portal.core.records import Photo
from town_portal.core.templating import TEMPLATE_OPTIONS
from town_portal.features.photos.figure import SLOT
from town_portal.features.photos.models import Kind

SEEN_AT_ONCE = 400
"""Characters of text that may stand before a figure on a telephone's first view."""

_TAG = re.compile(r"<[^>]*>")


@cache
def _make_environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent),
        **TEMPLATE_OPTIONS,
    )


def render_figures(photos: Sequence[Photo], kind: Kind, eager: bool = False) -> str:
    """Return the HTML of photographs that stand together: one is a figure, more a gallery.

    ``eager`` is for a figure near the top, which a reader may see at once.
    """
    template = _make_environment().get_template("photos/figure.html")
    return template.render(photos=photos, kind=kind, eager=eager).strip()


def fill_slots(body: str, photos: Sequence[Photo], kinds: Sequence[Kind]) -> str:
    """Return ``body`` with each slot filled with the photographs it names."""

    def filled(match: re.Match[str]) -> str:
        numbers = [int(number) for number in match[2].split(",")]
        kind = kinds[numbers[0]]
        before = body[: match.start()]
        is_first = kind == "figure" and "data-slot" not in before
        eager = is_first and len(_TAG.sub("", before)) <= SEEN_AT_ONCE
        return render_figures([photos[number] for number in numbers], kind, eager)

    return SLOT.sub(filled, body)
