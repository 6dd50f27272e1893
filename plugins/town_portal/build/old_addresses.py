"""An old address: what features/redirects finds out and publishing/hosting writes down. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OldAddress:
    """An old path on the host (``/tin/bai.aspx``), and where it leads.

    ``to`` is an address relative to the portal's root, ``address`` a full one elsewhere; with
    neither what stood there is gone, for the ``reason`` if one is told.
    """

    old: str
    to: str | None = None
    address: str = ""
    reason: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether there is nothing to lead to."""
        return self.to is None and not self.address

    def target(self, root: str) -> str:
        """Return the path or address that it leads to; ``root`` is the base path without slash."""
        return self.address or f"{root}/{self.to}"
