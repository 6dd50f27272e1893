"""A figure's HTML, from its template."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins._kit.records import Photo
from plugins.photos.figure import SLOT
from plugins.photos.models import Kind


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def figures_html(photos: Sequence[Photo], kind: Kind, eager: bool = False) -> str:
    """Return the HTML of photographs that stand together: one is a figure, more a gallery.

    ``eager`` is for a figure that opens a body, which a reader may see at once.
    """
    template = _environment().get_template("photos/figure.html")
    return template.render(photos=photos, kind=kind, eager=eager).strip()


def fill(body: str, photos: Sequence[Photo], kinds: Sequence[Kind]) -> str:
    """Return ``body`` with each slot filled with the photographs it names."""

    def filled(match: re.Match[str]) -> str:
        numbers = [int(number) for number in match[2].split(",")]
        kind = kinds[numbers[0]]
        eager = kind == "figure" and not body[: match.start()].strip()
        return figures_html([photos[number] for number in numbers], kind, eager)

    return SLOT.sub(filled, body)
