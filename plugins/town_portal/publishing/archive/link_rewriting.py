"""Links that open without a server: each names the file behind an address. Pure.

A browser that shows a folder of a USB stick lists its files; ``index.html`` is what a server would
have given. What the package does not hold is named by its public address, or is no link.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

INDEX = "index.html"
_TAG = re.compile(r"<[a-zA-Z](?:[^<>\"]|\"[^\"]*\")*>")
_HREF = re.compile(r'\shref="([^"]*)"')
_FOR_SCRIPTS = re.compile(r'\sdata-(?:module|press|source|service|page)="[^"]*"')


@dataclass(frozen=True)
class House:
    """What doors lead to: ``has`` tells of an address (``2026/11/``) whether it is in the package.

    ``base`` is the portal's public address without its last slash; None where it has none.
    """

    has: Callable[[str], bool]
    base: str | None


class WithDoors:
    """A template whose pages open without a server."""

    def __init__(self, template: Any, page: str, house: House) -> None:
        self._template, self._page, self._house = template, page, house
        self.name = template.name

    def render(self, *given: Any, **named: Any) -> str:
        """Return the page with its links made ready, before it is written."""
        return rewrite_links(self._template.render(*given, **named), self._page, self._house)


def rewrite_links(html: str, name: str, house: House) -> str:
    """Return a page, of the file ``name``, whose links name files; without marks for scripts."""

    def link(match: re.Match[str]) -> str:
        found = rewrite_link(unescape(match[1]), name, house)
        return "" if found is None else f' href="{escape(found)}"'

    def tag(match: re.Match[str]) -> str:
        return _FOR_SCRIPTS.sub("", _HREF.sub(link, match[0]))

    return _TAG.sub(tag, html)


def rewrite_link(address: str, name: str, house: House) -> str | None:
    """Return what a link of the page ``name`` has to say; None where it leads nowhere.

    A link to a file, to a place on the page itself, or out of the portal stays as it is.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    target = normpath(join("/", dirname(name), unquote(parts.path))).lstrip("/")
    path = parts.path
    if path.startswith("/"):  # from the root, which is nowhere in particular here
        path = "../" * name.count("/") + path.lstrip("/") or "./"
    if not path.endswith(("/", "/..", "/.")) and path not in (".", ".."):
        return urlunsplit(parts._replace(path=path))
    inside = f"{target}/" if target else ""
    if house.has(inside):
        folder = path if path.endswith("/") else f"{path}/"
        return urlunsplit(parts._replace(path=folder + INDEX))
    return f"{house.base}/{inside}" if house.base else None
