"""Whether a link leads somewhere. Pure."""

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_PELICAN = re.compile(r"[{|](\w+)[|}](.*)")
_CONTENT = ("filename", "static", "attach")


@dataclass(frozen=True)
class Known:
    """What links may lead to.

    ``addresses`` are relative to the root; ``contents`` maps content files to the address they
    have; ``absent`` maps those that are not shown to the reason; ``files`` are all other files
    of the content folder.
    """

    addresses: Collection[str]
    contents: Mapping[str, str]
    absent: Mapping[str, str]
    files: Collection[str]


def link_fault(address: str, source: str, url: str, known: Known) -> str:
    """Return what is wrong with a link, in Vietnamese; the empty text when it leads somewhere.

    ``address`` is the link as written in the content file ``source`` (relative to the content
    folder), whose page has the address ``url``.
    """
    special = _PELICAN.match(address)
    if special:
        return _special_fault(special[1], unquote(urlsplit(special[2]).path), source, known)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = unquote(parts.path)
    target = path.lstrip("/") if path.startswith("/") else _relative(path, url)
    if target in known.addresses:
        return ""
    if f"{target}/" in known.addresses:
        return f"liên kết “{address}” thiếu dấu gạch chéo ở cuối"
    return f"liên kết “{address}” không dẫn tới trang nào của cổng; hãy sửa hoặc xóa"


def _relative(path: str, url: str) -> str:
    joined = posixpath.normpath(posixpath.join("/", url, path)).lstrip("/")
    return f"{joined}/" if joined and path.endswith(("/", "..", ".")) else joined


def _special_fault(what: str, path: str, source: str, known: Known) -> str:
    if what == "index":
        return ""
    if what in _CONTENT:
        return _content_fault(path, source, known)
    folder = {"category": "chuyen-muc", "tag": "tu-khoa"}.get(what)
    if folder is None:
        return f"không có kiểu liên kết “{{{what}}}”; chỉ nhận filename, static, attach"
    found = any(address == f"{folder}/{path}/" for address in known.addresses)
    return "" if found else f"không có mục “{path}” để liên kết tới"


def _content_fault(path: str, source: str, known: Known) -> str:
    base = "/" if path.startswith("/") else posixpath.join("/", posixpath.dirname(source))
    target = posixpath.normpath(posixpath.join(base, path.lstrip("/"))).lstrip("/")
    if target in known.absent:
        return f"liên kết tới “{path}”, nhưng {known.absent[target]}"
    if target in known.contents or target in known.files:
        return ""
    return f"không tìm thấy tệp “{path}” mà liên kết nhắc đến; hãy sửa đường dẫn"
