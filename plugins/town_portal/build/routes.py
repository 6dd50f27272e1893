"""Where a link on a page leads within the portal. Pure."""

import re
from urllib.parse import unquote, urlsplit

PELICAN = re.compile(r"[{|](\w+)[|}](.*)")
"""A link of Pelican's own form: its kind, and what follows."""


def resolve_internal_target(address: str, url: str) -> str | None:
    """Return the address that a link on the page ``url`` leads to, relative to the root.

    None for links of Pelican's form, links out of the portal, and what is no address.
    """
    if PELICAN.match(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    return resolve_path(unquote(parts.path), url)


def resolve_path(path: str, url: str) -> str | None:
    """Return the address that ``path`` on the page ``url`` leads to; None out of the portal."""
    found = [] if path.startswith("/") else url.split("/")[:-1]
    *folders, last = path.removeprefix("/").split("/")
    for part in (*folders, last):
        if part == "..":
            if not found:
                return None
            found.pop()
        elif part not in ("", "."):
            found.append(part)
    is_folder = last in ("", ".", "..")
    return "/".join(found) + ("/" if is_folder and found else "")
