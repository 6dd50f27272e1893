"""Which address each file of the manifest has at a host, and which files hosts keep back. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable
from urllib.parse import quote, unquote, urljoin, urlsplit

INDEX = "index.html"
MISSING = "404.html"
PACKED = (".br", ".gz")
SETTINGS = frozenset(
    {"web.config", "_headers", "_redirects", "CNAME", "Caddyfile", "nginx.conf", "nginx.map"}
)
"""Files by which a host is told what to do; most hosts don't show them."""
SERVICE = ("v1/", "quan-tri/", "healthz")
"""Where the live service answers, whose numbers change by the minute."""
SAFE = "/:@!$&'()*+,;=~-._"
STANDARD = {"http": 80, "https": 443}


def make_address(path: str) -> str:
    """Return where a file answers, below the home page: a folder's index at the folder.

    It is quoted, as all addresses here but the names of files.
    """
    folder, name = posixpath.split(path)
    if name != INDEX:
        return quote(path, safe=SAFE)
    return quote(f"{folder}/", safe=SAFE) if folder else ""


def is_packed(path: str, known: Collection[str]) -> bool:
    """Tell whether a file is another's compressed copy, which no browser asks for by name."""
    return path.endswith(PACKED) and path[:-3] in known


def may_be_hidden(path: str) -> bool:
    """Tell whether a host may keep a file back."""
    name = posixpath.basename(path)
    if name in SETTINGS or name.endswith(".conf"):
        return True
    parts = path.split("/")
    return any(part.startswith(".") for part in parts) and parts[0] != ".well-known"


def parse_base(text: str) -> str:
    """Return the home page's address with its last slash; empty where it is no address."""
    given = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in STANDARD or not parts.hostname:
        return ""
    place = "" if port in (None, STANDARD[parts.scheme]) else f":{port}"
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    path = quote(unquote(parts.path.removesuffix(INDEX)), safe=SAFE)
    return f"{parts.scheme}://{name}{place}{path}".rstrip("/") + "/"


def make_full_address(page: str, link: str) -> str:
    """Return a link as a full address without fragment; empty where it leads to no host."""
    try:
        found = urljoin(page, link.strip().replace("\\", "/"))
        parts = urlsplit(found)
        usable = parts.scheme in STANDARD and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return parts._replace(fragment="").geturl() if usable else ""


def get_host(link: str) -> str:
    """Return the host of a full address, with its port where that is not the usual one."""
    parts = urlsplit(link)
    name = parts.hostname or ""
    return name if parts.port in (None, *STANDARD.values()) else f"{name}:{parts.port}"


def get_path_inside(link: str, base: str) -> str | None:
    """Return a full address as a path below the home page, None where it lies elsewhere."""
    if get_host(link) != get_host(base):
        return None
    root, parts = urlsplit(base).path, urlsplit(link)
    path = quote(unquote(parts.path), safe=SAFE) or "/"
    if not path.startswith(root):
        return None
    return path.removeprefix(root) + (f"?{parts.query}" if parts.query else "")


def list_folders(known: Iterable[str]) -> list[str]:
    """Return the folders of the files, each with its last slash, that have no page of their own."""
    found = {path[: at + 1] for path in known for at, letter in enumerate(path) if letter == "/"}
    return sorted(item for item in found if f"{item}{INDEX}" not in known)


def find_file(path: str, known: Collection[str]) -> str:
    """Return the file that answers at a path below the home page; empty where there is none."""
    plain = unquote(path.partition("?")[0])
    tries = (plain, f"{plain}{INDEX}", f"{plain}/{INDEX}", f"{plain}.html")
    return next((item for item in tries if item in known), "")
