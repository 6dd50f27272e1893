"""A saved page as it came: its text and the files beside it. Pure."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage

from town_portal.authoring.importers.page.decode import decode_page, is_broken
from town_portal.core.text import normalize_text

PAGES = (".html", ".htm", ".xhtml", ".aspx", ".php", ".jsp", ".mhtml", ".mht")
"""Endings of saved pages; a mirror keeps those of the server."""
ARCHIVES = (".mhtml", ".mht")
LONGEST = 64_000_000
"""Bytes of one file."""
_MOST_PARTS = 2_000
NO_PAGE = "tệp .mhtml không có trang nào bên trong; hãy lưu lại trang bằng trình duyệt"


class NoPage(ValueError):
    """A file that holds no page; the message is for staff."""


class NotArticle(NoPage):
    """A page of another kind, such as a list, which is left out; the message says so."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved page.

    ``name`` is what staff know it by; ``path`` where it lies, from which a mirror tells the
    address; ``location`` the address that a web archive tells. ``files`` are what came with it, by
    path beside the page, by name or by address.
    """

    name: str
    html: str
    path: str = ""
    location: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def is_broken(self) -> bool:
        """Whether letters were lost before the page came here."""
        return is_broken(self.html)


@dataclass(frozen=True, slots=True)
class Unread:
    """A saved page that has not been parsed yet; see Saved."""

    name: str
    path: str
    data: bytes
    files: Mapping[str, bytes]


def open_saved(name: str, path: str, data: bytes, files: Mapping[str, bytes]) -> Saved:
    """Return a page out of a file's bytes. Raises NoPage."""
    if name.lower().endswith(ARCHIVES):
        return _open_archive(name, path, data)
    return Saved(name, decode_page(data)[0], path, "", files)


def _open_archive(name: str, path: str, data: bytes) -> Saved:
    """Return the page of a web archive (RFC 2557), with its pictures by address."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    page: EmailMessage | None = None
    files: dict[str, bytes] = {}
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        kind, location = part.get_content_type(), _get_header(part, "Content-Location")
        if kind in ("text/html", "application/xhtml+xml") and page is None:
            page = part
        elif kind.startswith("image/"):
            content = _decode_part(part)
            cid = _get_header(part, "Content-ID").strip("<>")
            files |= {
                key: content
                for key in (normalize_text(location), f"cid:{cid}" if cid else "")
                if key
            }
    if page is None:
        raise NoPage(NO_PAGE)
    location = _get_header(page, "Content-Location") or _get_header(
        message, "Snapshot-Content-Location"
    )
    html, _ = decode_page(_decode_part(page), page.get_content_charset() or "")
    return Saved(name, html, path, location, files)


def _get_header(part: EmailMessage, name: str) -> str:
    try:
        return "".join(str(part.get(name) or "").split())
    except (ValueError, IndexError, AttributeError):  # the parser's own, at broken headers
        return ""


def _decode_part(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
