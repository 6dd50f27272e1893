"""What must change at a target so that it holds the site. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from town_portal.publishing.deliver.site import (
    MANIFEST,
    Phase,
    Site,
    choose_phase,
    get_uncompressed_name,
)


@dataclass(frozen=True)
class DeliveryPlan:
    """What goes up, phase by phase, and what is deleted at last; paths at the target."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    size: int = 0
    """Bytes of what goes up."""
    phases: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether the target holds the site already; a new date in the manifest is no change."""
        return not self.gone and not {*self.added, *self.changed} - {*MANIFEST}

    @property
    def pages(self) -> tuple[tuple[str, ...], ...]:
        """The phases that come before the deletions."""
        return tuple(
            paths for paths in self.phases if get_uncompressed_name(paths[0]) not in MANIFEST
        )

    @property
    def manifest(self) -> tuple[str, ...]:
        """What comes after them: until then the old manifest names what is still to be deleted."""
        return tuple(
            path
            for paths in self.phases[-1:]
            for path in paths
            if get_uncompressed_name(path) in MANIFEST
        )

    @property
    def files(self) -> int:
        """How many files go up."""
        return len(self.added) + len(self.changed)


def plan_delivery(site: Site, held: Mapping[str, str]) -> DeliveryPlan:
    """Return what makes a target that holds ``held`` (digests by path) hold the site."""
    added = sorted(path for path in site if path not in held)
    changed = sorted(
        path for path, file in site.items() if path in held and held[path] != file.digest
    )
    timed: dict[str, Phase] = {path: choose_phase(path, True) for path in added}
    timed.update((path, choose_phase(path, False)) for path in changed)
    # A link to a page with a mistake in its name finds the page that says so, and a compressed
    # copy never stands beside a file that is older.
    order = sorted(timed, key=lambda path: (timed[path], path))
    return DeliveryPlan(
        added=tuple(added),
        changed=tuple(changed),
        gone=tuple(sorted(held.keys() - site.keys())),
        size=sum(site[path].size for path in timed),
        phases=tuple(tuple(paths) for _, paths in groupby(order, timed.__getitem__)),
    )
