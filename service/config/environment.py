"""What the environment says. Every variable has a default with which a single machine works."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

from service.guard.peer import Network
from service.guard.secret_file import WrongEnvironment, load_or_make_secret
from service.guard.town import NAME, SECRET_KEY, STAR, TOKEN

ROLES, NO_ROLE = ("quan-tri", "bien-tap", "hop-thu"), "khong"
"""The roles of the desk (service/desk/roles.py), and the word for none."""
OF_ONE = (
    *("LIVE_DATABASE", "LIVE_ORIGINS", "LIVE_HOSTS", "LIVE_SECRET_KEY", "LIVE_TOKEN"),
    "SCRIPT_NAME",
)
"""Variables that only one town can have."""
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class ServiceEnvironment:
    """The variables, read and checked.

    ``data`` is the folder of the database and the secrets, ``database`` a URL (empty: SQLite in
    ``data``), ``pages`` the file that the build writes, ``origins`` further origins that may write,
    ``proxies`` the networks whose X-Forwarded-For is believed, ``hosts`` the names that the service
    answers to beside those of the origins, ``is_local`` true where no TLS stands before it,
    ``prefix`` the path below which it is reached (gunicorn reads SCRIPT_NAME too), without a
    slash at its end. ``household_readers`` and ``network_readers`` are the new readers that are
    counted a day from a household and from the network around it, ``fewest_votes`` the votes from
    which on an average is told, ``totp`` the roles of the desk that log in with a code.
    ``is_many`` is true where ``pages`` has a star for the name of a town: the service then serves
    all that it leads to, each with a folder below ``data`` that has its database and its secrets.
    """

    data: Path
    database: str
    pages: Path
    origins: tuple[str, ...]
    proxies: tuple[Network, ...]
    hosts: tuple[str, ...]
    is_local: bool
    prefix: str
    secret_key: str
    token: str
    household_readers: int
    network_readers: int
    fewest_votes: int
    totp: tuple[str, ...]
    is_many: bool


def read_environment(variables: Mapping[str, str] = os.environ) -> ServiceEnvironment:
    """Return what the variables say; makes the data folder and its secrets at the first start.

    Raises WrongEnvironment.
    """
    is_local = variables.get("LIVE_LOCAL", "") == "1"
    data = Path(variables.get("LIVE_DATA") or ROOT / ".live").resolve()
    pages = Path(variables.get("LIVE_PAGES") or ROOT / "output" / "pages.json").resolve()
    data, pages = _of_town(variables.get("LIVE_TOWN", ""), data, pages)
    is_many = STAR in pages.parts
    if is_many:
        _refuse_what_is_of_one(variables)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return ServiceEnvironment(
        data=data,
        database=variables.get("LIVE_DATABASE", ""),
        pages=pages,
        origins=split_words(variables.get("LIVE_ORIGINS", "")),
        proxies=parse_networks(variables.get("LIVE_PROXIES", "127.0.0.1/32,::1/128")),
        hosts=split_words(variables.get("LIVE_HOSTS", "")),
        is_local=is_local,
        prefix=variables.get("SCRIPT_NAME", "").rstrip("/"),
        secret_key=variables.get("LIVE_SECRET_KEY") or _secret(data / SECRET_KEY, is_many),
        token=variables.get("LIVE_TOKEN") or _secret(data / TOKEN, is_many),
        household_readers=_parse_number(variables, "LIVE_HOUSEHOLD_READERS", 20),
        network_readers=_parse_number(variables, "LIVE_NETWORK_READERS", 500),
        fewest_votes=_parse_number(variables, "LIVE_FEWEST_VOTES", 5),
        totp=_parse_roles(variables.get("LIVE_TOTP") or (NO_ROLE if is_local else ",".join(ROLES))),
        is_many=is_many,
    )


def _of_town(name: str, data: Path, pages: Path) -> tuple[Path, Path]:
    """Return the folder and the pages of one of several towns; raises WrongEnvironment."""
    stars = pages.parts.count(STAR)
    if stars > 1 or (not stars and "*" in str(pages)):
        raise WrongEnvironment(f"LIVE_PAGES={pages}: dấu * đứng một lần, thay cho cả tên thư mục.")
    if not (stars and name):
        return data, pages
    if not NAME.fullmatch(name):
        raise WrongEnvironment(f"LIVE_TOWN={name}: hãy ghi tên thư mục của một cổng.")
    return data / name, Path(*(name if part == STAR else part for part in pages.parts))


def _refuse_what_is_of_one(variables: Mapping[str, str]) -> None:
    """Raise WrongEnvironment for what would be shared by several towns."""
    for name in OF_ONE:
        if variables.get(name):
            raise WrongEnvironment(
                f"{name} không dùng được khi LIVE_PAGES có dấu *: mỗi cổng có cơ sở dữ liệu, khóa "
                "và tên miền của riêng mình. Hãy bỏ dòng này."
            )


def _secret(file: Path, is_many: bool) -> str:
    """Return a secret of the service; several towns have their own, and this one is nobody's."""
    return secrets.token_urlsafe(48) if is_many else load_or_make_secret(file)


def _parse_number(variables: Mapping[str, str], name: str, default: int) -> int:
    """Return a number of 1 to 1,000,000. Raises WrongEnvironment."""
    text = variables.get(name, "").strip() or str(default)
    if text.isascii() and text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= 1_000_000:
        return int(text)
    raise WrongEnvironment(f"{name}={text}: hãy ghi một số từ 1 đến 1000000, ví dụ {default}.")


def _parse_roles(text: str) -> tuple[str, ...]:
    """Return the roles of a list with commas; none where it says so. Raises WrongEnvironment."""
    found = () if text.strip() == NO_ROLE else split_words(text)
    if set(found) <= set(ROLES):
        return found
    raise WrongEnvironment(
        f"LIVE_TOTP={text}: hãy ghi các vai trò phải nhập mã xác thực, cách nhau bằng dấu phẩy "
        f"({', '.join(ROLES)}), hoặc {NO_ROLE} nếu không vai trò nào phải nhập."
    )


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a list with commas."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def parse_networks(text: str) -> tuple[Network, ...]:
    """Return the networks of a list with commas. Raises WrongEnvironment."""
    try:
        return tuple(ip_network(word, strict=False) for word in split_words(text))
    except ValueError as error:
        raise WrongEnvironment(
            f"LIVE_PROXIES={text}: {error}. Ghi các mạng của máy chủ trung gian, "
            "cách nhau bằng dấu phẩy, ví dụ 127.0.0.1/32,10.0.0.0/8."
        ) from error
