"""The fixture pages and what a person reads in them.

No page of a real portal is at hand: these are rebuilt from the products' public documentation and
source (Liferay's asset publisher and journal templates, SharePoint's publishing controls, DNN's
modules), and from the text of the town's former article page.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup
from markdown import Markdown, markdown

from town_portal.authoring.importers.draft import Draft, DraftFigures, DraftProse
from town_portal.authoring.importers.page.saved import Saved, open_saved
from town_portal.authoring.importers.page.understand import Understood, understand_page
from town_portal.authoring.proofreading.photographs import EXTENSIONS

HERE = Path(__file__).parent
PAGES = HERE / "pages"


@lru_cache(1)
def truth() -> dict[str, dict[str, Any]]:
    """Return what is true of each page, by its name."""
    found: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "truth.yaml").read_text("utf-8"))
    return found


NAMES = tuple(truth())


def data_of(name: str) -> bytes:
    """Return the bytes of a fixture page."""
    return (PAGES / f"{name}.html").read_bytes()


def saved(html: str | bytes, name: str = "bai.html", **files: bytes) -> Saved:
    """Return a page out of its HTML; ``files`` are pictures by name, ``_`` for the dot."""
    data = html.encode() if isinstance(html, str) else html
    return open_saved(
        name, "", data, {key.replace("_", "."): value for key, value in files.items()}
    )


@lru_cache(32)
def page(name: str) -> Understood:
    """Return what is understood of a fixture page."""
    return understand_page(saved(data_of(name), f"{name}.html"))


def of_body(body: str, head: str = "") -> Understood:
    """Return what is understood of a page of the former portal with this body."""
    return understand_page(
        saved(
            '<!doctype html><meta charset="utf-8"><meta name="GENERATOR" content="Microsoft '
            f'SharePoint"><title>Bài</title>{head}<body><form id="aspnetForm">'
            f'<div class="news-detail"><h1 class="title">Một bài thử</h1>'
            f'<div class="content">{body}</div></div></form></body>'
        )
    )


def words(draft: Draft) -> list[str]:
    """Return the words of a draft's body as readers see them, without captions."""
    html = "\n".join(
        markdown(block.markdown, extensions=["tables", "sane_lists"])
        for block in draft.body
        if isinstance(block, DraftProse)
    )
    tree = BeautifulSoup(html, "lxml")
    for tag in tree.find_all(["br", "p", "li", "td", "th", "h2", "h3", "tr"]):
        tag.insert_before(" ")
    return tree.get_text().split()


def prose(draft: Draft) -> str:
    """Return the Markdown of a draft's body without its photographs."""
    return "\n\n".join(block.markdown for block in draft.body if isinstance(block, DraftProse))


def captions(draft: Draft) -> list[str]:
    """Return the captions of a draft's photographs, those that have one."""
    return [
        picture.caption
        for block in draft.body
        if isinstance(block, DraftFigures)
        for picture in block.pictures
        if picture.caption
    ]


def faults_of(markdown: str) -> list[tuple[int, str]]:
    """Give what the portal refuses in a body, with its lines."""
    portal: Any = Markdown(extensions=list(EXTENSIONS))
    portal.convert(markdown)
    return list(portal.faults)
