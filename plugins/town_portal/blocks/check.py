"""Hold layout.yaml against the blocks, pages and categories that there are. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from town_portal.blocks.contract import Block
from town_portal.blocks.models import Layout, Placement, Regions
from town_portal.core.data.loading import Tables
from town_portal.core.data.messages import explain_error

Path = tuple[str | int, ...]
"""The way to a value in a data file."""


@dataclass(frozen=True)
class PlacementFault:
    """What is wrong with a placement: its path in layout.yaml and a sentence in Vietnamese."""

    path: Path
    message: str


def iter_placements(layout: Layout) -> Iterator[tuple[Path, Placement]]:
    """Yield every placement of the layout with its path in the data file."""
    for index, placement in enumerate(layout.everywhere):
        yield ("everywhere", index), placement
    for row, placements in enumerate(layout.home):
        for index, placement in enumerate(placements):
            yield ("home", row, index), placement
    kinds: list[tuple[Path, Regions]] = [
        ((kind,), layout.regions(kind)) for kind in ("article", "listing")
    ]
    kinds += [(("pages", key), layout.regions("page", key)) for key in layout.pages]
    for path, regions in kinds:
        for region, found in regions.items():
            for index, placement in enumerate(found):
                yield (*path, region, index), placement


def check_layout(
    layout: Layout, catalogue: Mapping[str, Block], pages: set[str], categories: set[str] | None
) -> list[PlacementFault]:
    """Return what is wrong with the layout: unknown blocks, options, pages, categories.

    ``categories`` is None where any category is accepted.
    """
    found = [
        PlacementFault(("pages", key), f"không có trang “{key}” trong content/pages")
        for key in layout.pages
        if key not in pages
    ]
    for path, placement in iter_placements(layout):
        block = catalogue.get(placement.block)
        if block is None:
            known = ", ".join(catalogue)
            sentence = f"không có khối “{placement.block}”; các khối: {known}"
            found.append(PlacementFault(path, sentence))
            continue
        found += [PlacementFault(path, why) for why in _iter_wrong_places(block, placement, path)]
        wrong_options = _list_option_faults(block, placement)
        wrong_options = wrong_options or _list_unknown_categories(placement, categories)
        found += [PlacementFault((*path, "options", *at), why) for at, why in wrong_options]
    return found


def iter_idle_scripts(
    layout: Layout, catalogue: Mapping[str, Block], data: Tables, fragments: Collection[str]
) -> Iterator[str]:
    """Yield the scripts of blocks that no page shows: not placed, or without data."""
    for name, block in catalogue.items():
        has_data = not block.tables or any(data.get(table) is not None for table in block.tables)
        if name not in layout.placed or not has_data:
            yield f"js/block-{name}.js"
    if not fragments:
        yield "js/fragment.js"


def _iter_wrong_places(block: Block, placement: Placement, path: Path) -> Iterator[str]:
    """Yield why a block has no place here: it would be drawn wrong, or never."""
    if block.by_article and path[0] != "article":
        yield f"khối “{block.name}” chỉ đặt được ở trang bài viết (article)"
    if placement.form == "page" and path[0] != "pages":
        yield "dạng lớn (form: page) chỉ đặt được ở trang riêng (pages)"
    if block.is_bar != (path[0] == "everywhere"):
        where = "ở mọi trang (everywhere)" if block.is_bar else "ở trang chủ, trang riêng"
        yield f"khối “{block.name}” chỉ đặt được {where}"


def _list_option_faults(block: Block, placement: Placement) -> list[tuple[Path, str]]:
    try:
        block.options.model_validate(placement.options)
    except ValidationError as error:
        return [
            (item["loc"], explain_error(dict(item))) for item in error.errors(include_url=False)
        ]
    return []


def _list_unknown_categories(
    placement: Placement, categories: set[str] | None
) -> list[tuple[Path, str]]:
    """Return the categories that options name and categories.yaml does not."""
    if categories is None:
        return []
    named: list[tuple[Path, str]] = []
    if isinstance(one := placement.options.get("category"), str):
        named.append((("category",), one))
    for field in ("categories", "without"):
        if isinstance(several := placement.options.get(field), list):
            named += [((field, index), str(key)) for index, key in enumerate(several)]
    return [
        (path, f"không có chuyên mục “{key}” trong categories.yaml")
        for path, key in named
        if key not in categories
    ]
