"""Keep a version of each save: in the newsroom's database, and as a commit where there is Git."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from newsroom.accounts.people import get_full_name
from newsroom.history.models import ELSEWHERE, Version
from newsroom.texts.paths import get_content_folder, get_own_place
from newsroom.texts.store import TextFile, lock_of
from town_portal.core.system import git

_log = logging.getLogger(__name__)
COMMITTER = (
    *("-c", "user.name=Bàn soạn tin", "-c", "user.email=soan-tin@localhost"),
    *("-c", "commit.gpgsign=false"),  # nobody is there who could type a password
)
NOT_COMMITTED = "Git chưa ghi nhận “%s”: lần lưu sau sẽ ghi. Tệp đã lưu đầy đủ."


def note_foreign_change(text: TextFile) -> None:
    """Keep a version of a text that was changed outside the newsroom since it was seen last."""
    latest = Version.objects.filter(path=text.path).first()
    if latest is None or latest.digest != text.digest:
        _keep(text, None, ELSEWHERE)


def keep_opened(text: TextFile, **_signal: Any) -> None:
    """Keep what an editor was given, on which a change will be based (of `text_opened`)."""
    note_foreign_change(text)


def keep_before(before: TextFile, **_signal: Any) -> None:
    """Keep what stands in a file before it is written over (receiver of `text_changing`)."""
    note_foreign_change(before)


def keep_saved(
    before: TextFile | None, after: TextFile, user: User, reason: str, **more: Any
) -> None:
    """Keep both versions of a text that was saved (receiver of `text_saved`)."""
    if before is not None:
        note_foreign_change(before)
    if before is None or before.digest != after.digest:
        record_version(after, user, reason, is_decision=more.get("is_decision", False))


def record_version(text: TextFile, user: User, reason: str, *, is_decision: bool = False) -> None:
    """Keep a version of a text that was just saved, and commit its folder where there is Git."""
    _keep(text, user, reason, is_decision=is_decision)
    transaction.on_commit(lambda: commit_texts([text.path], user, reason))


def keep_aside(text: TextFile, user: User, reason: str) -> None:
    """Keep a version that never stood in the file, listed below what stands there now."""
    now = Version.objects.filter(path=text.path).first()
    below = now.saved_at - timedelta(microseconds=1) if now else None
    _keep(text, user, reason, saved_at=below)


def _keep(
    text: TextFile,
    user: User | None,
    reason: str,
    *,
    is_decision: bool = False,
    saved_at: datetime | None = None,
) -> None:
    Version.objects.create(
        path=text.path,
        text=text.text,
        digest=text.digest,
        author=user,
        saved_at=saved_at or timezone.now(),
        reason=reason[:200],
        is_decision=is_decision,
    )


def commit_words(user: User, reason: str) -> tuple[str, ...]:
    """Return the words by which Git commits as the newsroom, with this person as the author."""
    author = f"{get_full_name(user)} <{user.email or f'{user.username}@localhost'}>"
    return (*COMMITTER, "commit", "--quiet", f"--author={author}", "-m", reason)


def commit_texts(paths: list[str], user: User, reason: str) -> None:
    """Commit the folders of texts in the town's repository with this person as the author.

    Without a repository nothing happens; where Git refuses, the log says so.
    """
    content = get_content_folder()
    if git.run_git(content, "rev-parse", "--is-inside-work-tree") is None:
        return
    folders = [str(get_own_place(path)) for path in paths]
    with lock_of("git"):
        git.run_git(content, "add", "--all", "--", *folders)
        if git.run_git(content, "diff", "--cached", "--quiet", "--", *folders) is not None:
            return  # nothing has changed
        if git.run_git(content, *commit_words(user, reason), "--", *folders) is None:
            _log.warning(NOT_COMMITTED, reason)
