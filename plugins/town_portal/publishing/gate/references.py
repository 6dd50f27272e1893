"""All that a page refers to: what a browser fetches, where links lead. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from town_portal.publishing.gate import modules
from town_portal.publishing.gate.addresses import (
    HARMLESS,
    Above,
    Outside,
    PageAddress,
    resolve_address,
)
from town_portal.publishing.gate.page import SitePage
from town_portal.publishing.gate.site import CheckedSite
from town_portal.publishing.gate.tokens import Attributes

_FETCHED_RELS = frozenset(
    {
        *("stylesheet", "preload", "modulepreload", "icon", "apple-touch-icon", "manifest"),
        *("prefetch", "preconnect", "dns-prefetch", "prerender"),
    }
)
_FETCHING = frozenset(
    {"script", "img", "source", "audio", "video", "iframe", "embed", "track", "object", "input"}
)
_LOADED = frozenset({"data-layers", "data-source", "data-tiles", "data-film"})
"""What scripts fetch, at once or after a click."""
_LEADING = frozenset({"href", "xlink:href", "action", "formaction", "cite"})
_SHOWN = frozenset({"src", "poster", "data"})
_REFRESH = re.compile(r"\s*\d+\s*;\s*url=(.*)", re.IGNORECASE | re.DOTALL)
NOWHERE = "hãy sửa liên kết ở bài hoặc dữ liệu, rồi đăng lại"
RUNS = "không mở trang mà chạy mã lệnh hoặc chương trình khác: hãy bỏ liên kết này, rồi đăng lại"
FOREIGN = "hãy chép tệp ấy vào cổng, hoặc bỏ đi, rồi đăng lại"


class Reference(NamedTuple):
    """An address in a page, and whether a browser fetches what is there by itself."""

    address: str
    is_fetched: bool = False


class Referred(NamedTuple):
    """What a file refers to in the portal, and what is wrong with other addresses."""

    targets: frozenset[PageAddress]
    faults: tuple[str, ...]


def follow_references(path: str, found: Iterable[Reference], site: CheckedSite) -> Referred:
    """Return where addresses of the file ``path`` lead; those within its own page are left out."""
    targets: set[PageAddress] = set()
    faults: dict[str, None] = {}
    for reference in dict.fromkeys(found):
        try:
            where = resolve_address(reference.address, path, site)
        except ValueError:
            faults[f"địa chỉ “{reference.address}” viết sai: {NOWHERE}"] = None
            continue
        if isinstance(where, PageAddress):
            targets.add(where)
        elif fault := _explain_wrong(reference, where, site):
            faults[fault] = None
    return Referred(frozenset(targets), tuple(faults))


def _explain_wrong(reference: Reference, where: Outside | Above, site: CheckedSite) -> str:
    """Return what is wrong with an address that leads out of the portal; empty if nothing is."""
    address = reference.address
    if isinstance(where, Above):
        return f"địa chỉ “{address}” dẫn ra ngoài thư mục của cổng: {NOWHERE}"
    if reference.is_fetched:
        if where.scheme == "data" or not where.origin or where.origin in site.may_load:
            return ""
        return f"tự tải “{address}” từ máy chủ khác: {FOREIGN}"
    if where.scheme and where.scheme not in HARMLESS:
        return f"liên kết “{address[:60]}” {RUNS}"
    return ""


def iter_page_references(page: SitePage) -> Iterator[Reference]:
    """Yield all addresses of a page."""
    for name, attributes in page.cut.elements:
        if attributes:
            yield from _iter_element_references(name, attributes)
            yield from (
                Reference(address, True)
                for address in modules.find_addresses(attributes, page.site)
            )
    base = page.site.base
    if base:
        for key, value in page.metas.items():
            if key in ("og:image", "og:url", "DC.identifier") and value.startswith(base):
                yield Reference(value)
        for attributes, text in page.cut.scripts:
            if "json" in attributes.get("type", "") and base in text:
                yield from _iter_json_references(text, base)


def _iter_element_references(name: str, attributes: Attributes) -> Iterator[Reference]:
    for key, value in attributes.items():
        if key in _LEADING:
            yield Reference(value, _is_fetched(name, key, attributes))
        elif key in _LOADED or (key in _SHOWN and name in _FETCHING):
            yield Reference(value, True)
        elif key in ("srcset", "imagesrcset"):
            yield from (
                Reference(item.split()[0], True) for item in value.split(",") if item.strip()
            )
        elif key == "content" and name == "meta":
            yield from _iter_refresh_references(value, attributes)


def _is_fetched(name: str, key: str, attributes: Attributes) -> bool:
    """Tell whether a browser fetches by itself what an attribute names."""
    if key not in ("href", "xlink:href"):
        return False
    if name == "link":
        return not _FETCHED_RELS.isdisjoint(attributes.get("rel", "").split())
    return name in ("use", "image")


def _iter_refresh_references(content: str, attributes: Attributes) -> Iterator[Reference]:
    if attributes.get("http-equiv", "").lower() == "refresh":
        match = _REFRESH.fullmatch(content)
        if match:
            yield Reference(match[1].strip())


def _iter_json_references(text: str, base: str) -> Iterator[Reference]:
    try:
        data = json.loads(text)
    except ValueError:
        return  # told as a fault of the page
    for value in iter_strings(data):
        if is_own(value, base):  # what stands behind # there is a name of a thing
            yield Reference(value.partition("#")[0])


def iter_strings(data: object) -> Iterator[str]:
    """Yield all texts in what JSON holds."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item


def is_own(value: str, base: str) -> bool:
    """Tell whether a text is a full address of the portal, without a placeholder in it."""
    is_address = value.startswith(base) and value[len(base) : len(base) + 1] in ("", "/")
    return is_address and "{" not in value and not any(letter in value for letter in ' <>"\n')
