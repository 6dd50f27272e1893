"""An example's body: the portal's own Markdown, its slots filled with stand-in photographs."""

import re
from collections.abc import Callable
from typing import Any

from town_portal.core.records import Photo
from town_portal.features.specimens.pictures import build_picture

Draw = Callable[[list[Photo], str], str]
"""Gives the HTML of photographs that stand together; the second argument is their kind."""

_SLOT = re.compile(r'<(div|span) data-slot="([\d,]+)"></\1>')


def render_body(text: str, markdown: Any, draw: Draw) -> str:
    """Return the Markdown ``text`` as HTML; a photograph is ``../ngang.svg`` or ``../dung.svg``.

    ``markdown`` has the extensions of pelicanconf.py. Raises ValueError when it finds a fault.
    """
    html: str = markdown.reset().convert(text)
    if markdown.faults:
        raise ValueError("; ".join(f"dòng {line}: {words}" for line, words in markdown.faults))
    figures = tuple(getattr(markdown, "figures", ()))

    def filled(match: re.Match[str]) -> str:
        named = [figures[int(number)] for number in match[2].split(",")]
        return draw([_build_photo(figure) for figure in named], named[0].kind)

    return _SLOT.sub(filled, html)


def _build_photo(figure: Any) -> Photo:
    name = figure.source.removeprefix("../").removesuffix(".svg")
    return build_picture(
        name, "../", alt=figure.alt, caption=figure.caption, credit=figure.credit or "Ảnh minh họa"
    )
