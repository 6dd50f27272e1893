"""A hit, as it waits to be counted, and what its reader is told."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date

from service.ratings.rate import Average


@dataclass(frozen=True)
class Told:
    """The numbers after a hit: all visits, today's, readers now, the page's views and rating."""

    total: int
    today: int
    online: int
    views: int
    rating: Average


@dataclass(frozen=True)
class Hit:
    """A reader (`reader` within the site, `viewer` within the page) who opens or stays on a page.

    A beat says that somebody is still there, and counts nothing.
    """

    day: date
    page: str
    reader: str
    viewer: str
    is_beat: bool
    told: "Future[Told]" = field(default_factory=Future, compare=False)
