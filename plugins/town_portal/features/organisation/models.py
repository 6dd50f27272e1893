"""The authority's units and leaders, the English of their names, and its monuments: two tables."""

from datetime import date

from pydantic import Field, model_validator

from town_portal.core.data.fields import Day, FieldError, Key, PhotoName, SitePath, Text
from town_portal.core.data.loading import Model, Table
from town_portal.core.text import make_slug

LEADERS = "lanh-dao/"
"""The address of the page of leaders, and the folder of their portraits."""


class UnitEnglish(Model):
    """A unit in English; what is not there is shown in Vietnamese."""

    name: Text | None = None
    function: Text | None = None
    address: Text | None = None
    hours: Text | None = None


class Unit(Model):
    """A unit of the authority; ``parent`` is the key of the unit that it belongs to.

    ``source`` tells from where ``function`` is known. What is empty is shown as not known yet.
    """

    name: Text
    key: Key | None = None
    parent: Key | None = None
    function: Text | None = None
    source: Text | None = None
    head: Text | None = None
    address: Text | None = None
    telephone: Text | None = None
    email: Text | None = None
    hours: Text | None = None
    english: UnitEnglish | None = None

    @property
    def mark(self) -> str:
        """The unit's place on the page."""
        return self.key or make_slug(self.name)


class Leader(Model):
    """Who leads the authority, or did: ``until`` is the last day of office."""

    name: Text
    post: Text | None = None
    task: Text | None = None
    since: Day | None = None
    until: Day | None = None
    biography: Text | None = None
    photo: PhotoName | None = None
    telephone: Text | None = None
    email: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Leader":
        if self.since and self.until and self.until < self.since:
            raise FieldError("ngày thôi giữ chức vụ đứng trước ngày nhận chức vụ", "until")
        return self

    def has_begun(self, day: date) -> bool:
        """Return whether the office had begun by a day."""
        return self.since is None or self.since <= day

    def has_ended(self, day: date) -> bool:
        """Return whether the last day of office lies before a day."""
        return self.until is not None and self.until < day


class Pending(Model):
    """What a page does not tell yet, though it has to: staff are reminded of it."""

    to: SitePath
    text: Text


class English(Model):
    """The English words of /en/ beside those of the units; what is not there stays Vietnamese."""

    name: Text
    province: Text | None = None
    address: Text | None = None
    hours: Text | None = None
    about: Text | None = None


class Organisation(Model):
    """The structure of the authority: its units, those above first, and its leaders.

    ``made`` is the day on which somebody last saw to it that all of this is right.
    """

    made: Day | None = None
    about: Text | None = None
    hours: Text | None = None
    units: tuple[Unit, ...] = ()
    leaders: tuple[Leader, ...] = ()
    english: English | None = None
    pending: tuple[Pending, ...] = ()

    @model_validator(mode="after")
    def _is_tree(self) -> "Organisation":
        known: list[str] = []
        for index, unit in enumerate(self.units):
            if unit.mark in known:
                sentence = f"hai đơn vị cùng khóa “{unit.mark}”; hãy ghi key khác nhau"
                raise FieldError(sentence, "units", index, "key" if unit.key else "name")
            if unit.parent and unit.parent not in known:
                sentence = f"không có đơn vị nào khóa “{unit.parent}” đứng trước đơn vị này"
                raise FieldError(sentence, "units", index, "parent")
            known.append(unit.mark)
        return self


class Reading(Model):
    """An article of the portal about a monument."""

    to: SitePath


class Monument(Model):
    """A monument or a place worth seeing.

    ``sure`` tells whether the sources agree; ``note`` what they differ in.
    """

    name: Text
    where: Text | None = None
    rank: Text | None = None
    festival: Text | None = None
    note: Text | None = None
    source: Text
    sure: bool = True
    read: tuple[Reading, ...] = ()


class Monuments(Model):
    """The monuments, those with a rank first as the file has them; ``made`` as above."""

    made: Day | None = None
    monuments: tuple[Monument, ...] = Field(default=())


TABLES = (Table("organisation", Organisation), Table("monuments", Monuments))
