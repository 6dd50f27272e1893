"""One way in which content is broken, and what staff are told about it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.sites.build_site import Files

BROKEN = "content/articles/hong.md"


@dataclass(frozen=True)
class Case:
    """Files put into the good site, and the exact lines of faults; ``conf`` changes settings."""

    name: str
    files: Files
    lines: tuple[str, ...]
    conf: str = ""


def one(name: str, text: str | bytes, *lines: str) -> Case:
    """Return the case of one broken article; ``lines`` start with the line's number."""
    return Case(name, {BROKEN: text}, tuple(f"{BROKEN}:{line}" for line in lines))


def data(name: str, table: str, text: str | bytes, *lines: str) -> Case:
    """Return the case of one broken data file; ``lines`` start with the line's number."""
    file = f"content/data/{table}.yaml"
    return Case(name, {file: text}, tuple(f"{file}:{line}" for line in lines))
