"""The alert bar: what everybody must know now, by level, from a start to an end."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import model_validator

from town_portal.blocks.contract import Block, NoOptions, Scene
from town_portal.core import dates
from town_portal.core.data.fields import FieldError, SitePath, Text, When
from town_portal.core.data.loading import Model, Table
from town_portal.features.outages.models import OUTAGES, PAGE, Outage, Outages

Level = Literal["khan-cap", "canh-bao", "thong-bao", "da-qua"]
WORDS = MappingProxyType(
    dict(
        zip(get_args(Level), ("Khẩn cấp", "Cảnh báo", "Thông báo", "Hết nguy hiểm"), strict=True),
    )
)
"""The levels, the gravest first, as the reader sees them."""


class Alert(Model):
    """A message; ``start`` and ``end`` are days (both belong to it) or moments."""

    level: Level
    title: Text
    text: Text | None = None
    to: SitePath | None = None
    start: When
    end: When

    @model_validator(mode="after")
    def _in_order(self) -> "Alert":
        for name in ("start", "end"):
            if getattr(getattr(self, name), "tzinfo", None):
                raise FieldError(
                    "ghi giờ địa phương, không ghi múi giờ, ví dụ 2026-11-20T18:00", name
                )
        zone = ZoneInfo("UTC")  # any: both are in the town's
        if get_end(self.end, zone) <= dates.convert_to_zone(self.start, zone):
            raise FieldError("thời điểm kết thúc phải ở sau thời điểm bắt đầu", "end")
        return self


class Alerts(Model):
    """The data of alerts.yaml."""

    alerts: tuple[Alert, ...] = ()


@dataclass(frozen=True)
class ShownAlert:
    """An alert as it is shown: its level in words, the moments at which it starts and ends.

    One that has not started is hidden until a script finds that it has.
    """

    level: Level
    words: str
    title: str
    text: str
    to: str
    start: datetime
    end: datetime
    is_hidden: bool


@dataclass(frozen=True)
class View:
    """The alerts that are not over, the gravest first."""

    alerts: tuple[ShownAlert, ...]


def prepare(scene: Scene[Alerts, NoOptions]) -> View | None:
    """Return the alerts and outages that are not over at the build's clock; None without any."""
    zone = ZoneInfo(scene.town.time_zone)
    given = scene.data.alerts if scene.data else ()
    found = [_build_shown(alert, scene.now, zone) for alert in given]
    outages = scene.others.get("outages")
    if isinstance(outages, Outages):
        found += [_build_outage_alert(outage, scene.now, zone) for outage in outages.outages]
    living = [alert for alert in found if scene.now < alert.end]
    living.sort(key=lambda alert: get_args(Level).index(alert.level))
    return View(tuple(living)) if living else None


def _build_shown(alert: Alert, now: datetime, zone: ZoneInfo) -> ShownAlert:
    start, end = dates.convert_to_zone(alert.start, zone), get_end(alert.end, zone)
    words = (WORDS[alert.level], alert.title, alert.text or "", alert.to or "")
    return ShownAlert(alert.level, *words, start, end, now < start)


def _build_outage_alert(outage: Outage, now: datetime, zone: ZoneInfo) -> ShownAlert:
    """Return an outage as an alert: from the day on which it is announced until it is over."""
    level: Level = "canh-bao" if outage.emergency else "thong-bao"
    start, end = (
        dates.convert_to_zone(outage.announced, zone),
        dates.convert_to_zone(outage.last, zone),
    )
    words = (WORDS[level], outage.title(zone), f"Lý do: {outage.reason}", f"/{PAGE}")
    return ShownAlert(level, *words, start, end, now < start)


def get_end(end: date, zone: ZoneInfo) -> datetime:
    """Return the moment at which something ends: a bare day is over at its midnight."""
    if isinstance(end, datetime):
        return dates.convert_to_zone(end, zone)
    return datetime.combine(end + timedelta(days=1), time(), zone)


BLOCK = Block(
    "alerts",
    "Cảnh báo",
    prepare,
    Table("alerts", Alerts),
    also=(OUTAGES,),
    steady=False,
    bare=True,
    is_bar=True,
)
