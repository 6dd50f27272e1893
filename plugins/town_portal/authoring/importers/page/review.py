"""The page on which the original and the draft stand side by side, self-contained. Pure."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, PackageLoader
from markdown import markdown
from markupsafe import Markup

from town_portal.authoring.importers.draft import DraftFigures, DraftPicture, DraftProse
from town_portal.authoring.importers.page import original
from town_portal.authoring.importers.page.batch import PageOutcome
from town_portal.authoring.importers.page.report import (
    format_percent,
    get_level,
    summarize_outcomes,
)
from town_portal.authoring.importers.write import format_credit, list_pictures
from town_portal.core.templating import TEMPLATE_OPTIONS

_SOURCE = re.compile(r'<img src="anh:(\d+)" ')
_FRAME = (
    '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:">'
    "<title>Trang gốc</title></head><body>{}</body></html>"
)


@dataclass(frozen=True, slots=True)
class ReviewedPage:
    """A page as the templates take it: both sides are harmless HTML."""

    outcome: PageOutcome
    frame: str
    blocks: tuple[Markup | tuple[dict[str, str], ...], ...]


def render_review(outcomes: Sequence[PageOutcome]) -> str:
    """Return the review of some pages as an HTML file that needs no other file."""
    template = make_environment().get_template("review.html")
    css = make_environment().get_template("review.css").render()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return template.render(
        pages=[build_shown(outcome) for outcome in outcomes],
        summary=summarize_outcomes(outcomes),
        css=Markup(css),
        digest=digest,
    )


@lru_cache(1)
def make_environment() -> Environment:
    """Return the templates' environment; everything is escaped in them."""
    made = Environment(
        loader=PackageLoader("town_portal.authoring.importers.page", "."),
        **TEMPLATE_OPTIONS,
    )
    made.globals |= {"percent": format_percent, "level": get_level}
    return made


def build_shown(outcome: PageOutcome) -> ReviewedPage:
    """Return one page with both sides made ready."""
    page = outcome.page
    if page is None:
        return ReviewedPage(outcome, "", ())
    looks = [_embed_thumbnail(picture) for picture in list_pictures(page.draft)]
    by_shot = dict(zip(page.shots, looks, strict=True))

    def source(match: re.Match[str]) -> str:
        look = by_shot.get(page.seen[int(match[1])], "")
        return f'<img src="{look}" ' if look else "<img "

    left = iter(looks)
    blocks = tuple(
        _render_words(block) if isinstance(block, DraftProse) else _build_figures(block, left)
        for block in page.draft.body
    )
    return ReviewedPage(outcome, _FRAME.format(_SOURCE.sub(source, page.shown)), blocks)


def _render_words(block: DraftProse) -> Markup:
    """Return a piece of the draft as HTML; made harmless again, whatever Markdown makes of it."""
    html = markdown(block.markdown, extensions=["tables", "sane_lists"])
    tree = BeautifulSoup(html, "html.parser")
    return Markup(original.render_original(tree, _omit_picture))


def _omit_picture(_image: Tag) -> str:
    return ""


def _build_figures(block: DraftFigures, looks: Any) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "source": next(looks),
            "name": picture.name or picture.alt or "không tên",
            "caption": picture.caption,
            "credit": format_credit(picture),
            "alt": picture.alt,
        }
        for picture in block.pictures
    )


def _embed_thumbnail(picture: DraftPicture) -> str:
    """Return a photograph as a data: address; empty where there is none.

    The photographs of outcomes are small copies already (thumbs.py).
    """
    data = picture.data
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}" if data else ""
