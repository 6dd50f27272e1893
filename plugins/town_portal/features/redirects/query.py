"""Old addresses whose page depends on parameters: ``/tin.aspx?ItemID=123``. Pure."""

import json
import re
from collections.abc import Iterable
from urllib.parse import unquote, unquote_plus

from town_portal.build.old_addresses import OldAddress

FILE = "dia-chi-cu.json"
"""At the portal's root: what the script of the page for missing addresses looks through."""
MOST, LONGEST = 3, 200
"""Parameters, and bytes of all of them."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_VALUE = re.compile(r"[A-Za-z0-9._~%+,:@!*()/-]+")
WRONG = (
    "sau dấu hỏi hãy chỉ ghi tham số làm nên trang, tên=giá trị, nối bằng &, ví dụ "
    "/tin/chitiet.aspx?ItemID=123"
)
TOO_MANY = f"sau dấu hỏi ghi tối đa {MOST} tham số, {LONGEST} byte, mỗi tên một lần"
Pairs = tuple[tuple[str, str], ...]


def check_query(query: str) -> str:
    """Return what stands behind the question mark; raises ValueError with a sentence for staff."""
    pairs = [part.partition("=") for part in query.split("&")]
    if not all(_NAME.fullmatch(name) and _VALUE.fullmatch(value) for name, _, value in pairs):
        raise ValueError(WRONG)
    names = {name.lower() for name, _, _ in pairs}
    if len(pairs) > MOST or len(query) > LONGEST or len(names) < len(pairs):
        raise ValueError(TOO_MANY)
    return query


def split_address(old: str) -> tuple[str, Pairs]:
    """Return an old address as its path, decoded, and its parameters in order of their names.

    Names are in small letters, as former portals and servers take them.
    """
    path, _, query = old.partition("?")
    pairs = (part.partition("=") for part in query.split("&") if part)
    return unquote(path), tuple(sorted((name.lower(), value) for name, _, value in pairs))


def build_fallback(moved: Iterable[OldAddress], root: str) -> str:
    """Return the table for the script: by path, the parameters with their target; or nothing."""
    table: dict[str, list[tuple[dict[str, str], str]]] = {}
    for item in moved:
        path, pairs = split_address(item.old)
        if pairs:
            wanted = {name: unquote_plus(value) for name, value in pairs}
            found = table.setdefault(path.rstrip("/").lower() or "/", [])
            found.append((wanted, item.target(root)))
    # Who names more parameters means them: the script takes the first that fits.
    for found in table.values():
        found.sort(key=lambda row: -len(row[0]))
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) if table else ""
