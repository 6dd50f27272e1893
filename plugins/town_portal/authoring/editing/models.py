"""Which models staff write data for, and the name under which each is known."""

import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from town_portal.core.data import tables
from town_portal.core.data.loading import Model
from town_portal.core.texts.folders import ARTICLES, PAGES
from town_portal.core.texts.front import ArticleFront, PageFront
from town_portal.core.texts.kinds import KINDS

ARTICLE, PAGE = "front-article", "front-page"
FRONTS: Mapping[str, type[Model]] = {
    ARTICLE: ArticleFront,
    PAGE: PageFront,
    **{f"front-{kind.name}": kind.front for kind in KINDS},
}


@dataclass(frozen=True)
class TextCollection:
    """The texts of a folder of the content: one collection of the desk, and a format.

    ``table`` is their model's name, ``name`` the collection's; ``address`` is that of one of them,
    with ``{}`` for the name of its file; an article's begins with its day.
    """

    table: str
    name: str
    folder: str
    address: str = "{}/"


TEXTS = (
    TextCollection(ARTICLE, "bai-viet", ARTICLES),
    TextCollection(PAGE, "trang", PAGES),
    *(TextCollection(f"front-{kind.name}", kind.key, kind.folder, kind.url) for kind in KINDS),
)


def collect_models(plugins: Iterable[str]) -> dict[str, type[Model]]:
    """Return the models of all data files, as the named plugins declare them, and of the fronts."""
    declared = list(tables.TABLES)
    for name in plugins:
        declared += getattr(importlib.import_module(name), "TABLES", ())
    return {**{table.name: table.model for table in declared}, **FRONTS}
