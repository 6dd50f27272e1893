"""The modules that elements of a page may name, as listed in the portal's first module."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from town_portal.publishing.gate.site import CheckedSite
from town_portal.publishing.gate.tokens import Attributes

FOLDER = "static/js/"
NAMING = ("data-module", "data-press")
"""``data-module``: at once, ``data-press``: with the first press."""
_LIST = re.compile(r"const MODULES=(\{[^{}]*\})")


@lru_cache(8)
def read_module_list(site: CheckedSite) -> Mapping[str, str]:
    """Return the addresses of a site's modules by name; nothing if the list cannot be read."""
    found: dict[str, str] = {}
    for file in sorted((site.output / FOLDER).glob("portal.*.js")):
        match = _LIST.search(file.read_text(encoding="utf-8", errors="replace"))
        names = json.loads(match[1]) if match else {}
        found |= {name: f"{site.root}/{FOLDER}{path[2:]}" for name, path in names.items()}
    return found


def find_addresses(attributes: Attributes, site: CheckedSite) -> Iterator[str]:
    """Yield the addresses of the modules that an element names."""
    names = (attributes[key] for key in NAMING if key in attributes)
    yield from (read_module_list(site)[name] for name in names if name in read_module_list(site))


def iter_faults(name: str, attributes: Attributes, site: CheckedSite) -> Iterator[str]:
    """Yield what is wrong with the modules that an element names."""
    for key in NAMING:
        if key in attributes and attributes[key] not in read_module_list(site):
            yield (
                f"thẻ <{name}> gọi mã lệnh “{attributes[key][:60]}” ({key}) không thuộc cổng, có "
                "thể do kẻ xấu chèn vào: hãy xóa thư mục bản công khai, kiểm tra máy rồi đăng lại"
            )
