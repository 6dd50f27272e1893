"""Which articles name neither author nor source."""

from typing import Any

from town_portal.build.build import Build
from town_portal.core.records import Article


def list_unsigned(build: Build) -> tuple[str, ...]:
    """Return the addresses of the articles that name neither author nor source, newest first."""
    found = sorted(build.list_facts("unsigned").values(), reverse=True)
    return tuple(url for _, url in found)


def _find_unsigned(content: Any) -> tuple[str, str] | None:
    """Return date and address of a published article that nobody signs; None of another content."""
    record = content.record
    if not isinstance(record, Article) or content.status != "published":
        return None
    is_signed = record.author or record.source
    return None if is_signed else (record.date.isoformat(), record.url)


FACTS = {"unsigned": _find_unsigned}
