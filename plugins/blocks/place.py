"""Put blocks in their places: layout.yaml and data in, what templates show out. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from plugins._kit.data import Model, Tables
from plugins._kit.messages import explain
from plugins._kit.records import Article, Site
from plugins._kit.tables import Town
from plugins.blocks.contract import Block, Form, Scene
from plugins.blocks.models import Layout, Placement


@dataclass(frozen=True)
class Placed:
    """A block ready to be shown: its template gets ``view`` and ``form``."""

    name: str
    title: str
    template: str
    view: Any
    form: Form


@dataclass(frozen=True)
class Misplaced:
    """What is wrong with a placement: its path in layout.yaml and a sentence in Vietnamese."""

    path: tuple[str | int, ...]
    message: str


def places(layout: Layout) -> Iterator[tuple[tuple[str | int, ...], Placement]]:
    """Yield every placement of the layout with its path in the data file."""
    for kind in ("home", "article", "listing"):
        for region, placements in layout.regions(kind).items():
            for index, placement in enumerate(placements):
                yield (kind, region, index), placement
    for key, regions in layout.pages.items():
        for region, placements in regions.items():
            for index, placement in enumerate(placements):
                yield ("pages", key, region, index), placement


def check(layout: Layout, catalogue: Mapping[str, Block], pages: set[str]) -> list[Misplaced]:
    """Return what is wrong with the layout: unknown blocks, options, pages, unsteady blocks."""
    found = [
        Misplaced(("pages", key), f"không có trang “{key}” trong content/pages")
        for key in layout.pages
        if key not in pages
    ]
    for path, placement in places(layout):
        block = catalogue.get(placement.block)
        if block is None:
            known = ", ".join(catalogue)
            found.append(Misplaced(path, f"không có khối “{placement.block}”; các khối: {known}"))
            continue
        if path[0] == "article" and not block.steady:
            found.append(
                Misplaced(
                    path,
                    f"khối “{block.name}” đổi theo cả cổng nên không đặt được ở trang bài viết",
                )
            )
        found += [
            Misplaced((*path, "options", *where), sentence)
            for where, sentence in _options_faults(block, placement)
        ]
    return found


def _options_faults(block: Block, placement: Placement) -> list[tuple[tuple[str | int, ...], str]]:
    try:
        block.options.model_validate(placement.options)
    except ValidationError as error:
        return [(item["loc"], explain(dict(item))) for item in error.errors(include_url=False)]
    return []


class Stand:
    """Prepares the blocks of pages; what does not depend on the article is prepared once."""

    def __init__(
        self, town: Town, site: Site, data: Tables, catalogue: Mapping[str, Block]
    ) -> None:
        self._town, self._site, self._data, self._catalogue = town, site, data, catalogue
        self._ready: dict[int, Placed | None] = {}

    def region(
        self,
        placements: tuple[Placement, ...],
        article: Article | None = None,
        related: tuple[Article, ...] = (),
    ) -> list[Placed]:
        """Return the blocks that have something to say at these places."""
        found = [self._placed(placement, article, related) for placement in placements]
        return [placed for placed in found if placed]

    def _placed(
        self, placement: Placement, article: Article | None, related: tuple[Article, ...]
    ) -> Placed | None:
        block = self._catalogue[placement.block]
        if not block.by_article and id(placement) in self._ready:
            return self._ready[id(placement)]
        scene = replace(self._scene(block, placement), article=article, related=related)
        view = block.prepare(scene)
        placed = view if view is None else _shown(block, placement, view)
        if not block.by_article:
            self._ready[id(placement)] = placed
        return placed

    def _scene(self, block: Block, placement: Placement) -> Scene[Any, Any]:
        data: Model | None = self._data.get(block.table.name) if block.table else None
        options = block.options.model_validate(placement.options)
        return Scene(self._town, self._site, data, options, placement.form)


def _shown(block: Block, placement: Placement, view: Any) -> Placed:
    template = f"blocks/{block.name}/template.html"
    return Placed(block.name, placement.title or block.title, template, view, placement.form)
