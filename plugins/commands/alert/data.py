"""What the alert bar is made of: a few data files, read without the rest of the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from plugins._kit import data, yamldoc
from plugins._kit.data import Model, Table
from plugins._kit.faults import Faults
from plugins._kit.outages import OUTAGES, Outages
from plugins._kit.tables import DEFAULT_TOWN, Town
from plugins._kit.workdays import HOLIDAYS, Holidays
from plugins.blocks.alerts import BLOCK
from plugins.blocks.models import TABLE, Layout
from plugins.commands import due
from plugins.outages.notice import late

assert BLOCK.table is not None
TABLES = (Table("town", Town, DEFAULT_TOWN), TABLE, BLOCK.table, OUTAGES, HOLIDAYS)
"""Other data files may have faults: who must warn people does not wait for these."""


@dataclass(frozen=True)
class Bar:
    """The alert bar's data; ``now`` is in the town's zone."""

    town: Town
    layout: Layout
    tables: Mapping[str, Model | None]
    now: datetime


def read(content: Path, now: datetime, faults: Faults) -> Bar:
    """Return the data of the alert bar; what is wrong in them is added to ``faults``."""
    folder = content / "data"
    tables: dict[str, Model | None] = {}
    for table in TABLES:
        file = folder / f"{table.name}.yaml"
        found = data.load_file(table.model, file, faults) if file.is_file() else None
        tables[table.name] = found or table.default
    here = now.astimezone(due.zone_of(content))
    _check_outages(folder, tables, here, faults)
    return Bar(cast(Town, tables["town"]), cast(Layout, tables["layout"]), tables, here)


def _check_outages(
    folder: Path, tables: Mapping[str, Model | None], now: datetime, faults: Faults
) -> None:
    """Note the outages that are told too late, as a build does."""
    outages = tables["outages"]
    if not isinstance(outages, Outages):
        return
    file = folder / "outages.yaml"
    document = yamldoc.parse(file.read_text(encoding="utf-8-sig"))
    for index, sentence in late(outages, cast(Holidays, tables["holidays"]), now):
        line = document.line(("outages", index, "announced"))
        faults.add(file, line, f"outages.{index + 1}.announced", sentence)
