"""What the environment says. Every variable has a default with which a single machine works."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

from service.guard.peer import Network

ROLES, NO_ROLE = ("quan-tri", "bien-tap", "hop-thu"), "khong"
"""The roles of the desk (service/desk/roles.py), and the word for none."""
ROOT = Path(__file__).resolve().parent.parent.parent


class WrongEnvironment(Exception):
    """A variable that cannot be used; the message says which and what to write."""


@dataclass(frozen=True)
class Environment:
    """The variables, read and checked.

    ``data`` is the folder of the database and the secrets, ``database`` a URL (empty: SQLite in
    ``data``), ``pages`` the file that the build writes, ``origins`` further origins that may write,
    ``proxies`` the networks whose X-Forwarded-For is believed, ``hosts`` the names that the service
    answers to beside those of the origins, ``is_local`` true where no TLS stands before it,
    ``prefix`` the path below which it is reached (gunicorn reads SCRIPT_NAME too), without a
    slash at its end. ``household_readers`` and ``network_readers`` are the new readers that are
    counted a day from a household and from the network around it, ``fewest_votes`` the votes from
    which on an average is told, ``totp`` the roles of the desk that log in with a code.
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


def read(variables: Mapping[str, str] = os.environ) -> Environment:
    """Return what the variables say; makes the data folder and its secrets at the first start.

    Raises WrongEnvironment.
    """
    is_local = variables.get("LIVE_LOCAL", "") == "1"
    data = Path(variables.get("LIVE_DATA") or ROOT / ".live").resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Environment(
        data=data,
        database=variables.get("LIVE_DATABASE", ""),
        pages=Path(variables.get("LIVE_PAGES") or ROOT / "output" / "pages.json").resolve(),
        origins=words(variables.get("LIVE_ORIGINS", "")),
        proxies=networks(variables.get("LIVE_PROXIES", "127.0.0.1/32,::1/128")),
        hosts=words(variables.get("LIVE_HOSTS", "")),
        is_local=is_local,
        prefix=variables.get("SCRIPT_NAME", "").rstrip("/"),
        secret_key=variables.get("LIVE_SECRET_KEY") or kept(data / "secret-key"),
        token=variables.get("LIVE_TOKEN") or kept(data / "export-token"),
        household_readers=_number(variables, "LIVE_HOUSEHOLD_READERS", 20),
        network_readers=_number(variables, "LIVE_NETWORK_READERS", 500),
        fewest_votes=_number(variables, "LIVE_FEWEST_VOTES", 5),
        totp=_roles(variables.get("LIVE_TOTP") or (NO_ROLE if is_local else ",".join(ROLES))),
    )


def _number(variables: Mapping[str, str], name: str, default: int) -> int:
    """Return a number of 1 to 1,000,000. Raises WrongEnvironment."""
    text = variables.get(name, "").strip() or str(default)
    if text.isascii() and text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= 1_000_000:
        return int(text)
    raise WrongEnvironment(f"{name}={text}: hãy ghi một số từ 1 đến 1000000, ví dụ {default}.")


def _roles(text: str) -> tuple[str, ...]:
    """Return the roles of a list with commas; none where it says so. Raises WrongEnvironment."""
    found = () if text.strip() == NO_ROLE else words(text)
    if set(found) <= set(ROLES):
        return found
    raise WrongEnvironment(
        f"LIVE_TOTP={text}: hãy ghi các vai trò phải nhập mã xác thực, cách nhau bằng dấu phẩy "
        f"({', '.join(ROLES)}), hoặc {NO_ROLE} nếu không vai trò nào phải nhập."
    )


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list with commas."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def networks(text: str) -> tuple[Network, ...]:
    """Return the networks of a list with commas. Raises WrongEnvironment."""
    try:
        return tuple(ip_network(word, strict=False) for word in words(text))
    except ValueError as error:
        raise WrongEnvironment(
            f"LIVE_PROXIES={text}: {error}. Ghi các mạng của máy chủ trung gian, "
            "cách nhau bằng dấu phẩy, ví dụ 127.0.0.1/32,10.0.0.0/8."
        ) from error


def kept(path: Path) -> str:
    """Return the secret that a file holds; the first time it is made, for its owner's eyes alone.

    Of two processes that start at once, one makes it and both read the same.
    """
    if not path.is_file():
        made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            made.replace(path)
        made.unlink(missing_ok=True)
    text = path.read_text(encoding="ascii").strip()
    if not text:
        raise WrongEnvironment(f"{path} trống. Xóa tệp này rồi khởi động lại để tạo khóa mới.")
    return text
