"""How long an authority lasts, who comes after it, and its portal as an archive."""

from datetime import date, timedelta
from typing import Any

from town_portal.core.data.fields import Day, Text, WebAddress
from town_portal.core.data.loading import Model

ARCHIVED = "trang lưu trữ"
"""What the portal of a former authority calls itself, in its title."""
_CLOSED = ("live",)


class Validity(Model):
    """From when until when the authority existed; both days belong to it."""

    since: Day | None = None
    until: Day | None = None

    @property
    def over_since(self) -> date | None:
        """The first day on which it was no more; None of one that goes on."""
        return self.until + timedelta(days=1) if self.until and self.until < date.max else None


class Successor(Model):
    """An authority that took over."""

    name: Text
    since: Day | None = None
    site: WebAddress | None = None


class Former(Model):
    """The portal as an archive since a day: read, but no longer written.

    ``text`` stands in the banner of each page instead of the portal's own words.
    """

    since: Day
    text: Text | None = None


def drop_closed_entries(value: Any) -> Any:
    """Return a town's data as given, without what an archive has closed: the live service."""
    if not (isinstance(value, dict) and value.get("archive")):
        return value
    return {name: item for name, item in value.items() if name not in _CLOSED}
