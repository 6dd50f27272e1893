"""A hit, as it waits to be counted, and what its reader is told."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date

from service.ratings.rate import Average


@dataclass(frozen=True)
class VisitNumbers:
    """The numbers after a hit: all visits, today's, readers now, the page's views and rating."""

    total: int
    today: int
    online: int
    views: int
    rating: Average


@dataclass(frozen=True)
class Hit:
    """A reader (`reader` within the site, `viewer` within the page) who opens or stays on a page.

    ``household`` and ``network`` are the keys of the caps. A beat says that somebody is still
    there, and counts nothing; its ``viewer`` is the key under which it is known that it beats.
    """

    day: date
    page: str
    reader: str
    viewer: str
    household: str
    network: str
    is_beat: bool
    told: "Future[VisitNumbers]" = field(default_factory=Future, compare=False)
