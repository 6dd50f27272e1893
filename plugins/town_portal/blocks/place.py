"""Put blocks in their places: layout.yaml and data in, what templates show out. Pure."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from town_portal.blocks.contract import Block, Form, MadeFile, Scene
from town_portal.blocks.models import Layout, Placement
from town_portal.build.dependencies import DependencyTracker, Once
from town_portal.build.made import SearchEntry
from town_portal.core.data.loading import Model, Tables
from town_portal.core.data.tables import Town
from town_portal.core.records import Article, FileCopy, Site


@dataclass(frozen=True)
class Placed:
    """A block ready to be shown: its template gets ``view`` and ``form``.

    ``script`` names its module, which there may be. ``fragment`` is set where the block is fetched
    by script: the address of its HTML. One that has a ``module`` too is in the page already, with
    that module, and the script brings what is newer.
    """

    name: str
    title: str
    view: Any
    form: Form
    bare: bool = False
    script: str = ""
    fragment: str = ""
    more: tuple[str, str] | None = None
    module: str = ""

    @property
    def template(self) -> str:
        """The template's name."""
        return f"blocks/{self.name}/template.html"


@dataclass(frozen=True)
class Material:
    """What blocks are made of: the town, what is published, the data files, the build's clock.

    ``watch`` notes what of them a block looks at.
    """

    town: Town
    site: Site
    data: Tables
    now: datetime
    watch: DependencyTracker = field(default_factory=DependencyTracker)


class Stand:
    """Prepares the blocks of pages; what does not depend on the article is prepared once."""

    def __init__(self, material: Material, catalogue: Mapping[str, Block]) -> None:
        self._material, self._catalogue = material, catalogue
        self._ready = Once(material.watch)

    def region(
        self,
        placements: Iterable[Placement],
        article: Article | None = None,
        related: tuple[Article, ...] = (),
    ) -> list[Placed]:
        """Return the blocks that have something to say at these places."""
        found = [self._place_block(placement, article, related) for placement in placements]
        return [placed for placed in found if placed]

    def lasting(
        self,
        placements: Iterable[Placement],
        article: Article | None = None,
        related: tuple[Article, ...] = (),
    ) -> list[Placed]:
        """Return the same for a page that lasts: what is not steady is left to the script."""
        found: list[Placed] = []
        for placement in placements:
            if self._catalogue[placement.block].steady:
                found += self.region((placement,), article, related)
            elif self.has_fragment(placement):
                found.append(self._slot(placement))
        return found

    def renewed(self, placements: Iterable[Placement]) -> list[Placed]:
        """Return the same with what is to be said now in the page, for readers without script."""
        found: list[Placed] = []
        for placement in placements:
            baked = self.region((placement,))
            if not self.has_fragment(placement):
                found += baked
                continue
            slot = self._slot(placement)
            found += [replace(slot, view=item.view, module=item.script) for item in baked] or [slot]
        return found

    def has_fragment(self, placement: Placement) -> bool:
        """Tell whether a block that is not steady has a fragment; never depends on the articles."""
        block = self._catalogue[placement.block]
        for name in block.tables:
            self._material.watch.see("has table", name)
        there = any(self._material.data.get(name) is not None for name in block.tables)
        return not block.steady and (there or not block.tables)

    def fragments(self, layout: Layout) -> dict[str, Placement]:
        """Return the blocks that lasting pages fetch, by the address of their HTML."""
        return {make_fragment_url(one): one for one in layout.lasting if self.has_fragment(one)}

    def _slot(self, placement: Placement) -> Placed:
        block = self._catalogue[placement.block]
        url = make_fragment_url(placement)
        return replace(
            render_block(block, placement, None), script="fragment", fragment=url, more=block.more
        )

    def _place_block(
        self, placement: Placement, article: Article | None, related: tuple[Article, ...]
    ) -> Placed | None:
        block = self._catalogue[placement.block]

        def prepared() -> Placed | None:
            view = block.prepare(self._scene(block, placement, article, related))
            return view if view is None else render_block(block, placement, view)

        return prepared() if block.by_article else self._ready.get(id(placement), prepared)

    def _scene(
        self,
        block: Block,
        placement: Placement,
        article: Article | None,
        related: tuple[Article, ...],
    ) -> Scene[Any, Any]:
        given = self._material
        for name in block.tables or ("",):
            given.watch.see("table", name)
            if not block.steady:
                given.watch.see("now", name)
        data: Model | None = given.data.get(block.table.name) if block.table else None
        return Scene(
            given.town,
            given.site,
            data,
            block.options.model_validate(placement.options),
            placement.form,
            given.now,
            article,
            related,
            {table.name: given.data.get(table.name) for table in block.also},
        )


