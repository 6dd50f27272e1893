"""Assets of the last publications: a page that was loaded before a switch still finds its own.

A file whose name holds a hash of its bytes stays at a target until five publications have gone by
without it. Where the site itself no longer has it, a copy below the target's memory is sent.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from town_portal.core.storage import read_json, write_json
from town_portal.publishing.deliver.site import Site, SiteFile, is_hashed

PUBLICATIONS = 5
"""So many publications are kept, the present one among them."""
FILE = "kept.json"


@dataclass
class KeptAssets:
    """Assets by path: their digest and the number of the last publication that had them."""

    folder: Path
    number: int = 0
    assets: dict[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def copies(self) -> Path:
        """Where the copies lie."""
        return self.folder / "assets"

    def others(self, site: Site) -> dict[str, SiteFile]:
        """Return the copies that the next publication brings besides the site's own files."""
        return self._others(site, self.number + 1)

    def list_left(self, site: Site) -> dict[str, SiteFile]:
        """Return the copies that the last publication has left besides the site's own files."""
        return self._others(site, self.number)

    def _others(self, site: Site, number: int) -> dict[str, SiteFile]:
        found = {}
        for path, (digest, last) in self.assets.items():
            copy = self.copies / path
            if path not in site and number - last < PUBLICATIONS and copy.is_file():
                found[path] = SiteFile(digest, copy.stat().st_size, self.copies)
        return found

    def expect(self, site: Site) -> None:
        """Copy what the next publication brings: also one that is broken off has had readers."""
        for path, file in site.items():
            if is_hashed(path) and file.root != self.copies:
                if self.assets.get(path, ("",))[0] != file.digest:
                    _copy(file.root / path, self.copies / path)
                self.assets[path] = (file.digest, self.number + 1)
        self._drop(self.number + 1)
        self._save()

    def published(self) -> None:
        """Count a publication."""
        self.number += 1
        self._save()

    def _drop(self, number: int) -> None:
        """Drop what publication ``number`` need not have any more."""
        old = [item for item, (_, last) in self.assets.items() if number - last >= PUBLICATIONS]
        for path in old:
            del self.assets[path]
            (self.copies / path).unlink(missing_ok=True)

    def take_in(self, paths: Iterable[str]) -> None:
        """Note copies that another machine's publication had, and that lie in place already."""
        for path in filter(is_hashed, paths):
            self.assets.setdefault(path, (path, self.number))

    def _save(self) -> None:
        write_json(self.folder / FILE, {"number": self.number, "assets": self.assets})


def load_kept(folder: Path) -> KeptAssets:
    """Return what is kept for a target; a damaged note is none."""
    with suppress(ValueError, KeyError, TypeError, AttributeError, IndexError):
        given = read_json(folder / FILE)
        assets = {path: (str(item[0]), int(item[1])) for path, item in given["assets"].items()}
        return KeptAssets(folder, int(given["number"]), assets)
    return KeptAssets(folder)


def _copy(source: Path, copy: Path) -> None:
    """Have the same bytes and time in another place, by a link where the disk allows."""
    if copy.exists():
        return
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, copy)
    except OSError:
        shutil.copy2(source, copy)
