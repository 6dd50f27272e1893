"""Numbers and lists in Vietnamese, for what is read instead of seen."""

from collections.abc import Iterable

from town_portal.core.text import format_number


def format_area(square_kilometres: float) -> str:
    """Return ``35,31 km²``: two decimals at most, a decimal comma."""
    whole, _, rest = f"{square_kilometres:.2f}".partition(".")
    rest = rest.rstrip("0")
    return format_number(int(whole)) + (f",{rest}" if rest else "") + " km²"


def join_words(items: Iterable[str]) -> str:
    """Return ``a, b và c``."""
    *head, last = items
    return f"{', '.join(head)} và {last}" if head else last
