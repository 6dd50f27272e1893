"""A writer's own letter, found by the receipt that they alone have: where it stands, no words."""

from typing import Any

from django.db import transaction

from service.guard import clock
from service.guard.answers import RequestRefused
from service.guard.site import get_pages
from service.inbox.models import Letter
from service.inbox.receipt import hash_receipt

ERASE_DAYS = 2
"""Working days in which a request to erase is answered (Luật 91/2025/QH15)."""


def look_up_letter(receipt: str) -> dict[str, Any]:
    """Return where the letter of a receipt stands. Raises Refused where there is none."""
    return _build_answer(_find_letter(receipt))


def ask_to_erase(receipt: str) -> dict[str, Any]:
    """Ask the desk to erase the letter of a receipt; return where it stands then."""
    found, now = _find_letter(receipt), clock.get_now()
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(pk=found.pk)
        if letter.erase_asked is None and letter.erased is None:
            letter.erase_asked = now
            letter.erase_due = get_pages().workdays.after(now.date(), ERASE_DAYS)
            letter.save(update_fields=["erase_asked", "erase_due"])
    return _build_answer(letter)


def _build_answer(letter: Letter) -> dict[str, Any]:
    """Return what the writer is told; never a word of the letter."""
    closed = letter.closed and clock.convert_to_local(letter.closed).date().isoformat()
    erasing = letter.erase_due if letter.erased is None else None
    return {
        "kind": letter.kind,
        "about": letter.about or None,
        "state": letter.state,
        "at": clock.convert_to_local(letter.at).date().isoformat(),
        "deadline": letter.deadline.isoformat(),
        "closed": closed,
        "answer": letter.answer or None,
        "note": letter.note or None,
        "erasing": erasing.isoformat() if erasing else None,
    }


def _find_letter(receipt: str) -> Letter:
    found = Letter.objects.filter(receipt=hash_receipt(receipt)).first() if receipt else None
    if found is None:
        raise RequestRefused(
            404, "receipt", "Không có thư nào ứng với mã này. Thư đã xóa thì mã cũng hết."
        )
    return found
