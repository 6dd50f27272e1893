"""A writer's own letter, found by the receipt that they alone have: where it stands, no words."""

from typing import Any

from django.db import transaction

from service.guard import clock
from service.guard.answers import Refused
from service.guard.site import site
from service.inbox.models import Letter
from service.inbox.receipt import digest

ERASE_DAYS = 2
"""Working days in which a request to erase is answered (Luật 91/2025/QH15)."""


def look(receipt: str) -> dict[str, Any]:
    """Return where the letter of a receipt stands. Raises Refused where there is none."""
    return _told(_found(receipt))


def ask_to_erase(receipt: str) -> dict[str, Any]:
    """Ask the desk to erase the letter of a receipt; return where it stands then."""
    found, now = _found(receipt), clock.now()
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(pk=found.pk)
        if letter.erase_asked is None and letter.erased is None:
            letter.erase_asked = now
            letter.erase_due = site().workdays.after(now.date(), ERASE_DAYS)
            letter.save(update_fields=["erase_asked", "erase_due"])
    return _told(letter)


def _told(letter: Letter) -> dict[str, Any]:
    """Return what the writer is told; never a word of the letter."""
    closed = letter.closed and clock.local(letter.closed).date().isoformat()
    erasing = letter.erase_due if letter.erased is None else None
    return {
        "kind": letter.kind,
        "about": letter.about or None,
        "state": letter.state,
        "at": clock.local(letter.at).date().isoformat(),
        "deadline": letter.deadline.isoformat(),
        "closed": closed,
        "answer": letter.answer or None,
        "note": letter.note or None,
        "erasing": erasing.isoformat() if erasing else None,
    }


def _found(receipt: str) -> Letter:
    found = Letter.objects.filter(receipt=digest(receipt)).first() if receipt else None
    if found is None:
        raise Refused(
            404, "receipt", "Không có thư nào ứng với mã này. Thư đã xóa thì mã cũng hết."
        )
    return found
