"""Links of Pelican's own form (``{filename}bai.md``), which it turns into addresses in the page."""

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from plugins._kit import adapt
from plugins.incremental.inputs import is_text

_FORM = re.compile(r"[{|](\w+)[|}](.*)")
_FILES = ("filename", "static", "attach")


def leads_to_files(content: Any) -> bool:
    """Tell whether a body leads to files that Pelican copies because of that: it must be read."""
    return any(not is_text(path) for path in _paths(content))


def targets(content: Any, known: Mapping[str, Any]) -> str:
    """Return the addresses of the texts that a body leads to; ``known`` are all, by their paths."""
    found = (known.get(path) for path in _paths(content))
    return " ".join([target.url for target in found if target is not None])


def _paths(content: Any) -> Iterator[str]:
    """Yield the paths below the content folder of the files that a body leads to."""
    folder = dirname(content.relative_source_path)
    for link in adapt.links(content):
        form = _FORM.match(link.address)
        if form and form[1] in _FILES:
            path = unquote(urlsplit(form[2]).path)
            yield path[1:] if path.startswith("/") else normpath(join(folder, path))
