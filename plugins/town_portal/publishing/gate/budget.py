"""What a page costs the reader: bytes that come over the wire, against limits that are stated here.

Bytes are those of gzip (level 6), which every host can send; pictures and fonts as they are. What
the browser's own count would be, ``bench weight`` measures on three pages.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from town_portal.publishing.gate import documents, modules
from town_portal.publishing.gate.addresses import PageAddress, resolve_address
from town_portal.publishing.gate.page import SitePage
from town_portal.publishing.gate.site import CheckedSite
from town_portal.publishing.gate.tokens import Attributes

KILO = 1000
HTML = 100
"""KB of HTML that a page may have: some 60,000 syllables, the longest decree."""
TEXT_HOME = 40
"""KB of HTML and CSS of the home page."""
STYLES = 25
"""KB of CSS that a page waits for."""
SCRIPTS = 25
"""KB of scripts that a page starts with, without what comes after a click."""
FONTS = 100
"""KB of typefaces that a page asks for at once."""
FIRST_VIEW_HOME = 170
"""KB of the home page's first view on a telephone 360 px wide."""
FIRST_VIEW = 250
"""KB of any other page's."""
_TELEPHONE = 480
"""Pixels: the picture that such a telephone chooses is at least as wide, if there is one."""
_COMPRESSED = 6


def iter_faults(page: SitePage) -> Iterator[str]:
    """Yield where a page is heavier than its limits."""
    if page.is_fragment or page.is_proof:
        return
    files = _Files(page)
    styles, scripts, pictures = files.styles(), files.scripts(), files.pictures()
    is_home = not page.url
    html = len(page.source.encode())
    if is_home or html > HTML * KILO or html + styles + scripts + pictures > FIRST_VIEW * KILO:
        html = _weigh_compressed(page.source.encode())  # a millisecond, which few pages need
    if html > HTML * KILO:
        yield from _iter_excess(
            "HTML", html, HTML, "hãy chia trang, hoặc đưa phần dài vào tệp đính kèm"
        )
        return
    if is_home:
        todo = "hãy bớt khối ở content/data/layout.yaml"
        yield from _iter_excess("HTML và CSS của trang chủ", html + styles, TEXT_HOME, todo)
    yield from _iter_excess("CSS", styles, STYLES, "hãy bớt kiểu trong theme/css hoặc block.css")
    yield from _iter_excess("mã lệnh", scripts, SCRIPTS, "hãy để mã lệnh tải sau khi bấm")
    yield from _iter_excess("phông chữ", files.fonts(), FONTS, "hãy bớt phông tải trước")
    whole = html + styles + scripts + pictures
    limit = FIRST_VIEW_HOME if is_home else FIRST_VIEW
    todo = "hãy dùng ảnh nhỏ hơn ở đầu trang, hoặc để ảnh tải sau (loading=lazy)"
    yield from _iter_excess("lần mở đầu tiên trên điện thoại", whole, limit, todo)


def _iter_excess(what: str, weight: int, limit: int, todo: str) -> Iterator[str]:
    if weight > limit * KILO:
        yield f"{what} nặng {_format_weight(weight)} KB, quá mức {limit} KB: {todo}, rồi đăng lại"


def _format_weight(weight: int) -> str:
    return f"{weight / KILO:.1f}".replace(".", ",")


class _Files:
    """The files that a page starts with."""

    def __init__(self, page: SitePage) -> None:
        self._page = page

    def styles(self) -> int:
        """Return the bytes of the style sheets that the page waits for."""
        return self._sizes(
            given.get("href", "")
            for name, given in self._page.cut.elements
            if name == "link" and given.get("rel") == "stylesheet"
        )

    def scripts(self) -> int:
        """Return the bytes of the scripts that the page starts, with all that they import."""
        found: set[str] = set()
        for name, given in self._page.cut.elements:
            at_once = {key: value for key, value in given.items() if key == "data-module"}
            own = [given["src"]] if name == "script" and "src" in given else []
            for address in (*own, *modules.find_addresses(at_once, self._page.site)):
                for path in self._path(address):
                    found |= _list_closure(path, self._page.site)
        return sum(_get_size(self._page.site.output, path) for path in found)

    def fonts(self) -> int:
        """Return the bytes of the typefaces that are asked for before the style sheet is there."""
        return self._sizes(
            given.get("href", "")
            for name, given in self._page.cut.elements
            if name == "link" and given.get("as") == "font"
        )

    def pictures(self) -> int:
        """Return the bytes of the pictures that are not put off."""
        return self._sizes(
            _choose_picture(given)
            for name, given in self._page.cut.elements
            if name == "img" and given.get("loading") != "lazy"
        )

    def _sizes(self, addresses: Iterable[str]) -> int:
        """Return the bytes of the portal's own files among some addresses."""
        paths = (path for address in addresses for path in self._path(address))
        return sum(_get_size(self._page.site.output, path) for path in paths)

    def _path(self, address: str) -> Iterator[str]:
        try:
            where = resolve_address(address, self._page.path, self._page.site) if address else None
        except ValueError:
            return
        if isinstance(where, PageAddress):
            yield where.address


def _choose_picture(given: Attributes) -> str:
    """Return the picture that a telephone chooses: the narrowest that is wide enough."""
    widths = []
    for part in given.get("srcset", "").split(","):
        words = part.split()
        if len(words) == 2 and words[1][-1] == "w" and words[1][:-1].isdigit():
            widths.append((int(words[1][:-1]), words[0]))
    wide = [width for width in sorted(widths) if width[0] >= _TELEPHONE] or sorted(widths)[-1:]
    return wide[0][1] if wide else given.get("src", "")


def _list_closure(path: str, site: CheckedSite) -> set[str]:
    """Return a script and all that it imports before it runs."""
    found: set[str] = set()
    waiting = [path]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += _list_imports(one, site)
    return found


@lru_cache(256)
def _list_imports(path: str, site: CheckedSite) -> tuple[str, ...]:
    try:
        text = (site.output / path).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ()
    found = (resolve_address(item, path, site) for item in documents.list_imports(text))
    return tuple(item.address for item in found if isinstance(item, PageAddress))


@lru_cache(1024)
def _get_size(output: Path, path: str) -> int:
    """Return the bytes that a file has on the wire; 0 where it is not there, told elsewhere."""
    try:
        if path.endswith((".css", ".js", ".svg")):
            return _weigh_compressed((output / path).read_bytes())
        return (output / path).stat().st_size
    except (OSError, ValueError):
        return 0


def _weigh_compressed(data: bytes) -> int:
    return len(gzip.compress(data, _COMPRESSED))
