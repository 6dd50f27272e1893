"""The one-time link by which the officer of this machine signs in without a password.

The link is printed where only who started the program can read it. Only a hash of it is kept, in
the data folder, and each link works once.
"""

import getpass
import hashlib
import secrets
import subprocess
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User

from newsroom.accounts.roles import ADMINISTRATOR

USERNAME = "may-nay"
_FILE = "local-link"


def announce_link(address: str = "") -> None:
    """Print a new link; an earlier one that nobody used no longer works.

    ``address`` is the newsroom's, with a slash at its end; by default the one announced before.
    """
    kept = _get_folder() / "local-address"
    if address:
        kept.write_text(address, encoding="utf-8")
    elif kept.is_file():
        address = kept.read_text(encoding="utf-8")
    token = secrets.token_urlsafe(24)
    file = _get_folder() / _FILE
    file.touch(mode=0o600)
    file.write_text(_hash(token), encoding="ascii")
    print(f"Soạn tin: {address}vao/{token}/", flush=True)


def use_link(token: str) -> bool:
    """Tell whether a link's token is the current one, which then no longer works."""
    file = _get_folder() / _FILE
    try:
        is_right = secrets.compare_digest(file.read_text(encoding="ascii"), _hash(token))
    except OSError:
        return False
    if is_right:
        # Whoever deletes it first has used it.
        try:
            file.unlink()
        except FileNotFoundError:
            return False
    return is_right


def get_local_officer() -> User:
    """Return the account of this machine's officer, made at the first sign-in, with every role."""
    user, is_new = User.objects.get_or_create(
        username=USERNAME, defaults={"is_staff": True, "first_name": _find_person_name()}
    )
    if is_new:
        user.set_unusable_password()
        user.save()
    user.groups.add(Group.objects.get(name=ADMINISTRATOR))
    return user


def _find_person_name() -> str:
    """Return the officer's name: Git's, else that of the account on this machine."""
    with suppress(OSError, subprocess.SubprocessError):
        command = ["git", "config", "user.name"]
        result = subprocess.run(
            command, capture_output=True, cwd=settings.NEWSROOM.content, check=False, timeout=5
        )
        if name := result.stdout.decode("utf-8", "replace").strip():
            return name[:150]
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()[:150]
    return "Cán bộ của máy này"


def _get_folder() -> Path:
    folder: Path = settings.NEWSROOM.data
    return folder


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
