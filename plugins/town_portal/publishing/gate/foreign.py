"""What stands in a portal that was begun as a copy of the demonstration: that town's own facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from town_portal.core.communes import list_communes, read_commune
from town_portal.core.data.tables import Town
from town_portal.core.text import format_number
from town_portal.publishing.gate.cache import FileFindings

FACTS = (
    "Hồng Lĩnh",
    "hong-linh.invalid",
    "Số 102, đường Nguyễn Ái Quốc",
    "0239 000 0000",
    "Nguyễn Huy Hùng",
    "Đinh Văn Hồng",
    "345.988",
)
"""Names, numbers and addresses of the demonstration (content/) that no other town shares."""
NOTICE = (
    "Cổng của {} còn ghi điều của cổng mẫu: {}, ở {} tệp, trước hết là {}. Nếu đó là phần chép từ "
    "cổng mẫu, hãy sửa cho đúng địa phương rồi đăng lại."
)
SHOWN = 3
"""So many files are named."""


def list_foreign_facts(town: Town) -> tuple[str, ...]:
    """Return the facts of the demonstration that are not in a town's name, or its neighbours'.

    No other data are asked, which may be copies too. The demonstration itself may hold all facts.
    """
    if town.sample:
        return ()
    own = "\n".join(_iter_own_names(town)).casefold()
    return tuple(fact for fact in FACTS if fact.casefold() not in own)


def _iter_own_names(town: Town) -> Iterable[str]:
    yield from (town.name, *town.other_names)
    for unit in list_communes():
        if unit.name == town.name:
            yield from (item.name for item in unit.former)
            yield from (
                neighbour.name for neighbour in map(read_commune, unit.neighbours) if neighbour
            )


def find_foreign(text: str, facts: Iterable[str]) -> tuple[str, ...]:
    """Return the facts that stand in a file, with whatever spaces between their words."""
    return tuple(fact for fact in facts if _compile_pattern(fact).search(text))


def _compile_pattern(fact: str) -> re.Pattern[str]:
    words = r"(?:\s|&nbsp;)+".join(map(re.escape, fact.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")  # kept by re: there are few


def describe_foreign(town: Town, seen: Mapping[str, FileFindings]) -> str:
    """Return the warning about files in which such facts were seen; empty without any."""
    found = {path: item.foreign for path, item in seen.items() if item.foreign}
    if not found:
        return ""
    facts = [fact for fact in FACTS if any(fact in item for item in found.values())]
    quoted = ", ".join(f"“{fact}”" for fact in facts)
    return NOTICE.format(
        town.name, quoted, format_number(len(found)), ", ".join(sorted(found)[:SHOWN])
    )
