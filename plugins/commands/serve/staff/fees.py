"""The room "Nhuận bút": the table of a month or a year, and its files."""

from __future__ import annotations

from datetime import datetime

from plugins._kit.faults import FaultsError
from plugins._kit.text import number
from plugins.commands.fees import made, totals
from plugins.commands.fees.command import Fees
from plugins.commands.fees.csv_file import amount_words, as_number
from plugins.commands.fees.gather import months
from plugins.commands.fees.period import Period
from plugins.commands.fees.work import is_money
from plugins.commands.fees.workbook import NO_UNIT
from plugins.commands.serve.staff.contract import HTML, Answer, Asked
from plugins.commands.serve.staff.page import ROOM, missing, page
from plugins.commands.serve.staff.rendered import rendered

HERE, TITLE = "nhuan-but/", "Nhuận bút"
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NAME = "nhuan-but-"


def answer(asked: Asked) -> Answer:
    """Answer one request."""
    if asked.path:
        return _file(asked)
    known: list[str] = []
    month = asked.query.get("thang", "")
    try:
        known = months(asked.place.content)
        month = month or (known[0] if known else f"{datetime.now().astimezone():%Y-%m}")
        fees, wrong = made(asked.place.content, Period.parsed(month)), ""
    except (ValueError, FaultsError) as error:
        fees, wrong = None, str(error)
    choices = sorted({*known, *(it[:4] for it in known), *([month] if fees else [])}, reverse=True)
    body = rendered(
        "fees.html",
        here=asked.place.base + ROOM + HERE,
        choices=[(it, Period.parsed(it).words) for it in choices],
        month=month,
        wrong=wrong.splitlines(),
        fees=fees,
        tables=_tables(fees) if fees else (),
        unit=number(fees.unit) if fees and is_money(fees.unit) else "",
        amount=amount_words(fees.unit) if fees else "",
        no_unit=NO_UNIT,
    )
    return page(asked.place, HERE, TITLE, body)


def _tables(fees: Fees) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Return the sums as rows of words, by what they are summed up by."""
    whole = totals.whole(fees.lines, fees.unit)
    found = {
        "Người hưởng": totals.by_person(fees.lines, fees.unit),
        "Chuyên mục": totals.by_category(fees.lines, fees.unit),
        "Tháng": totals.by_month(fees.lines, fees.unit),
    }
    return [(name, [_row(it) for it in (*rows, whole)]) for name, rows in found.items()]


def _row(total: totals.Total) -> tuple[str, ...]:
    counts = (total.articles, total.words, total.photographs)
    return (total.name, *(_counted(float(it)) for it in (*counts, total.amount)))


def _counted(value: float) -> str:
    """Return a number of things, of which people may have shares: ``3.428``, ``1,5``."""
    return number(int(value)) if value.is_integer() else as_number(value)


def _file(asked: Asked) -> Answer:
    """Return the table as a file: ``nhuan-but-2026-11.xlsx``."""
    name, _, kind = asked.path.partition(".")
    if kind not in KINDS or not name.startswith(_NAME):
        return missing(asked.place)
    try:
        fees = made(asked.place.content, Period.parsed(name.removeprefix(_NAME)))
    except (ValueError, FaultsError) as error:
        return Answer(str(error), kind=HTML.replace("html", "plain"), status="409 Conflict")
    kept = ("Content-Disposition", f'attachment; filename="{fees.name}.{kind}"')
    data = fees.csv() if kind == "csv" else fees.xlsx()
    return Answer(data, kind=KINDS[kind], headers=(kept,))
