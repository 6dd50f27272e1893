"""Links of Pelican's own form (``{filename}bai.md``), which it turns into addresses in the page."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from plugins._kit import adapt
from plugins._kit.content_files.links import is_text, path_of


def targets(
    content: Any, known: Mapping[str, Any], on_disk: Callable[[str], str | None] = str
) -> str:
    """Return the addresses of the texts that a body leads to; ``known`` are all, by their paths.

    ``on_disk`` gives a path as it is in ``known``.
    """
    found = (known.get(on_disk(path) or path) for path in _paths(content))
    return " ".join([target.url for target in found if target is not None])


def _paths(content: Any) -> Iterator[str]:
    """Yield the paths below the content folder of the texts that a body leads to."""
    for link in adapt.links(content):
        try:
            path = path_of(link.address, content.relative_source_path)
        except ValueError:
            continue
        if path and is_text(path):
            yield path
