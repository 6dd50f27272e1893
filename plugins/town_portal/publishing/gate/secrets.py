"""What must never leave this machine: keys, passwords, files of programs, where a photo was taken.

Only what can be nothing else counts: forms that a service or a program gives its keys, and names
of files. How a word looks (its entropy) is no proof: hashed names and search indexes look alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

REMOVE = "hãy xóa tệp này khỏi thư mục bản công khai (và khỏi content nếu nó ở đó) rồi đăng lại"
CHANGE = "hãy bỏ nó khỏi nơi đã ghi, đổi khóa hoặc mật khẩu ấy ngay, rồi đăng lại"
SIBLINGS = (".br", ".gz")
"""What stands beside a file that hosts send compressed."""
_HIDDEN = frozenset({".htaccess", ".well-known", ".nojekyll", ".domains"})
"""Names that begin with a dot and belong on a host."""
_FOLDERS = frozenset(
    {
        *("node_modules", "__pycache__", "__macosx", "cvs", "lost+found"),
        *("$recycle.bin", "system volume information"),
    }
)
_NAMES = frozenset(
    {
        *("thumbs.db", "desktop.ini", "ehthumbs.db", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"),
        *("authorized_keys", "known_hosts", "credentials", "dockerfile", "makefile"),
    }
)
_KINDS: dict[str, str] = {
    **dict.fromkeys(
        ("key", "pem", "p12", "pfx", "jks", "keystore", "ppk", "kdbx", "asc", "gpg"),
        "giống tệp chứa khóa bí mật",
    ),
    **dict.fromkeys(
        ("md", "markdown", "yaml", "yml", "jinja", "j2", "toml", "ini", "cfg", "conf", "env"),
        "là tệp nguồn hoặc tệp cài đặt, không phải tệp cho bạn đọc",
    ),
    **dict.fromkeys(
        ("sql", "db", "sqlite", "sqlite3", "mdb", "accdb", "dump", "pickle", "pkl", "log"),
        "là dữ liệu hoặc nhật ký của một chương trình",
    ),
    **dict.fromkeys(
        ("bak", "old", "orig", "save", "swp", "swo", "tmp", "temp", "part", "rej", "crdownload"),
        "là bản lưu tạm hoặc bản sao cũ",
    ),
    **dict.fromkeys(
        ("php", "php5", "phtml", "phar", "asp", "aspx", "ashx", "jsp", "cgi", "pl", "py", "pyc"),
        "là mã lệnh chạy trên máy chủ; cổng không dùng",
    ),
    **dict.fromkeys(
        ("exe", "dll", "msi", "bat", "cmd", "ps1", "vbs", "scr", "sh", "jar", "apk", "lnk"),
        "là chương trình chạy được; cổng không đăng chương trình",
    ),
}
"""What is wrong with a file by its ending."""
_IN_TEXT: tuple[tuple[bytes, bytes, str], ...] = (
    (b"PRIVATE KEY", rb"-----BEGIN [A-Z ]*PRIVATE KEY", "khóa bí mật"),
    (b"encrypted secret key", rb"untrusted comment: .*encrypted secret key", "khóa ký minisign"),
    (b"minisign secret key", rb"untrusted comment: .*minisign secret key", "khóa ký minisign"),
    (b"PuTTY-User-Key-File", rb"PuTTY-User-Key-File-\d", "khóa bí mật của PuTTY"),
    (b"AGE-SECRET-KEY-", rb"AGE-SECRET-KEY-1[0-9A-Z]{50,}", "khóa bí mật age"),
    (b"AKIA", rb"(?<![A-Za-z0-9])AKIA[0-9A-Z]{16}(?![A-Za-z0-9])", "khóa truy cập S3"),
    (b"AIza", rb"(?<![\w-])AIza[0-9A-Za-z_-]{35}(?![\w-])", "khóa API của Google"),
    (b"ghp_", rb"(?<!\w)ghp_[A-Za-z0-9]{36}", "khóa truy cập GitHub"),
    (b"github_pat_", rb"(?<!\w)github_pat_[A-Za-z0-9_]{50,}", "khóa truy cập GitHub"),
    (b"glpat-", rb"(?<!\w)glpat-[\w-]{20}", "khóa truy cập GitLab"),
    (b"xox", rb"(?<!\w)xox[abprs]-[0-9A-Za-z-]{20,}", "khóa truy cập Slack"),
    (b"sk_live_", rb"(?<!\w)sk_live_[0-9A-Za-z]{20,}", "khóa thanh toán Stripe"),
    (b".eyJ", rb"(?<![\w-])eyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}", "mã đăng nhập (JWT)"),
    (b"LIVE_TOKEN", rb"LIVE_TOKEN\s*[=:]\s*\S{6}", "mã của dịch vụ bình luận"),
    (b"SECRET_KEY", rb"\bSECRET_KEY\s*[=:]\s*[\"']?\S{10}", "khóa bí mật của dịch vụ"),
    (b"PORTAL_SIGNING", rb"PORTAL_SIGNING_(?:KEY|PASSWORD)\s*[=:]\s*\S", "khóa ký bản công khai"),
    (b"PASSWORD", rb"\b[A-Z]+_PASSWORD\s*=\s*[\"']?[^\s\"'<]{6}", "mật khẩu"),
)
"""What is looked for first, because it is found fast; its whole form; what it is."""
_COMPILED = [(mark, re.compile(pattern), told) for mark, pattern, told in _IN_TEXT]
_WITH_PASSWORD = re.compile(
    rb"(?:https?|ftps?|sftp|postgres(?:ql)?|mysql|redis|smtps?)"
    rb"://[^\s:/?#@\"'<>]+:[^\s/?#@\"'<>]{3,}$"
)
"""The beginning of an address, up to the @ behind a name and a password."""
_LONGEST = 200
TEXTS = frozenset(
    {
        *("html", "css", "js", "mjs", "json", "webmanifest", "xml", "atom", "rss", "svg", "txt"),
        *("csv", "tsv", "vtt", "map", "config", "geojson", "ics", "htm", ""),
    }
)
"""Endings of files that are read as text."""


def iter_name_secrets(path: str) -> Iterator[str]:
    """Yield why a file has no business on a public host, if its name tells that."""
    told = _explain_name(path)
    if told:
        yield f"{told}: {REMOVE}"


def _explain_name(path: str) -> str:
    *folders, name = path.lower().split("/")
    for folder in folders:
        if folder in _FOLDERS or (folder[0] == "." and folder not in _HIDDEN):
            return f"nằm trong thư mục “{folder}” của máy này"
    for ending in SIBLINGS:
        name = name.removesuffix(ending)
    if name[:1] == "." and name not in _HIDDEN:
        return "là tệp ẩn của máy này"
    if name[-1:] == "~" or name[:2] in ("~$", ".#") or (name[:1] == name[-1:] == "#"):
        return "là bản lưu tạm của chương trình soạn thảo"
    if name in _NAMES:
        return "là tệp của máy này, không phải của cổng"
    return _KINDS.get(PurePosixPath(name).suffix[1:], "")


def iter_byte_secrets(data: bytes) -> Iterator[str]:
    """Yield what of a text is a key or a password."""
    for mark, pattern, told in _COMPILED:
        if mark in data:
            match = pattern.search(data)
            if match:
                line = data.count(b"\n", 0, match.start()) + 1
                yield f"dòng {line}: có {told}: {CHANGE}"
    *before, _ = data.split(b"@")
    if any(_WITH_PASSWORD.search(part[-_LONGEST:]) for part in before):
        yield f"có mật khẩu viết trong một địa chỉ: {CHANGE}"


def iter_machine_folders(data: bytes, folders: Iterable[bytes]) -> Iterator[str]:
    """Yield the folders of this machine that a file tells to everybody."""
    for folder in folders:
        if folder in data:
            yield (
                f"ghi đường dẫn trên máy này ({folder.decode(errors='replace')}): "
                "hãy bỏ đường dẫn ấy khỏi bài hoặc dữ liệu, rồi đăng lại"
            )
