"""Which letters the authority takes, and on which pages they are written. Pure.

The one place that says so: the forms, what stands where there is none, and ``pages.json``, by
which the live service knows.
"""

from collections.abc import Collection, Iterable
from datetime import date

from plugins._kit.consultation import Consultation
from plugins._kit.tables import Town

ASK, INFORMATION = "hoi-dap/gui/", "tiep-can-thong-tin/"
Letters = dict[str, dict[str, str | None]]


def has_ended(town: Town, today: date) -> bool:
    """Tell whether the authority is no more."""
    last = town.valid and town.valid.until
    return town.archive is not None or bool(last and last < today)


def takes_letters(town: Town, today: date) -> bool:
    """Tell whether letters are taken: there is a live service, and somebody to read them."""
    return town.live is not None and not has_ended(town, today)


def letter_pages(
    town: Town, today: date, pages: Collection[str], drafts: Iterable[Consultation]
) -> Letters:
    """Return the pages on which letters are written, by their kind, each with its last day."""
    if not takes_letters(town, today):
        return {}
    found: Letters = {
        kind: {f"/{url}": None}
        for kind, url in (("question", ASK), ("information", INFORMATION))
        if url in pages
    }
    opened = [draft for draft in drafts if draft.phase(today) == "open" and draft.url in pages]
    if opened:
        found["draft"] = {f"/{draft.url}": draft.deadline.isoformat() for draft in opened}
    return found
