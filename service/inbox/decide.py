"""Changes where a letter stands, and writes down who did it."""

from datetime import timedelta

from django.db import transaction

from service.guard import clock
from service.inbox.kinds import OPEN, LetterState
from service.inbox.models import Letter, Step

SYSTEM = "hệ thống"
OPENED_AGAIN = timedelta(minutes=10)
AFTER: dict[str, tuple[LetterState, ...]] = {
    LetterState.RECEIVED: (
        LetterState.ACCEPTED,
        LetterState.TRANSFERRED,
        LetterState.ANSWERED,
        LetterState.REFUSED,
    ),
    LetterState.ACCEPTED: (LetterState.TRANSFERRED, LetterState.ANSWERED, LetterState.REFUSED),
    LetterState.TRANSFERRED: (LetterState.ACCEPTED, LetterState.ANSWERED),
    LetterState.ANSWERED: (LetterState.ACCEPTED, LetterState.ANSWERED),
    LetterState.REFUSED: (LetterState.ACCEPTED,),
}
"""What may come after a state; a closed letter is opened again by taking it up."""


@transaction.atomic
def decide_letter(
    letter: Letter, state: LetterState, by: str, note: str = "", answer: str = ""
) -> bool:
    """Take a letter on to a state; tell whether that was possible. An erased one stays as it is."""
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if locked.erased is not None or state not in AFTER[locked.state]:
        return False
    now = clock.get_now()
    if state in OPEN:
        locked.closed = None
    elif locked.closed is None or locked.state != state:  # a mended address closes nothing anew
        locked.closed = now
    locked.state, locked.changed = state, now
    locked.note, locked.answer = note, answer
    locked.save(update_fields=["state", "changed", "closed", "note", "answer"])
    _note(locked, state, by, answer or note)
    return True


@transaction.atomic
def erase_letter(letter: Letter, by: str, note: str = "") -> bool:
    """Take all free text out of a letter and of its log for good; figures and dates stay."""
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if locked.erased is not None:
        return False
    locked.name = locked.contact = locked.text = locked.note = locked.answer = ""
    locked.receipt, locked.erased = None, clock.get_now()
    locked.save()
    Step.objects.filter(letter_number=locked.pk).update(note="")
    _note(locked, Step.ERASED, by, note)
    return True


def note_opened(letter: Letter, by: str) -> None:
    """Record that a user has opened a letter, at most once in ten minutes (reloads)."""
    recent = Step.objects.filter(
        letter_number=letter.pk, action=Step.OPENED, by=by, at__gt=clock.get_now() - OPENED_AGAIN
    )
    if letter.erased is None and not recent.exists():
        _note(letter, Step.OPENED, by, "")


def _note(letter: Letter, action: str, by: str, note: str) -> None:
    Step.objects.create(
        letter_number=letter.pk,
        kind=letter.kind,
        action=action,
        by=by,
        at=clock.get_now(),
        note=note,
    )


def forget_closed(days: int) -> None:
    """Erase letters that were closed so many days ago."""
    old = clock.get_now() - timedelta(days=days)
    done = Letter.objects.filter(closed__lt=old, erased=None)
    for number in list(done.values_list("pk", flat=True)):
        with transaction.atomic():
            # Somebody may have opened it again meanwhile.
            still = done.select_for_update().filter(pk=number).first()
            if still is not None:
                erase_letter(still, SYSTEM, f"Xong đã quá {days} ngày")
