"""What the gate knows of the portal before it looks at a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from town_portal.core.data.tables import Town
from town_portal.features.files.film import PLAYER
from town_portal.publishing.gate.foreign import list_foreign_facts

FRAGMENTS = "khoi/"
MISSING = "404.html"
SHORTEST = 8
"""A shorter path of this machine than so many letters may stand in a text by chance."""


@dataclass(frozen=True)
class CheckedSite:
    """A portal: its address, where it may load from, what must not be told of this machine.

    ``base`` is the full address without its last slash, empty where it is not known; ``root`` the
    path on the host, without too. ``tiles`` and ``live`` are origins that the town's data name.
    ``machine`` are paths of folders on this machine. A demonstration (``is_sample``) is not to be
    found by search engines. ``foreign`` are facts of it that no other portal has.
    """

    output: Path
    base: str = ""
    root: str = ""
    tiles: str = ""
    live: str = ""
    machine: tuple[bytes, ...] = ()
    is_sample: bool = False
    foreign: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """The portal's own host; empty where it is not known."""
        return urlsplit(self.base).netloc

    @property
    def may_load(self) -> frozenset[str]:
        """The origins that a page may ask at run time, after a click or for the live figures."""
        return frozenset(filter(None, (self.tiles, self.live, PLAYER)))


def build_site(output: Path, content: Path, town: Town, checkout: Path) -> CheckedSite:
    """Return what the town's data and this machine say."""
    folders = (str(path.resolve()) for path in (content, output, checkout))
    machine = (path.encode() for path in folders if len(path) >= SHORTEST and path.count("/") > 1)
    return CheckedSite(
        output,
        town.base or "",
        town.root,
        town.streets.host if town.streets else "",
        (town.live.address or "") if town.live else "",
        tuple(sorted(set(machine))),
        bool(town.sample),
        list_foreign_facts(town),
    )
