"""The pages of the gallery and what stands on them. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from town_portal.features.specimens.models import BlockExample, Component, Example, Shows

ROOT = "mau/"
"""The gallery's address; its pages lie below."""

Values = Callable[[Example, str], dict[str, Any]]
"""Gives what the template of an example is given, for the address of its page."""


@dataclass(frozen=True)
class Specimen:
    """An example on the overview: ``url`` is relative to it, empty where nothing is shown."""

    name: str
    url: str
    shows: Shows = "part"


@dataclass(frozen=True)
class GalleryGroup:
    """A block or a component with its examples."""

    key: str
    title: str
    is_block: bool
    specimens: tuple[Specimen, ...]


@dataclass(frozen=True)
class SpecimenPage:
    """One page to be written: its address, its template and what the template is given."""

    url: str
    template: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Gallery:
    """All groups in their order, and the page of each example that shows something."""

    groups: tuple[GalleryGroup, ...]
    pages: tuple[SpecimenPage, ...]


def build_component_gallery(components: Iterable[Component], values: Values) -> Gallery:
    """Return the components' part of the gallery."""
    groups, pages = [], []
    for component in components:
        specimens = []
        for number, example in enumerate(component.examples, 1):
            path = f"{component.key}-{number}/"
            specimens.append(Specimen(example.name, path, example.shows))
            shown = {**values(example, ROOT + path), **_hide_boxes()}
            pages.append(SpecimenPage(ROOT + path, example.template, shown))
        groups.append(GalleryGroup(component.key, component.title, False, tuple(specimens)))
    return Gallery(tuple(groups), tuple(pages))


def build_block_gallery(examples: Iterable[BlockExample]) -> Gallery:
    """Return the blocks' part of the gallery; numbers are those of the examples' list."""
    by_block: dict[str, list[Specimen]] = defaultdict(list)
    titles, pages = {}, []
    for example in examples:
        found, titles[example.block] = by_block[example.block], example.title
        path = f"{example.block}-{len(found) + 1}/" if example.placed else ""
        found.append(Specimen(example.name, path))
        if example.placed:
            shown = {"placed": [example.placed], "title": example.name, **_hide_boxes()}
            pages.append(SpecimenPage(ROOT + path, "specimens/block", shown))
    groups = [
        GalleryGroup(name, titles[name], True, tuple(found)) for name, found in by_block.items()
    ]
    return Gallery(tuple(groups), tuple(pages))


def _hide_boxes() -> dict[str, Any]:
    """Keep the town's own boxes off the page."""
    return {"region": lambda *_names, **_values: [], "everywhere": lambda _lasting: []}
