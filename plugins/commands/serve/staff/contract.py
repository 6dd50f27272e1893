"""What a room of the staff takes and gives: one request, one answer. Nothing of WSGI."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form: its name as the browser gave it, without folders."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """The site that the preview serves: where it is made from, where it lies, and below what.

    ``address`` is the portal's full address on this machine, with the slash at its end.
    """

    content: Path
    output: Path
    base: str
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: what follows the room's name in the address, and what a form has sent."""

    place: Place
    path: str = ""
    method: str = "GET"
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    uploads: tuple[Upload, ...] = ()
    body: bytes = b""
    """What was sent as it is, where it was no form."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser gets."""

    body: str | bytes
    kind: str = HTML
    status: str = "200 OK"
    headers: tuple[tuple[str, str], ...] = ()


Room = Callable[[Asked], Answer]


def see(address: str) -> Answer:
    """Return the answer to a form that was done: the browser goes on to an address."""
    return Answer(b"", status="303 See Other", headers=(("Location", address),))
