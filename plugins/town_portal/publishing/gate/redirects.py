"""Old addresses: each that was promised answers, and the files for hosts say the same. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote

from town_portal.build.old_addresses import OldAddress
from town_portal.features.redirects.models import Redirects
from town_portal.features.redirects.redirect import (
    iter_old_addresses,
    make_inner_address,
    make_stub_folder,
    resolve_redirects,
)
from town_portal.publishing.gate.addresses import INDEX, find_file
from town_portal.publishing.gate.texts import TextFacts

MAPS = ("_redirects", ".htaccess", "web.config")
"""The files in a site that name old addresses."""
SPLIT = re.compile(r"[\s\"'<>]+")
_MARKS = re.compile(r"[\\()]")
"""What a rule puts into an address that is a pattern there."""
UNKNOWN = (
    "trang chuyển hướng không có trong bài nào, cũng không có trong redirects.yaml: "
    "hãy ghi vào redirects.yaml, hoặc xóa tệp này, rồi đăng lại"
)
GONE = "hãy ghi nơi mới vào redirect_from của bài hoặc vào redirects.yaml rồi đăng lại"
AGAIN = "hãy đăng lại; vẫn báo thì xóa thư mục bản công khai và thư mục .state cạnh nó rồi đăng lại"


def list_promised(
    texts: Mapping[str, TextFacts], away: Collection[str], table: Redirects, root: str
) -> list[OldAddress]:
    """Return all old addresses that public texts and the table name."""
    contents = [
        (path, told.url, told.olds)
        for path, told in texts.items()
        if told.olds and path not in away
    ]
    return resolve_redirects(iter_old_addresses(contents, table), {}, root)[0]


def list_pages(moved: Iterable[OldAddress], root: str) -> set[str]:
    """Return the pages that answer old addresses."""
    return {
        folder + INDEX for item in moved if (folder := make_stub_folder(item.old, root)) is not None
    }


def iter_unanswered(
    moved: Iterable[OldAddress], pages: Mapping[str, str], files: Collection[str], root: str
) -> Iterator[tuple[str, str]]:
    """Yield old addresses that do not lead where they should, and pages that nobody promised.

    ``pages`` are those that lead on, with where to; empty where they say that nothing is left.
    """
    known = set()
    for item in moved:
        folder = make_stub_folder(item.old, root)
        if folder is None:
            continue
        page = folder + INDEX
        known.add(page)
        if page not in files:
            yield page, f"địa chỉ cũ {item.old} đã khai báo mà chưa có trang chuyển tiếp: {AGAIN}"
            continue
        found = pages.get(page)
        wanted = "" if item.is_gone else item.target(root)
        if found is None or unquote(found) != unquote(wanted):
            told = found or "không dẫn đi đâu"
            place = wanted or "trang báo nội dung đã gỡ"
            what = f"địa chỉ cũ {item.old} phải dẫn tới {place}, nay là {told}"
            yield page, f"{what}: {AGAIN}"
    yield from ((page, UNKNOWN) for page in sorted(pages.keys() - known))


def iter_disagreeing(
    moved: Iterable[OldAddress], name: str, texts: Mapping[str, str], root: str
) -> Iterator[str]:
    """Yield old addresses that a file for hosts lacks or leads elsewhere.

    ``texts`` are the file at the portal's root and those of its name in folders there, which have
    what lies in the folder. What no page can answer (outside of the portal), what has a query and
    what is gone is left to the pages.
    """
    rows = {path: _parse_rows(name, text) for path, text in texts.items()}
    for item in moved:
        place = make_inner_address(item.old, root)
        if item.is_gone or place is None or {" ", "?"} & set(item.old):
            continue
        folder, _, rest = place.partition("/")
        found = [
            row
            for key in {_normalize_address(item.old), _normalize_address(place)}
            for row in rows[name].get(key, ())
        ]
        found += rows.get(f"{folder}/{name}", {}).get(_normalize_address(rest), ())
        if not any(_normalize_address(item.target(root)) in row for row in found):
            what = "dẫn sai" if found else "thiếu"
            yield f"{what} địa chỉ cũ {item.old}, phải tới {item.target(root)}: {AGAIN}"


def _parse_rows(name: str, text: str) -> Mapping[str, list[frozenset[str]]]:
    """Return the words of each rule, by each of them."""
    parts = text.split("</location>") if name.endswith(".config") else text.split("\n")
    found: dict[str, list[frozenset[str]]] = {}
    for part in parts:
        words = frozenset(map(_normalize_address, SPLIT.split(part)))
        for word in words:
            found.setdefault(word, []).append(words)
    return found


def _normalize_address(word: str) -> str:
    """Return an address without what each host adds to it."""
    bare = unquote(_MARKS.sub("", word).replace("&amp;", "&"))
    return bare.removeprefix("^").removesuffix("$").removesuffix("/?").strip("/")


def iter_silent(
    published: Mapping[str, str], may_go: Collection[str], files: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield addresses that were public once and answer nothing now.

    ``may_go`` are texts that are rightly gone: what has ended, and what was edited since its
    approval, until that comes again.
    """
    for url, source in published.items():
        if not find_file(url, files) and source not in may_go:
            what = f"địa chỉ đã đăng (từ content/{source}) mà nay không còn trang nào"
            yield url or INDEX, f"{what}: {GONE}"
