"""`/.well-known/security.txt` (RFC 9116): whom to write to about a hole in the portal. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from town_portal.core.data.tables import Town

PLACE = ".well-known/security.txt"
QUARTER = 3
LASTS = 9
"""Months after the begin of the quarter: the RFC wants less than a year."""
MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")


def find_contact(town: Town) -> str:
    """Return the address to write or call, as a URI; empty where there is none, or nobody."""
    if town.sample:
        return ""
    given = town.security.contact if town.security else town.email or ""
    if MAIL.fullmatch(given):
        return f"mailto:{given}"
    if town.security:
        return given
    digits = re.sub(r"[\s.()-]", "", town.telephone or "")
    return f"tel:+84{digits[1:]}" if re.fullmatch(r"0\d{9,10}", digits, re.ASCII) else ""


def compute_quarters(now: datetime) -> tuple[datetime, datetime, datetime]:
    """Return when the quarter of a moment began and will end, and what expires then; in UTC."""
    first = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    begin = first.replace(month=first.month - (first.month - 1) % QUARTER)
    return begin, _add_months(begin, QUARTER), _add_months(begin, LASTS)


def _add_months(moment: datetime, months: int) -> datetime:
    count = moment.month - 1 + months
    return moment.replace(year=moment.year + count // 12, month=count % 12 + 1)


def format_text(town: Town, expires: datetime) -> str:
    """Return the file; empty where there is nobody to write to.

    It counts at the root of a host alone: below a path it would be nobody's.
    """
    address = find_contact(town)
    if not address or town.root:
        return ""
    policy = town.security.policy if town.security else None
    lines = (
        f"Contact: {address}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: vi, en",
        f"Canonical: {town.full(PLACE)}" if town.site else "",
        f"Policy: {policy}" if policy else "",
    )
    return "".join(f"{line}\n" for line in lines if line)
