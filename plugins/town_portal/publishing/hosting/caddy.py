"""A snippet for Caddy 2: ``import`` it in the portal's site block. Pure."""

from town_portal.publishing.hosting.portal import HostedPortal, QueryWay
from town_portal.publishing.hosting.table import (
    COMPRESSED,
    EVERYWHERE,
    HIDDEN,
    PAGE,
    SERVICE,
    TRANSPORT,
    TYPES,
    get_media_type,
)

FILE = "portal.caddy"
GONE = "gone"


def format_snippet(portal: HostedPortal) -> str:
    """Return the directives; the site block itself names ``root``."""
    base = portal.root
    lines = [
        "# Made by the portal's build, from publishing/hosting/table.py: do not edit.",
        "# In the site block, which names root: import …/portal.caddy",
        "# After each change: caddy reload.",
        *_format_maps(portal),
        *([f"redir {base} {base}/ permanent"] if base else []),
        *_format_queries(portal),
        *_format_ways(portal),
        *_format_service(portal),
        f"handle {base}/* {{",
        *(f"    {line}" for line in _format_headers()),
        *(f"    {line}" for line in _format_asked(portal)),
        *(f"    {line}" for line in (_format_led() if any(portal.ways()) else [])),
        f"    @hidden path_regexp {_quote_word(_format_hidden(portal))}",
        "    error @hidden 404",
        "    file_server {",
        "        precompressed br gzip",
        "    }",
        "}",
        *_format_errors(base),
    ]
    return "\n".join(lines) + "\n"


def _format_errors(base: str) -> list[str]:
    """Return how faults are answered; the headers told before them are still told."""
    return [
        "handle_errors {",
        f"    header Cache-Control {_quote_word(PAGE.cache)}",
        f"    header Content-Type {_quote_word(get_media_type('html'))}",
        "    @is_gone expression `{err.status_code} == 410`",
        "    rewrite @is_gone {portal_path}/index.html",
        "    @is_missing expression `{err.status_code} != 410`",
        f"    rewrite @is_missing {base}/404.html",
        "    file_server {",
        "        precompressed br gzip",
        "    }",
        "}",
    ]


def _format_hidden(portal: HostedPortal) -> str:
    """Return what is not shown: names with a first dot but the public ones."""
    dotted = r"(.*/)?\.([^w].*|w[^e].*|we[^l].*|w|we|)"
    return portal.pattern(HIDDEN.replace(r"(.*/)?\..*", dotted))


def _format_maps(portal: HostedPortal) -> list[str]:
    """Return one map: from the path to what is sent with it."""
    names = ["{portal_policy}", *(_name_variable(key) for key, _ in PAGE.headers)]
    lines = [f"map {{path}} {' '.join(names)} {{"]
    for kind in portal.kinds:
        row = [portal.policy(kind), *(value for _, value in kind.headers)]
        key = f"~{portal.pattern(kind.pattern)}" if kind is not PAGE else "default"
        lines.append(f"    {_quote_word(key)} {' '.join(map(_quote_word, row))}")
    types = [f"    `~/$` {_quote_word(get_media_type('html'))}"]
    types += [
        f"    {_quote_word('~[.]' + end + '$')} {_quote_word(get_media_type(end))}" for end in TYPES
    ]
    return [
        *(*lines, "}"),
        *("map {path} {portal_type} {", *types, '    default ""', "}"),
        *("map {path} {portal_path} {", '    "~^(.+)/$" "${1}"', "    default {path}", "}"),
    ]


def _name_variable(header: str) -> str:
    return f"{{portal_{header.lower().replace('-', '_')}}}"


def _format_headers() -> list[str]:
    lines = [f"header {key} {_quote_word(value)}" for key, value in EVERYWHERE]
    lines.append("header Content-Security-Policy {portal_policy}")
    lines.append('@typed expression `{portal_type} != ""`')
    lines.append("header @typed Content-Type {portal_type}")
    for key, value in PAGE.headers:
        if value:
            lines.append(f"header {key} {_name_variable(key)}")
        else:
            lines.append(f'@{key.lower()} expression `{_name_variable(key)} != ""`')
            lines.append(f"header @{key.lower()} {key} {_name_variable(key)}")
    endings = "|".join(COMPRESSED)
    lines.append(f"@packed path_regexp {_quote_word(rf'(/|[.]({endings}))$')}")
    lines.append("header @packed ?Vary Accept-Encoding")
    over = "{http.request.scheme} == 'https' || {http.request.header.X-Forwarded-Proto} == 'https'"
    lines += [
        f"@secure expression `{over}`",
        f"header @secure Strict-Transport-Security {_quote_word(TRANSPORT)}",
    ]
    return lines


def _format_ways(portal: HostedPortal) -> list[str]:
    """Return the table of old addresses, and what is said outside of the portal."""
    rows = [f"    {_quote_word(way.old)} {_quote_word(way.to or GONE)}" for way in portal.ways()]
    if not rows:
        return []
    lines = ["map {portal_path} {portal_way} {", *rows, '    default ""', "}"]
    lines.append(f'@gone expression `{{portal_way}} == "{GONE}"`')
    lines.append(f'@moved expression `{{portal_way}} != "" && {{portal_way}} != "{GONE}"`')
    return lines + (_format_led() if any(portal.ways(below=False)) else [])


def _format_queries(portal: HostedPortal) -> list[str]:
    """Return the tables of old addresses with a query, and what is said outside of the portal."""
    lines: list[str] = []
    for number, ways in enumerate(_group_queries(portal)):
        names = [name for name, _ in ways[0].pairs]
        asked = "&".join(f"{name.lower()}={{query.{name}}}" for name in names)
        rows = [f"    {_quote_word(way.key)} {_quote_word(way.to)}" for way in ways]
        source = _quote_word(f"{{portal_path}}?{asked}")
        lines += [f"map {source} {{portal_asked{number}}} {{", *rows, '    default ""', "}"]
        lines.append(f'@asked{number} expression `{{portal_asked{number}}} != ""`')
    return lines + (_format_asked(portal) if any(portal.query_ways(below=False)) else [])


def _group_queries(portal: HostedPortal) -> list[list[QueryWay]]:
    """Return the old addresses with a query by their parameters; Caddy tells a from A in names."""
    groups: dict[tuple[str, ...], list[QueryWay]] = {}
    found = (*portal.query_ways(below=True), *portal.query_ways(below=False))
    for way in (way for ways in found for way in ways):
        groups.setdefault(tuple(name for name, _ in way.pairs), []).append(way)
    return sorted(groups.values(), key=lambda ways: -len(ways[0].pairs))


def _format_asked(portal: HostedPortal) -> list[str]:
    numbers = range(len(_group_queries(portal)))
    return [f"redir @asked{number} {{portal_asked{number}}} permanent" for number in numbers]


def _format_led() -> list[str]:
    return ["redir @moved {portal_way} permanent", "error @gone 410"]


def _format_service(portal: HostedPortal) -> list[str]:
    """Return how the live service is asked, where it answers below the portal."""
    if not portal.has_service:
        return []
    return [
        f"@service path_regexp {_quote_word(portal.pattern(SERVICE))}",
        "handle @service {",
        "    reverse_proxy 127.0.0.1:8001",
        "}",
    ]


def _quote_word(text: str) -> str:
    """Return a text as one word of a Caddyfile, in which a backslash is a letter like any other."""
    if "`" not in text:
        return f"`{text}`"
    return '"' + text.replace('"', '\\"') + '"'
