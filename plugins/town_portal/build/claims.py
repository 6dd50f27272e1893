"""Which addresses of the output are taken, and by which files."""

from collections.abc import Iterator
from pathlib import Path


class Claims(dict[str, str | Path]):
    """Addresses (relative to the root, ``2020/12/14/slug/``) and the file behind each.

    Those that a build does not look at are found only by asking for one (``find``), and by
    ``all_addresses``; to go through the dictionary is to go through what this build has claimed.
    """

    def find(self, url: str) -> str | Path | None:
        """Return the file behind an address that this build does not look at."""
        del url
        return None

    def others(self) -> Iterator[str]:
        """Yield the addresses that this build does not look at."""
        return iter(())

    def all_addresses(self) -> set[str]:
        """Return every address."""
        return {*self, *self.others()}

    def drawings(self) -> set[str]:
        """Return the addresses of drawings (SVG)."""
        return {url for url in self if url.endswith(".svg")}

    def take(self, url: str, source: str | Path) -> str | Path:
        """Return what stands at an address: ``source``, unless something else was there before."""
        if url not in self:
            self[url] = source
        return self.owner(url) or source

    def owner(self, url: str) -> str | Path | None:
        """Return the file behind an address; None where there is none."""
        known = dict.get(self, url)
        return self.find(url) if known is None else known

    def __contains__(self, url: object) -> bool:
        return dict.__contains__(self, url) or self.find(str(url)) is not None
