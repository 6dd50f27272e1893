"""Whom to call, and when people are received: the card "Liên hệ" of the home page."""

from dataclasses import dataclass
from datetime import date

from town_portal.blocks.contract import Block, NoOptions, Scene
from town_portal.core.data.loading import Model
from town_portal.features.calendars.models import TABLE as CALENDAR
from town_portal.features.calendars.models import Calendar, Event
from town_portal.features.organisation import models as organisation
from town_portal.features.organisation.models import Leader, Organisation

RECEPTION = "tiep-cong-dan"
"""The kind of an entry on which people are received."""
ORGANISATION = organisation.TABLES[0]


@dataclass(frozen=True)
class View:
    """The first leader in office, the telephone number, the next day on which people are received.

    What is not known is None or empty.
    """

    leader: Leader | None
    telephone: str
    reception: Event | None


def prepare(scene: Scene[Model, NoOptions]) -> View | None:
    """Return the card; None where nothing is known, and for a town that is no more."""
    town, today = scene.town, scene.today
    over_since = town.valid.over_since if town.valid else None
    if town.archive or (over_since and over_since <= today):
        return None
    known = scene.others.get(ORGANISATION.name)
    leaders = known.leaders if isinstance(known, Organisation) else ()
    in_office = (
        leader for leader in leaders if leader.has_begun(today) and not leader.has_ended(today)
    )
    leader = next(in_office, None)
    telephone = town.telephone or (leader.telephone if leader else None) or ""
    reception = _find_next_reception(scene.others.get(CALENDAR.name), today)
    if not (leader or telephone or reception):
        return None
    return View(leader, telephone, reception)


def _find_next_reception(calendar: Model | None, today: date) -> Event | None:
    if not isinstance(calendar, Calendar):
        return None
    coming = (event for event in calendar.events if event.kind == RECEPTION and event.day >= today)
    return min(coming, key=lambda item: item.rank, default=None)


BLOCK = Block(
    "contact",
    "Liên hệ",
    prepare,
    also=(ORGANISATION, CALENDAR),
    steady=False,
    more=("lien-he/", "Xem nơi liên hệ"),
)
