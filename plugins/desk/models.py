"""Which models staff write data for, and the name under which each is known."""

import importlib
from collections.abc import Iterable, Mapping

from plugins._kit import tables
from plugins._kit.data import Model
from plugins._kit.front import ArticleFront, PageFront

ARTICLE, PAGE = "front-article", "front-page"
FRONTS: Mapping[str, type[Model]] = {ARTICLE: ArticleFront, PAGE: PageFront}


def models_of(plugins: Iterable[str]) -> dict[str, type[Model]]:
    """Return the models of all data files, as the named plugins declare them, and of the fronts."""
    declared = list(tables.TABLES)
    for name in plugins:
        declared += getattr(importlib.import_module(name), "TABLES", ())
    return {**{table.name: table.model for table in declared}, **FRONTS}