def make_lookups(layout: Layout, stand: Stand) -> dict[str, Callable[..., list[Any]]]:
    """Return the functions with which templates ask for the blocks of a place, by their names.

    ``article`` is what the template has; its ``record`` and ``related`` are looked at.
    """

    def region(kind: str, name: str, key: str = "", article: Any = None) -> list[Placed]:
        placements = layout.regions(kind, key).get(name, ())
        if kind == "page":
            return stand.region(placements)
        related = getattr(article, "related", ())
        return stand.lasting(placements, article and article.record, related)

    def everywhere(lasting: bool) -> list[Placed]:
        return (stand.lasting if lasting else stand.renewed)(layout.everywhere)

    def rows() -> list[list[Placed]]:
        return [row for row in map(stand.region, layout.home) if row]

    return {"region": region, "everywhere": everywhere, "rows": rows}


def fingerprint_clock(data: Any, now: datetime) -> str:
    """Return what of the clock blocks may show: the day, and the moments in ``data`` gone by."""
    found = [_make_moment(item, now) for item in _iter_dates(data)]
    return f"{now:%Y-%m-%d} {sum(moment <= now for moment in found)}"


def compute_unchanged_span(data: Tables, now: datetime) -> tuple[float, float]:
    """Return from when until when blocks show the same as ``now`` (seconds since 1970)."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    found = [_make_moment(item, now) for table in data.values() for item in _iter_dates(table)]
    since = max([midnight, *(item for item in found if item <= now)])
    until = min([midnight + timedelta(days=1), *(item for item in found if item > now)])
    return since.timestamp(), until.timestamp()


def _make_moment(value: date, now: datetime) -> datetime:
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=now.tzinfo)
    return value if value.tzinfo else value.replace(tzinfo=now.tzinfo)


def _iter_dates(value: Any) -> Iterator[date]:
    if isinstance(value, date):
        yield value
    elif isinstance(value, Model):
        for _, member in value:
            yield from _iter_dates(member)
    elif isinstance(value, Mapping):
        for member in value.values():
            yield from _iter_dates(member)
    elif isinstance(value, list | tuple) and value and type(value[0]) is not float:
        for member in value:  # places on a map, numbers alone, are thousands
            yield from _iter_dates(member)


def make_fragment_url(placement: Placement) -> str:
    """Return where the HTML of a block lies that pages fetch by script."""
    is_plain = placement.form == "box" and not placement.options
    own = "" if is_plain else f"{placement.form} {sorted(placement.options.items())!r}"
    mark = f"-{hashlib.sha256(own.encode()).hexdigest()[:6]}" if own else ""
    return f"khoi/{placement.block}{mark}.html"


def render_block(block: Block, placement: Placement, view: Any) -> Placed:
    """Return a block as it is shown at a place; ``view`` is what it prepared."""
    title = placement.title or block.title
    script = f"block-{block.name}" if placement.form in block.script else ""
    return Placed(block.name, title, view, placement.form, block.bare, script)


def list_block_files(
    catalogue: Mapping[str, Block], data: Tables
) -> tuple[list[FileCopy], list[MadeFile], list[SearchEntry]]:
    """Return what blocks copy out of ``content/data``, what they make, what is found of them."""
    copies: list[FileCopy] = []
    made: list[MadeFile] = []
    entries: list[SearchEntry] = []
    for block in catalogue.values():
        given = data.get(block.table.name) if block.table else None
        if given is not None:
            copies += block.files(given)
            made += block.made(given)
            entries += block.entries(given)
    return copies, made, entries
