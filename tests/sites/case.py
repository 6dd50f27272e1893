"""One way in which content is broken, what staff are told about it, and many ways in one site."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.sites.build_site import Files, Site

BROKEN = "content/articles/hong.md"
HERE = "content/articles/2020-12-15-hong"
OWN_PLACES = (BROKEN, BROKEN.removesuffix(".md"), HERE)
"""What each case may have for itself: in a site of several cases it gets the case's number."""
NUMBERED = re.compile(rf"(?:{'|'.join(map(re.escape, OWN_PLACES))})(?=[/:”]|$)")


def do_nothing(_folder: Path) -> None:
    """Leave the site as its files make it."""


@dataclass(frozen=True)
class Case:
    """Files put into the good site, what is done to them, and the exact lines of faults.

    ``conf`` changes settings. Cases with the same ``apart`` do not disturb each other, but others.
    """

    name: str
    files: Files
    lines: tuple[str, ...]
    conf: str = ""
    apart: str = ""
    prepare: Callable[[Path], None] = do_nothing

    @property
    def places(self) -> set[str]:
        """The files that no other case of the same site may touch."""
        found = self.files.keys() | {line.partition(":")[0] for line in self.lines}
        return {name for name in found if not NUMBERED.match(name)}


def one(name: str, text: str | bytes, *lines: str) -> Case:
    """Return the case of one broken article; ``lines`` start with the line's number."""
    return Case(name, {BROKEN: text}, tuple(f"{BROKEN}:{line}" for line in lines))


def data(name: str, table: str, text: str | bytes, *lines: str) -> Case:
    """Return the case of one broken data file; ``lines`` start with the line's number."""
    file = f"content/data/{table}.yaml"
    return Case(name, {file: text}, tuple(f"{file}:{line}" for line in lines))


def grouped(cases: Iterable[Case]) -> list[list[Case]]:
    """Return the cases in groups, each of which can be told by one build."""
    groups: list[list[Case]] = []
    for case in cases:
        for group in groups:
            is_alike = (group[0].conf, group[0].apart) == (case.conf, case.apart)
            if is_alike and not any(case.places & other.places for other in group):
                group.append(case)
                break
        else:
            groups.append([case])
    return groups


def put_into(site: Site, cases: Sequence[Case]) -> list[Case]:
    """Put the cases into one site; return them with the lines that its build must tell."""
    found = []
    for number, case in enumerate(cases):
        site.write(case.files)
        case.prepare(site.folder)
        found.append(_numbered(site, case, number) if len(cases) > 1 else case)
    return found


def _numbered(site: Site, case: Case, number: int) -> Case:
    """Move what the case has for itself to places with its number; return it with these."""

    def move(place: str) -> str:
        return f"{HERE}-{number}{Path(place).suffix}"

    for place in OWN_PLACES:
        if os.path.lexists(site.folder / place):
            (site.folder / place).rename(site.folder / move(place))
    lines = (NUMBERED.sub(lambda match: move(match[0]), line) for line in case.lines)
    return replace(case, lines=tuple(lines))


def differing_lines(cases: Iterable[Case], told: Iterable[str]) -> dict[str, list[str]]:
    """Return the lines that were not told, by case, and those that no case has, under ""."""
    left = list(told)
    found: dict[str, list[str]] = {}
    for case in cases:
        for line in case.lines:
            if line in left:
                left.remove(line)
            else:
                found.setdefault(case.name, []).append(line)
    return found | ({"": left} if left else {})
