"""What ``--to`` says: the kinds of targets and how they are written. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from town_portal.publishing.deliver.faults import TargetRefused

BRANCH = "gh-pages"
# One letter before the colon is a drive of Windows.
SCP = re.compile(r"(?:(?P<user>[^@/\\:\s]+)@)?(?P<host>\w[\w.-]+):(?P<path>[^:].*)")
SECRET = (
    "Đừng ghi mật khẩu hay mã truy cập vào địa chỉ nơi đăng: người khác trên máy này đọc được. "
    "Hãy dùng khóa SSH, git credential hoặc cấu hình của rclone."
)
HOW = (
    "Chưa hiểu nơi đăng “{}”. Cách ghi: một thư mục; ten.zip; nguoi@may:/thu/muc; "
    "ssh://nguoi@may:22/thu/muc; git+https://may/kho.git#nhanh; rclone:TEN:thu/muc."
)

# A server of which somebody has forgotten the path; a folder of such a name begins with "./".
PATHLESS = re.compile(r"[^@/\\:]+@[^:]+")
NO_PATH = (
    "Nơi đăng “{text}” thiếu :/thư/mục sau tên máy, ví dụ {login}:/srv/portal. Nếu đó là một thư "
    "mục ở máy này, hãy ghi ./{text}"
)


@dataclass(frozen=True)
class Folder:
    """A folder of this machine."""

    path: str


@dataclass(frozen=True)
class Zip:
    """One zip file."""

    path: str


@dataclass(frozen=True)
class Server:
    """A folder of a server, by rsync over SSH; ``port`` 0 is what the user's own settings say."""

    login: str
    path: str
    port: int = 0


@dataclass(frozen=True)
class GitBranch:
    """A branch of a Git repository."""

    url: str
    name: str


@dataclass(frozen=True)
class Remote:
    """What rclone can reach: ``NAME:PATH`` of the user's own rclone settings."""

    name: str


Address = Folder | Zip | Server | GitBranch | Remote


def parse_target(text: str) -> Address:
    """Return what a text of ``--to`` means; raises Refused, saying how it is written."""
    if text.startswith("rclone:"):
        return _parse_remote(text)
    if text.startswith("git+"):
        return _parse_branch(text)
    if text.startswith("ssh://"):
        return _parse_server(text)
    scp = SCP.fullmatch(text)
    if scp and not text.startswith(("http:", "https:", "ftp:", "sftp:")):
        return Server(_format_login(scp["user"], scp["host"]), scp["path"])
    if not text.strip() or "://" in text or text.startswith("-"):
        raise TargetRefused(HOW.format(text))
    if PATHLESS.fullmatch(text):
        raise TargetRefused(NO_PATH.format(text=text, login=text.partition("/")[0]))
    return Zip(text) if text.lower().endswith(".zip") else Folder(text)


def _format_login(user: str | None, host: str) -> str:
    if host.startswith("-") or (user or "").startswith("-"):  # ssh would take it for an option
        raise TargetRefused(HOW.format(host))
    return f"{user}@{host}" if user else host


def _parse_remote(text: str) -> Remote:
    name = text.removeprefix("rclone:")
    if ":" not in name or name.startswith("-"):
        raise TargetRefused(HOW.format(text))
    if re.search(r"\b(pass|secret_access_key|bearer_token)=", name):
        raise TargetRefused(SECRET)
    return Remote(name)


def _parse_branch(text: str) -> GitBranch:
    url, _, name = text.removeprefix("git+").partition("#")
    name = name or BRANCH
    if not url or url.startswith("-") or not re.fullmatch(r"\w[\w./-]*", name):
        raise TargetRefused(HOW.format(text))
    if re.match(r"https?://[^/]*@", url):
        raise TargetRefused(SECRET)
    return GitBranch(url, name)


def _parse_server(text: str) -> Server:
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or 0
    except ValueError as error:
        raise TargetRefused(HOW.format(text)) from error
    if parts.password is not None:
        raise TargetRefused(SECRET)
    if not host or not parts.path.strip("/"):
        raise TargetRefused(HOW.format(text))
    return Server(_format_login(parts.username, host), unquote(parts.path), port)
