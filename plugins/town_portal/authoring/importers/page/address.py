"""Where a saved page stood, and where its links lead. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(https?://[^\s>]+?)\s*-->", re.I)
_MIRRORED_FROM = re.compile(
    r"<!--\s*Mirrored from\s+(?:(https?)://)?([^\s<>]+?)\s+by HTTrack\b", re.I
)
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(https?://\S+)", re.I)
_HEAD = 20_000
"""Characters at a page's beginning in which programs that save pages name its address."""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?", re.I)
_PAGE_ENDING = re.compile(r"(\.(?:aspx|jsp|php|cfm|do))\.html?$", re.I)
_IDLE = re.compile(
    r"utm_\w+|fbclid|gclid|zarsrc|redirect|inheritRedirect|PageIndex|IsDlg|Source", re.I
)
_NETLOC = re.compile(r"[\w.-]+(?::\d+)?")
_KEEP = "/:@!$&'()*+,;=-._~%"
_LINKED = frozenset(("http", "https", "mailto", "tel"))


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a page, how sure it is (0 to 1), and where it was read."""

    url: str = ""
    sure: float = 0.0
    reason: str = "trang không ghi địa chỉ cũ"


def find_original_address(soup: BeautifulSoup, html: str, location: str, path: str) -> Address:
    """Return the address at which a page stood.

    ``location`` is what a web archive (.mhtml) says, or empty; ``path`` is the file's path, from
    which a mirror made by wget tells the address.
    """
    told, by = _find_declared_address(html[:_HEAD], location)
    mirrored = drop_tracking(_restore_mirrored(path))
    for selector, name, attribute, sure in (
        ("link[rel~='canonical' i]", "link rel=canonical", "href", 0.95),
        ("meta[property='og:url']", "og:url", "content", 0.9),
    ):
        tag = soup.select_one(selector)
        url = drop_tracking(urljoin(told, str(tag.get(attribute) or ""))) if tag else ""
        # Some portals name their home page as the canonical one of every article.
        if url and (urlsplit(url).path.strip("/") or not told):
            return _compare_address(Address(url, sure, f"{name} trong trang"), told or mirrored)
    if told:
        return _compare_address(Address(told, 0.95, by), mirrored)
    return Address(mirrored, 0.6, "theo thư mục của bản sao (wget)") if mirrored else Address()


def _find_declared_address(head: str, location: str) -> tuple[str, str]:
    """Return the address that a program wrote when it saved the page, and which program."""
    for pattern in (_SAVED_FROM, _SINGLE_FILE):
        if match := pattern.search(head):
            return drop_tracking(match[1]), "trình duyệt ghi khi lưu trang"
    if location:
        return drop_tracking(location), "trình duyệt ghi khi lưu trang"
    match = _MIRRORED_FROM.search(head)
    url = f"{match[1] or 'http'}://{match[2]}" if match else ""
    return drop_tracking(url), "HTTrack ghi khi sao cổng (Mirrored from)"


def _compare_address(found: Address, other: str) -> Address:
    """Return an address that is called sure only where a second place names the same."""
    if other and _make_key(other) == _make_key(found.url):
        return Address(found.url, found.sure, f"{found.reason}, khớp với nơi lưu trang")
    if other:
        return Address(found.url, 0.6, f"{found.reason}, nhưng nơi lưu trang ghi địa chỉ khác")
    return Address(found.url, min(found.sure, 0.8), f"{found.reason}, không có gì để đối chiếu")


def _make_key(url: str) -> str:
    parts = urlsplit(url)
    path = unquote(parts.path).removesuffix("/").removesuffix(".html").removesuffix("/index")
    return f"{(parts.hostname or '').removeprefix('www.')}{path}?{parts.query}".lower()


def drop_tracking(url: str) -> str:
    """Return an address without what only counts visits; empty where it is no web address."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            return ""
    except ValueError:
        return ""
    given = parse_qsl(parts.query, True)
    kept = [(key, value) for key, value in given if not _IDLE.fullmatch(key)]
    if not any(key.startswith("_") for key, _ in kept):  # Liferay: of which portlet's article
        kept = [(key, value) for key, value in kept if not key.startswith("p_p_")]
    path = quote(unquote(parts.path), safe=_KEEP.replace("%", "")) or "/"
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(kept), ""))


def make_old_path(url: str) -> tuple[str, bool]:
    """Return the path that a page's address has, for ``redirect_from``, and whether it is enough.

    Where what follows the question mark tells the article from others, the path does not.
    """
    parts = urlsplit(url)
    if not url or not parts.path.strip("/"):
        return "", not url
    return ("", False) if parts.query else (parts.path, True)


def make_absolute(link: str, base: str) -> str:
    """Return where a link leads, as it may stand in Markdown; empty where it must not or cannot.

    Links that run something or carry data are none; neither are those within the page.
    """
    link = "".join(char for char in link.strip() if char > " " or char == " ")
    if not link or link.startswith("#"):
        return ""
    try:
        whole = urlsplit(urljoin(base, link))
        if whole.scheme not in _LINKED:
            return ""
    except ValueError:
        return ""
    if whole.scheme in ("mailto", "tel"):
        return quote(urlunsplit(whole), safe="@:+?=&.-_%")
    if not _NETLOC.fullmatch(whole.netloc):
        return ""
    path = quote(whole.path, safe="/:@!$&'*+,;=-._~%")
    query = quote(whole.query, safe="/:@!$&'*+,;=-._~%?")
    return urlunsplit(
        (whole.scheme, whole.netloc, path, query, quote(whole.fragment, safe="%-._~"))
    )


def _restore_mirrored(path: str) -> str:
    """Return the address of a file in a mirror, whose folders are named after host and path."""
    folders = path.split("/")
    hosts = [at for at, name in enumerate(folders[:-1]) if _HOST.fullmatch(name)]
    if not hosts:
        return ""
    rest = "/".join(folders[hosts[-1] :])
    return "http://" + _PAGE_ENDING.sub(r"\1", rest).removesuffix("/index.html")
