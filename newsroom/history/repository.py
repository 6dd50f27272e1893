"""Make a Git repository of the content folder, once somebody has accepted the offer."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User

from newsroom.history.versions import commit_words
from newsroom.texts.paths import get_content_folder
from newsroom.texts.store import lock_of
from town_portal.authoring.importers.page.import_record import get_state_folder
from town_portal.core.content_files.writing import write_durably
from town_portal.core.system import git

SECONDS = 240
"""How long the first commit may take: a town has many photographs."""
REASON = "Bắt đầu giữ lịch sử bằng Git"
IGNORED = """\
# Tệp ẩn là của máy, không phải nội dung.
.*
!.gitignore
# Tệp tạm của Word và Windows.
~$*
*.tmp
Thumbs.db
desktop.ini
"""


class NotMade(Exception):
    """Git could not make the repository; the content folder is as it was."""


def is_offered(user: User | AnonymousUser) -> bool:
    """Tell whether to offer a repository: to who may decide it, where there is none, once."""
    return (
        user.has_perm("texts.administer")
        and not _get_declined_path().exists()
        and not has_repository()
        and shutil.which("git") is not None
    )


def has_repository() -> bool:
    """Tell whether the content folder lies in a repository, its own or a larger one."""
    content = get_content_folder()
    return any((folder / ".git").exists() for folder in (content, *content.parents))


def decline_repository() -> None:
    """Never offer it again."""
    _get_declined_path().touch()


def make_repository(user: User) -> None:
    """Make a repository with all content in its first commit, by this person. Raises NotMade.

    It is made beside the content and put there when it is whole: people may go on saving.
    """
    content = get_content_folder()
    with lock_of("git"):
        if has_repository():
            return
        ignored = content / ".gitignore"
        is_new = not ignored.exists()
        try:
            if is_new:
                write_durably(ignored, IGNORED.encode("utf-8"))
            _make(content, user)
        except (OSError, NotMade) as error:
            shutil.rmtree(content / ".git", ignore_errors=True)
            if is_new:
                ignored.unlink(missing_ok=True)
            raise NotMade from error
        _commit_rest(content, user)


def _make(content: Path, user: User) -> None:
    """Make the repository and put it in place. Raises NotMade, OSError."""
    with TemporaryDirectory(dir=get_state_folder(content), prefix="git-") as folder:
        place = Path(folder)
        here = (f"--git-dir={place / '.git'}", f"--work-tree={content}")
        for words in (
            ("init", "--quiet", "--template=", "--initial-branch=main"),
            ("config", "core.autocrlf", "false"),
            (*here, "add", "--all"),
            (*here, *commit_words(user, REASON)),
        ):
            if git.run_git(place, *words, seconds=SECONDS) is None:
                raise NotMade
        shutil.move(place / ".git", content / ".git")
    # Git refuses a repository in a folder of somebody else.
    if git.run_git(content, "rev-parse", "--verify", "HEAD") is None:
        raise NotMade


def _commit_rest(content: Path, user: User) -> None:
    """Commit what was saved while the repository was made."""
    git.run_git(content, "add", "--all")
    if git.run_git(content, "diff", "--cached", "--quiet") is None:
        git.run_git(content, *commit_words(user, REASON))


def _get_declined_path() -> Path:
    folder: Path = settings.NEWSROOM.data
    return folder / "git-declined"
