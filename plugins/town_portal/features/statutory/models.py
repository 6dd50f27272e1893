"""statutory.yaml: what the statements of accessibility, copyright and privacy say."""

from pydantic import Field

from town_portal.core.data.fields import Day, Text, WebAddress
from town_portal.core.data.loading import Model, Table

LAW = "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định số 356/2025/NĐ-CP"


class Tested(Model):
    """A test of the portal: what was looked at, by what or whom, when, with which result."""

    what: Text
    by: Text
    when: Day
    result: Text


class Gap(Model):
    """What is not accessible, and what helps instead."""

    text: Text
    instead: Text | None = None


class Accessibility(Model):
    """The statement of accessibility: not tested yet; tested, with gaps; or tested, without any."""

    made: Day
    standard: Text = "WCAG 2.2 mức AA"
    tested: tuple[Tested, ...] = ()
    gaps: tuple[Gap, ...] = ()


class Licence(Model):
    """Something of others that the portal uses, and under which terms."""

    what: Text
    holder: Text
    licence: Text
    link: WebAddress | None = None


class Copyright(Model):
    """Whose the texts and pictures are; ``rights`` of town.yaml says how they may be used.

    ``stand_ins`` are words on pictures that stand where a photograph is missing.
    """

    made: Day
    texts: Text | None = None
    photographs: Text | None = None
    stand_ins: Text | None = None
    licences: tuple[Licence, ...] = ()


class Keeper(Model):
    """Another company or authority on whose machines the portal lies, and its own statement."""

    name: Text
    link: WebAddress | None = None


class Privacy(Model):
    """What is kept of readers, and how long; ``films`` tells that there may be films of others.

    ``host`` is who keeps the log of the web server, where that is not the authority itself: its
    machines log what they like, and ``log_days`` says nothing then.

    The numbers are those of the live service (service/README.md); who changes them there changes
    them here.
    """

    made: Day
    presence_minutes: int = Field(default=5, ge=1)
    attempts_hours: int = Field(default=24, ge=1)
    salt_hours: int = Field(default=48, ge=1)
    log_days: int = Field(default=14, ge=1)
    views_days: int = Field(default=92, ge=1)
    household_readers: int = Field(default=20, ge=1)
    network_readers: int = Field(default=500, ge=1)
    household_votes: int = Field(default=3, ge=1)
    fewest_votes: int = Field(default=5, ge=1)
    refused_days: int = Field(default=30, ge=1)
    answer_days: int = Field(default=2, ge=1)
    law: Text = LAW
    films: bool = True
    host: Keeper | None = None


class Statutory(Model):
    """The statements; one that is not there has no page."""

    accessibility: Accessibility | None = None
    copyright: Copyright | None = None
    privacy: Privacy | None = None


TABLES = (Table("statutory", Statutory),)
