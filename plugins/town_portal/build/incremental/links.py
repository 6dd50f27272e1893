"""What a text leads to: pages of the portal by their addresses, texts by their files.

A text that is led to is written ``text:PATH``. Links of Pelican's own form
(``{filename}bai.md``) are turned into addresses when the page is rendered.
"""

from collections.abc import Callable, Iterator
from typing import Any

from town_portal.build import adapt
from town_portal.build.routes import resolve_internal_target
from town_portal.core.content_files.links import is_text, resolve_content_path
from town_portal.core.view import NOTHING

TEXT = "text:"


def find_targets(content: Any, on_disk: Callable[[str], str | None]) -> set[str]:
    """Return what a body leads to within the portal; ``on_disk`` gives a path as it is there."""
    found: set[str] = set()
    for path in iter_linked_texts(content):
        found.add(TEXT + (on_disk(path) or path))
    for link in adapt.list_links(content):
        address = resolve_internal_target(link.address, content.url)
        if address is not None:
            found.add(address)
    return found


def iter_linked_texts(content: Any) -> Iterator[str]:
    """Yield the paths below the content folder of the texts that a body leads to."""
    for link in adapt.list_links(content):
        try:
            path = resolve_content_path(link.address, content.relative_source_path)
        except ValueError:
            continue
        if path and is_text(path):
            yield path


class KnownContents(dict[str, Any]):
    """The contents by their paths as Pelican's links ask for them; others come when asked for."""

    def __init__(self, content: Callable[[str], Any]) -> None:
        super().__init__()
        self._content = content

    def __contains__(self, path: object) -> bool:
        return super().__contains__(path) or self.__missing__(str(path)) is not None

    def __missing__(self, path: str) -> Any:
        found = self._content(path)
        if found is not None:
            self[path] = found
        return found

    def get(self, path: str, default: Any = None) -> Any:
        """Return a content."""
        return self[path] if path in self else default  # noqa: SIM401


def give_targets(session: Any) -> None:
    """Have links of Pelican's own form find the contents that were not read in this build.

    The page of a content with such links changes with the addresses of these.
    """
    build = session.build
    known = KnownContents(session.content)
    session.context["generated_content"] = known

    def addresses(content: Any) -> Any:
        paths = [build.on_disk(path) or path for path in iter_linked_texts(content)]
        found = [known.get(path) for path in paths]
        return " ".join(item.url for item in found if item is not None) if paths else NOTHING

    build.values["targets"] = addresses
