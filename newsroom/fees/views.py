"""The room "Nhuận bút": the table of a month or a year, and its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from newsroom.accounts.access import require_permission
from newsroom.texts.paths import get_content_folder
from town_portal.authoring.fees import compute_fees, totals
from town_portal.authoring.fees.collect import list_months
from town_portal.authoring.fees.command import Fees
from town_portal.authoring.fees.csv_file import format_decimal, name_amount
from town_portal.authoring.fees.paid_work import is_money
from town_portal.authoring.fees.period import FeePeriod
from town_portal.authoring.fees.workbook import NO_UNIT
from town_portal.core.faults import FaultsError
from town_portal.core.text import format_number

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_permission("texts.administer")
def fees(request: HttpRequest) -> HttpResponse:
    """Show the sums of a month or a year; the newest month where none is asked for."""
    known: list[str] = []
    period = request.GET.get("thang", "")
    table, errors = None, list[str]()
    try:
        known = list_months(get_content_folder())
        period = period or (known[0] if known else f"{timezone.localdate():%Y-%m}")
        table = compute_fees(get_content_folder(), FeePeriod.parsed(period))
    except (ValueError, FaultsError) as error:
        errors = str(error).splitlines()
    chosen = [period] if table else []
    periods = sorted({*known, *(month[:4] for month in known), *chosen}, reverse=True)
    context = {
        "title": "Nhuận bút",
        "periods": [(key, FeePeriod.parsed(key).words) for key in periods],
        "period": period,
        "errors": errors,
        "fees": table,
        **(_build_sums(table) if table else {}),
    }
    return render(request, "newsroom/fees.html", context, status=422 if errors else 200)


def _build_sums(fees: Fees) -> dict[str, Any]:
    """Return the sums of a period as rows of words, by what they are summed up by."""
    whole = totals.total_all(fees.lines, fees.unit)
    sums = {
        "Người hưởng": totals.total_by_person(fees.lines, fees.unit),
        "Chuyên mục": totals.total_by_category(fees.lines, fees.unit),
        "Tháng": totals.total_by_month(fees.lines, fees.unit),
    }
    return {
        "tables": [
            (name, [_build_row(total) for total in (*rows, whole)]) for name, rows in sums.items()
        ],
        "unit": format_number(fees.unit) if is_money(fees.unit) else "",
        "amount": name_amount(fees.unit),
        "no_unit": NO_UNIT,
    }


def _build_row(total: totals.FeeTotal) -> tuple[str, ...]:
    counts = (total.articles, total.words, total.photographs, total.amount)
    return (total.name, *(_format_count(float(count)) for count in counts))


def _format_count(value: float) -> str:
    """Return a number of things, of which people may have shares: ``3.428``, ``1,5``."""
    return format_number(int(value)) if value.is_integer() else format_decimal(value)


@require_permission("texts.administer")
def download(request: HttpRequest, period: str, ending: str) -> HttpResponse:
    """Return the table of a period as a file (CSV or XLSX)."""
    if ending not in KINDS:
        raise Http404
    try:
        table = compute_fees(get_content_folder(), FeePeriod.parsed(period))
    except ValueError as error:
        raise Http404 from error
    except FaultsError as error:
        messages.error(request, str(error))
        return redirect("fees")
    data = table.csv() if ending == "csv" else table.xlsx()
    headers = {"Content-Disposition": f'attachment; filename="{table.name}.{ending}"'}
    return HttpResponse(data, content_type=KINDS[ending], headers=headers)
