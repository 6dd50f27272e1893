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
from town_portal.core.faults import format_path


def report_heavy_pages(generators: Iterable[Any]) -> None:
    """Tell of each content that was read, and does not waive it, that its page is too heavy."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    for content in adapt.list_unsettled(adapt.list_contents(generators)):
        for sentence in list_heavy(content):
            build.notice(sentence, content.relative_source_path)


def list_heavy(content: Any) -> list[str]:
    """Return the sentences about one content, where features/photos made photographs ready."""
    shown_photos = getattr(content, "shown", ())
    if not shown_photos:
        return []
    # The rules and their lexicons take time to import.
    from town_portal.authoring.proofreading.rules.photographs import HEAVY, heavy_page
    from town_portal.authoring.proofreading.text import ProofText, TextShot

    if any(item.rule == HEAVY for item in content.front.waive):
        return []
    text = ProofText(
        shots=tuple(TextShot(use.path.name, use.line, weight=size) for use, size in shown_photos)
    )
    told = [sentence for _, sentence, *_ in heavy_page(text)]
    return [f"{format_path(Path(content.source_path))}: {sentence} [{HEAVY}]" for sentence in told]


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(report_heavy_pages)
