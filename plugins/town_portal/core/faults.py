"""Faults of content and data: collected one by one, raised together, in words for staff."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


def format_path(path: Path) -> str:
    """Return ``path`` as staff should see it: relative to the working folder where possible.

    A link is shown by its own name, not by what it leads to.
    """
    here = Path.cwd()
    for as_written in (True, False):
        place = path.absolute() if as_written else path.parent.resolve() / path.name
        if place.is_relative_to(here) and ".." not in place.parts:
            return place.relative_to(here).as_posix()
    return path.as_posix()


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: where it stands and, in Vietnamese, what to do about it.

    ``line`` counts from 1; ``field`` may be empty.
    """

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        return where + (f"{self.field}: " if self.field else "") + self.message


class FaultsError(Exception):
    """All the faults of one build."""

    def __init__(self, faults: list[Fault], asides: list[str] | None = None) -> None:
        self.asides = list(dict.fromkeys(asides or ()))
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass
class Faults:
    """The faults that one build has found so far; ``asides`` are printed after them.

    ``notices`` are sentences about data files that stop nothing.
    """

    found: list[Fault] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.found)

    def add(self, file: Path, line: int, name: str, message: str) -> None:
        """Note that ``name`` on ``line`` (from 1) of ``file`` is wrong as ``message`` says."""
        self.found.append(Fault(format_path(file), line, name, message))

    def check(self) -> None:
        """Raise FaultsError with everything found so far, if there is anything."""
        if self.found:
            raise FaultsError(self.found, self.asides)
