"""Pelican's side of the check: what only a build knows is told as a notice of the build.

That is the weight of a page's photographs; they are made ready by then (after ``photos`` in
PLUGINS, before ``incremental``).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.faults import shown


def weigh(generators: Iterable[Any]) -> None:
    """Tell of each content that was read, and does not waive it, that its page is too heavy."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    for content in adapt.unsettled(adapt.contents(generators)):
        for sentence in heavy(content):
            build.notice(sentence, content.relative_source_path)


def heavy(content: Any) -> list[str]:
    """Return the sentences about one content, where features/photos made photographs ready."""
    shown_photos = getattr(content, "shown", ())
    if not shown_photos:
        return []
    # The rules and their lexicons take time to import.
    from town_portal.authoring.proofreading.rules.photographs import HEAVY, heavy_page
    from town_portal.authoring.proofreading.text import Shot, Text

    if any(item.rule == HEAVY for item in content.front.waive):
        return []
    text = Text(
        shots=tuple(Shot(use.path.name, use.line, weight=size) for use, size in shown_photos)
    )
    told = [sentence for _, sentence, *_ in heavy_page(text)]
    return [f"{shown(Path(content.source_path))}: {sentence} [{HEAVY}]" for sentence in told]


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(weigh)
