"""``_headers`` and ``_redirects``, as Cloudflare Pages, Netlify and GitLab Pages read them. Pure.

A header that two rules name would be sent twice: none stands in two rules that fit one path. But
drawings and attachments have two content security policies, since browsers obey both. What no rule
names is left to the host, which asks browsers to check each page anew, as the table wants it.
"""

from urllib.parse import quote

from town_portal.publishing.hosting.portal import SANDBOX, HostedPortal
from town_portal.publishing.hosting.table import (
    DOCUMENTS,
    EVERYWHERE,
    KINDS,
    OPENER,
    TRANSPORT,
    YEAR,
    get_media_type,
)

HEADERS, REDIRECTS = "_headers", "_redirects"
HASHED = ("static/:file", "static/js/*", "static/fonts/*")
"""Folders in which each name has a hash (below ``static/tim/`` not all have)."""


def format_headers(portal: HostedPortal) -> str:
    """Return ``_headers``."""
    everywhere = [
        *EVERYWHERE,
        ("Content-Security-Policy", portal.page_policy),
        ("Strict-Transport-Security", TRANSPORT),
        OPENER,
    ]
    rules = {"*": everywhere}
    rules |= {path: [("Cache-Control", YEAR)] for path in HASHED}
    rules |= {f"*.{end}": [("Content-Security-Policy", SANDBOX)] for end in DOCUMENTS}
    is_open = dict(next(kind for kind in KINDS if kind.open).headers)
    name = "Access-Control-Allow-Origin"
    rules["du-lieu-mo/*"] = [(name, is_open[name])]
    for end in ("atom", "rss"):
        feed = [("Content-Type", get_media_type(end)), (name, "*")]
        rules[f"tin.{end}"] = rules[f"chuyen-muc/:topic/tin.{end}"] = feed
    lines = ["# Made by the portal's build, from publishing/hosting/table.py: do not edit."]
    for path, pairs in rules.items():
        lines += [f"{portal.root}/{path}", *(f"  {key}: {value}" for key, value in pairs)]
    return "\n".join(lines) + "\n"


def format_redirects(portal: HostedPortal) -> str:
    """Return ``_redirects``; what is gone is answered by its page."""
    lines = [
        f"{_quote_word(way.old)} {way.to} 301"
        for way in portal.ways()
        if way.to and not set(way.old) & set("*: ")  # these would be more than themselves
    ]
    return "".join(f"{line}\n" for line in lines)


def _quote_word(text: str) -> str:
    return quote(text, safe="/!$&'()+,;=@-._~")
