"""The trash: a text's files go out of the content folder and can be brought back for a month."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from newsroom.history import versions
from newsroom.history.models import ThrownAway
from newsroom.texts import index
from newsroom.texts.models import Text
from newsroom.texts.paths import get_own_place
from newsroom.texts.store import TextFile, hold_writing_lock

DAYS = 30


def throw_away(text: TextFile, user: User) -> ThrownAway:
    """Move a text's folder (its file, where it has no folder of its own) into the trash."""
    versions.note_foreign_change(text)
    place = token_hex(16)
    title = text.title[:300]
    own = get_own_place(text.path)
    _get_folder().mkdir(mode=0o700, exist_ok=True)
    # The row first: files without a row could not be brought back.
    thrown = ThrownAway.objects.create(
        path=text.path, title=title, place=place, author=user, thrown_at=timezone.now()
    )
    try:
        shutil.move(own, _get_folder() / place)
    except OSError:
        thrown.delete()
        raise
    Text.objects.filter(path=text.path).delete()
    versions.commit_texts([text.path], user, f"Xóa: {title}")
    return thrown


@hold_writing_lock()
def bring_back(thrown: ThrownAway, user: User) -> str:
    """Move a text out of the trash to where it stood; raises FileExistsError if that is taken."""
    own = get_own_place(thrown.path)
    if own.exists():
        raise FileExistsError(own)
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(_get_folder() / thrown.place, own)
    thrown.delete()
    index.update_rows([thrown.path])
    versions.commit_texts([thrown.path], user, f"Lấy lại: {thrown.title}")
    return thrown.path


def delete_old() -> None:
    """Delete for good what has been in the trash for longer than DAYS."""
    for thrown in ThrownAway.objects.filter(thrown_at__lt=timezone.now() - timedelta(days=DAYS)):
        place = _get_folder() / thrown.place
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
        thrown.delete()


def _get_folder() -> Path:
    folder: Path = settings.NEWSROOM.data / "trash"
    return folder
