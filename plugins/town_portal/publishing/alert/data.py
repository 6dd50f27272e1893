"""What the alert bar is made of: a few data files, read without the rest of the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from town_portal.blocks.alerts import BLOCK, Alerts, get_end, prepare
from town_portal.blocks.contract import NoOptions, Scene
from town_portal.blocks.models import TABLE, Layout
from town_portal.core.content_files.opening import has_file, read_text
from town_portal.core.data import loading as data
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import Model, Table
from town_portal.core.data.tables import DEFAULT_TOWN, Town
from town_portal.core.data.workdays import HOLIDAYS, Holidays
from town_portal.core.faults import Faults
from town_portal.core.records import Site
from town_portal.features.outages.models import OUTAGES, Outages
from town_portal.features.outages.notice import iter_late
from town_portal.publishing import due

assert BLOCK.table is not None
TABLES = (Table("town", Town, DEFAULT_TOWN), TABLE, BLOCK.table, OUTAGES, HOLIDAYS)
"""Other data files may have faults: who must warn people does not wait for these."""


@dataclass(frozen=True)
class AlertBar:
    """The alert bar's data; ``now`` is in the town's zone."""

    town: Town
    layout: Layout
    tables: Mapping[str, Model | None]
    now: datetime


def read_alerts(content: Path, now: datetime, faults: Faults) -> AlertBar:
    """Return the data of the alert bar; what is wrong in them is added to ``faults``."""
    folder = content / "data"
    tables: dict[str, Model | None] = {}
    for table in TABLES:
        file = folder / f"{table.name}.yaml"
        found = data.load_file(table.model, file, faults, content) if has_file(file) else None
        tables[table.name] = found or table.default
    here = now.astimezone(due.load_zone(content))
    _check_outages(folder, tables, here, faults)
    return AlertBar(cast(Town, tables["town"]), cast(Layout, tables["layout"]), tables, here)


def list_ended(bar: AlertBar) -> list[str]:
    """Return the titles of alerts that are over; nobody sees them any more."""
    alerts, zone = bar.tables["alerts"], bar.now.tzinfo
    if not (isinstance(alerts, Alerts) and isinstance(zone, ZoneInfo)):
        return []
    return [alert.title for alert in alerts.alerts if get_end(alert.end, zone) <= bar.now]


def is_shown(bar: AlertBar) -> bool:
    """Tell whether an alert or an outage is shown at this moment."""
    alerts, others = cast("Alerts | None", bar.tables["alerts"]), bar.tables
    scene = Scene(bar.town, Site(), alerts, NoOptions(), "box", bar.now, others=others)
    view = prepare(scene)
    return view is not None and any(not alert.is_hidden for alert in view.alerts)


def _check_outages(
    folder: Path, tables: Mapping[str, Model | None], now: datetime, faults: Faults
) -> None:
    """Note the outages that are told too late, as a build does."""
    outages = tables["outages"]
    if not isinstance(outages, Outages):
        return
    file = folder / "outages.yaml"
    document = yamldoc.parse_yaml(read_text(file, folder.parent))
    for index, sentence in iter_late(outages, cast(Holidays, tables["holidays"]), now):
        line = document.line(("outages", index, "announced"))
        faults.add(file, line, f"outages.{index + 1}.announced", sentence)
