"""What the environment says. Every variable has a default with which a single machine works."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.accounts.roles import ROLES
from service.config.environment import NO_ROLE, parse_networks, split_words
from service.guard.peer import Network
from service.guard.secret_file import WrongEnvironment, load_or_make_secret
from town_portal.core.system.places import TOWN


@dataclass(frozen=True)
class NewsroomEnvironment:
    """The variables, read and checked.

    ``content`` is the folder of texts and data, ``output`` the folder into which the preview is
    built, ``data`` that of the database and the secrets. ``database`` is a URL, empty for SQLite
    in ``data``; ``sqlite:////file`` names a file elsewhere. ``is_local`` is true for one officer on
    127.0.0.1, without passwords. ``prefix`` is the path below which the newsroom is reached,
    without a slash at its end. ``totp`` are the roles that sign in with a code. ``status`` is the
    folder in which the machine says what has failed.
    """

    content: Path
    output: Path
    data: Path
    database: str
    hosts: tuple[str, ...]
    proxies: tuple[Network, ...]
    is_local: bool
    prefix: str
    secret_key: str
    totp: tuple[str, ...]
    status: Path


def read_environment(variables: Mapping[str, str] = os.environ) -> NewsroomEnvironment:
    """Return what the variables say; makes the data folder and its secret at the first start.

    Raises WrongEnvironment.
    """
    is_local = variables.get("NEWSROOM_LOCAL", "") == "1"
    data = Path(variables.get("NEWSROOM_DATA") or TOWN / ".newsroom").resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return NewsroomEnvironment(
        content=Path(variables.get("NEWSROOM_CONTENT") or TOWN / "content").resolve(),
        output=Path(variables.get("NEWSROOM_OUTPUT") or TOWN / "output").resolve(),
        data=data,
        database=variables.get("NEWSROOM_DATABASE", ""),
        hosts=split_words(variables.get("NEWSROOM_HOSTS", "")),
        proxies=parse_networks(variables.get("NEWSROOM_PROXIES", "127.0.0.1/32,::1/128")),
        is_local=is_local,
        prefix=variables.get("NEWSROOM_PREFIX", "").rstrip("/"),
        secret_key=variables.get("NEWSROOM_SECRET_KEY") or load_or_make_secret(data / "secret-key"),
        totp=_parse_roles(variables.get("NEWSROOM_TOTP") or NO_ROLE),
        status=Path(variables.get("NEWSROOM_STATUS") or "/var/lib/town-portal-status"),
    )


def _parse_roles(text: str) -> tuple[str, ...]:
    """Return the roles of a list with commas; none where it says so. Raises WrongEnvironment."""
    chosen = () if text.strip() == NO_ROLE else split_words(text)
    if set(chosen) <= set(ROLES):
        return chosen
    raise WrongEnvironment(
        f"NEWSROOM_TOTP={text}: hãy ghi các vai trò phải nhập mã xác thực, cách nhau bằng dấu phẩy "
        f"({', '.join(ROLES)}), hoặc {NO_ROLE} nếu không vai trò nào phải nhập."
    )
