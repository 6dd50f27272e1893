"""Pelican's side of the blocks: check the layout, copy their files, give templates ``region``."""

from collections.abc import Iterable
from typing import Any, cast

from pelican.plugins import signals

from plugins._kit import yamldoc
from plugins._kit.build import Build
from plugins.blocks.catalogue import blocks
from plugins.blocks.models import TABLE, Layout
from plugins.blocks.place import Placed, Stand, check

TABLES = (TABLE, *(block.table for block in blocks().values() if block.table))


def place_blocks(generators: Iterable[Any]) -> None:
    """Check the layout against what there is; give all templates the function ``region``."""
    generator = next(iter(generators))
    build: Build = generator.settings["BUILD"]
    layout = cast(Layout, build.data["layout"])
    catalogue = blocks()
    misplaced = check(layout, catalogue, {page.key for page in build.site.pages})
    if misplaced:
        file = build.data_file("layout")
        document = yamldoc.parse(file.read_text(encoding="utf-8-sig"))
        for item in misplaced:
            name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in item.path)
            build.faults.add(file, document.line(item.path), name, item.message)
        return
    for block in catalogue.values():
        data = build.data.get(block.table.name) if block.table else None
        for copy in block.files(data) if data else ():
            build.copy(build.content / "data" / copy.source, copy.url)
    stand = Stand(build.town, build.site, build.data, catalogue)

    def region(kind: str, name: str, key: str = "", article: Any = None) -> list[Placed]:
        placements = layout.regions(kind, key).get(cast(Any, name), ())
        if article is None:
            return stand.region(placements)
        return stand.region(placements, article.record, getattr(article, "related", ()))

    generator.context["region"] = region


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(place_blocks)
