"""Where an address on a page leads. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from town_portal.publishing.gate.site import CheckedSite

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
HARMLESS = frozenset({"http", "https", "mailto", "tel", "sms", "geo"})
"""Kinds of addresses that do nothing but lead somewhere."""
INDEX = "index.html"


class PageAddress(NamedTuple):
    """An address within the portal, relative to its root (``2020/12/``), and its fragment."""

    address: str
    fragment: str = ""

    def __str__(self) -> str:
        return f"{self.address}#{self.fragment}" if self.fragment else self.address


class Outside(NamedTuple):
    """An address that is not the portal's: its scheme, and its origin where it has a host."""

    scheme: str
    origin: str = ""


class Above(NamedTuple):
    """An address on the portal's host that does not lie below the portal's root."""


def split_folder(path: str) -> tuple[str, ...]:
    """Return the folders in which a file of the site lies."""
    return tuple(path.split("/")[:-1])


def resolve_address(address: str, path: str, site: CheckedSite) -> PageAddress | Outside | Above:
    """Return where an address leads that stands in the file ``path``.

    Raises ValueError where it is no address.
    """
    address = address.strip()
    if match := _SCHEME.match(address):
        return _resolve_full(address, match[1].lower(), site)
    if address.startswith("//"):
        return Outside("https", f"https:{address[: (address + '/').index('/', 2)]}")
    place, _, fragment = address.partition("#")
    place = place.partition("?")[0]
    if place.startswith("/"):
        root = f"{site.root}/"
        if not f"{place}/".startswith(root):
            return Above()
        return PageAddress(_join_path((), place[len(root) :]) or "", unquote(fragment))
    if not place:
        return PageAddress(path.removesuffix(INDEX), unquote(fragment))
    found = _join_path(split_folder(path), place)
    return Above() if found is None else PageAddress(found, unquote(fragment))


def _resolve_full(address: str, scheme: str, site: CheckedSite) -> PageAddress | Outside:
    if scheme not in ("http", "https"):
        return Outside(scheme)
    base = site.base
    if base and address.startswith(base) and address[len(base) : len(base) + 1] in ("", "/"):
        place, _, fragment = address[len(base) + 1 :].partition("#")
        return PageAddress(_join_path((), place.partition("?")[0]) or "", unquote(fragment))
    parts = urlsplit(address)
    return Outside(scheme, f"{scheme}://{parts.netloc}")


def _join_path(folder: tuple[str, ...], place: str) -> str | None:
    """Return a path from the root; None where it would lead above that."""
    if "%" in place:
        place = unquote(place)
    count = 0
    while place.startswith("../", 3 * count):
        count += 1
    if count > len(folder):
        return None
    rest = place[3 * count :]
    found = list(folder[: len(folder) - count])
    if "./" not in rest and not rest.startswith("/") and rest not in (".", ".."):
        return "/".join((*found, rest))
    return _walk_path(found, rest.split("/"))


def _walk_path(found: list[str], parts: list[str]) -> str | None:
    for part in parts:
        if part == "..":
            if not found:
                return None
            found.pop()
        elif part not in ("", "."):
            found.append(part)
    return "/".join(found) + ("/" if parts[-1] in ("", ".", "..") and found else "")


def find_file(address: str, files: Collection[str]) -> str:
    """Return the file that answers at an address; empty where none does.

    A host answers for a folder without its last slash too.
    """
    if not address or address.endswith("/"):
        found = address + INDEX
        return found if found in files else ""
    if address in files:
        return address
    found = f"{address}/{INDEX}"
    return found if found in files else ""
