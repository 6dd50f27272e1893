"""Old addresses and where they lead, out of all places where they are written. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from town_portal.build.old_addresses import OldAddress
from town_portal.features.redirects.models import Redirects
from town_portal.features.redirects.query import split_address

_OF_PAGES = frozenset(("index.html", "tin.atom", "tin.rss"))
_OF_PORTAL = frozenset(("404.html", "apple-touch-icon.png", "favicon.ico", "tin.css"))
"""Files that no page claims, beside pages and at the portal's root."""
Place = tuple[str, ...]
"""Who says so: ``("content/articles/…/index.md",)`` or ``("redirects", "3")``."""


@dataclass(frozen=True, slots=True)
class WrongAddress:
    """What is wrong with an old address, and who wrote it: a content file, or a place in data."""

    owner: str | tuple[str, int]
    sentence: str


def iter_old_addresses(
    contents: Iterable[tuple[str, str, tuple[str, ...]]], table: Redirects
) -> Iterable[tuple[str | tuple[str, int], OldAddress]]:
    """Yield all old addresses with who names them.

    ``contents`` are (source file, address, old paths).
    """
    for source, url, olds in contents:
        for old in olds:
            yield source, OldAddress(old, url)
    for index, item in enumerate(table.redirects):
        to = item.to.lstrip("/") if item.to else None
        moved = OldAddress(item.old, to, item.address or "", item.reason or "")
        yield ("redirects", index), moved


def resolve_redirects(
    found: Iterable[tuple[str | tuple[str, int], OldAddress]],
    claims: Mapping[str, object],
    root: str,
) -> tuple[list[OldAddress], list[WrongAddress]]:
    """Return the old addresses in order, and what is wrong with some of them."""
    kept: dict[tuple[str, object], tuple[str | tuple[str, int], OldAddress]] = {}
    wrong = []
    for owner, moved in found:
        path, pairs = split_address(moved.old)
        key = path.rstrip("/"), pairs
        if _is_taken(moved.old, claims, root):
            sentence = f"địa chỉ cũ {moved.old} đang có nội dung khác; không thể chuyển hướng"
            wrong.append(WrongAddress(owner, sentence))
        elif key in kept and kept[key][1].target(root) != moved.target(root):
            sentence = (
                f"địa chỉ cũ {moved.old} đã dẫn tới {kept[key][1].target(root) or 'nơi khác'}; "
                "một địa chỉ chỉ dẫn tới một nơi"
            )
            wrong.append(WrongAddress(owner, sentence))
        else:
            kept.setdefault(key, (owner, moved))
    return sorted((moved for _, moved in kept.values()), key=lambda moved: moved.old), wrong


def _is_taken(old: str, claims: Mapping[str, object], root: str) -> bool:
    """Tell whether a page or a file of the portal stands where an old path is answered."""
    bare, sign, _ = old.partition("?")
    address = make_inner_address(bare, root)
    if address is None or (sign and not address):  # the former home page answered everything
        return False
    path = address.rstrip("/")
    folder, slash, name = path.rpartition("/")
    is_file = path in _OF_PORTAL or (name in _OF_PAGES and f"{folder}{slash}" in claims)
    return is_file or path in claims or f"{path}/" in claims


def make_inner_address(old: str, root: str) -> str | None:
    """Return an old path as an address of the portal, relative to its root; None outside of it."""
    path = unquote(old)
    return path.removeprefix(f"{root}/") if path.startswith(f"{root}/") else None


def make_stub_folder(old: str, root: str) -> str | None:
    """Return the folder whose index.html answers an old path; None outside of the portal.

    ``/tin/bai.aspx`` is answered by ``tin/bai.aspx/``: a file of that name would be offered as a
    download, as no host knows its kind. Hosts add the slash by themselves. A query has no folder.
    """
    path = None if "?" in old else make_inner_address(old, root)
    if path is None:
        return None
    return path if path.endswith("/") else f"{path}/"


def list_old_paths(content: Any) -> tuple[str, tuple[str, ...]] | None:
    """Return the address of a published content and where it stood before, if anywhere."""
    olds = getattr(content.front, "redirect_from", ())
    return (content.url, tuple(olds)) if olds and content.status == "published" else None


FACTS = {"old_paths": list_old_paths}
"""Which texts stood elsewhere before."""
