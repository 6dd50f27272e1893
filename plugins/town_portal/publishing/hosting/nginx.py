"""Two files for nginx: one for the ``http`` block, one for the portal's ``server`` block. Pure."""

from collections.abc import Callable, Iterable
from hashlib import sha256

from town_portal.publishing.hosting.portal import HostedPortal, OldPath, QueryWay
from town_portal.publishing.hosting.table import (
    EVERYWHERE,
    HIDDEN,
    PAGE,
    TRANSPORT,
    TYPES,
    FileHeaders,
    get_media_type,
)

HTTP, SERVER = "nginx-http.conf", "nginx-server.conf"
LOG, ERRORS = "/var/log/nginx/portal.log", "/var/log/nginx/portal-errors.log"
LINE = 64
"""Bytes of nginx's ordinary hash bucket; a key, its length and a pointer must fit."""


def format_http(portal: HostedPortal) -> str:
    """Return the maps that the rules of ``server`` ask, and the table of old addresses."""
    name = _make_prefix(portal)
    kinds = [(f"~{portal.pattern(kind.pattern)}", kind.name) for kind in portal.kinds[:-1]]
    kinds.insert(1, (f"~{portal.pattern(HIDDEN)}", "hidden"))
    lines = [
        "# Made by the portal's build, from publishing/hosting/table.py: do not edit.",
        "# In the http block; nginx -s reload after each change.",
        *_format_sizes([*(way.old for way in portal.ways()), *_query_keys(portal)]),
        *_format_log(name),
        *_format_map("$uri", f"{name}_kind", PAGE.name, kinds),
        *_format_map(f"{name}_kind", f"{name}_hidden", "0", [("hidden", "1")]),
        *_format_columns(portal, name),
        *_format_map(
            "$https $http_x_forwarded_proto",
            f"{name}_transport",
            "",
            [(r"~^on\b|\bhttps$", TRANSPORT)],
        ),
        *_format_map("$uri", f"{name}_path", "$uri", [("~^(?<bare>.+)/$", "$bare")]),
    ]
    for word, ways in (("", portal.ways(below=True)), ("_outside", portal.ways(below=False))):
        lines += _format_ways(f"{name}_path", f"{name}{{}}{word}", list(ways))
        lines += _format_queries(name, portal.query_ways(below=not word), word)
    return "\n".join(lines) + "\n"


def format_server(portal: HostedPortal) -> str:
    """Return the rules for the portal's ``server`` block, which itself names ``root``."""
    name, root = _make_prefix(portal), portal.root
    lines = [
        "# Made by the portal's build, from publishing/hosting/table.py: do not edit.",
        "# In the server block, which names root; needs the maps of the other file.",
        "# What the privacy page says of the log; errors would name whole addresses.",
        f"access_log {LOG} {name[1:]};",
        f"error_log {ERRORS} emerg;",
        "# With libnginx-mod-http-brotli-static write `brotli_static on;` above the include.",
        *([f"location = {root} {{ return 301 {root}/; }}"] if root else []),
        *_format_outside(portal, name),
        f"location {root}/ {{",
        "    index index.html;",
        "    absolute_redirect off;",
        *_format_types(),
        "    gzip_static on;",
        "    gzip_vary on;",
        "    gzip_proxied any;",
        f"    error_page 403 404 =404 {root}/404.html;",
        "    error_page 410 $uri/index.html;",
        *(f"    add_header {key} {value} always;" for key, value in _list_headers(name)),
        f"    if ({name}_hidden) {{ return 404; }}",
        *(f"    {line}" for line in _format_asked(portal, name, below=True)),
        f"    if ({name}_gone) {{ return 410; }}",
        f"    if ({name}_moved) {{ return 301 {name}_moved; }}",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _list_headers(name: str) -> list[tuple[str, str]]:
    return [
        *((key, f'"{_escape_text(value)}"') for key, value in EVERYWHERE),
        ("Content-Security-Policy", f"{name}_policy"),
        *((key, _format_column(name, key)) for key, _ in PAGE.headers),
        ("Strict-Transport-Security", f"{name}_transport"),
    ]


def _format_log(name: str) -> list[str]:
    """Return the log format: addresses cut to /24 and /48, no browser names."""
    return [
        *_format_map(
            "$remote_addr",
            f"{name}_address",
            "-",
            [
                (r"~^(?<net4>\d+\.\d+\.\d+)\.", "$net4.0"),
                ("~^(?<net6>[0-9a-f]+:[0-9a-f]+:[0-9a-f]+):", "$net6::"),
                ("~^(?<front6>[0-9a-f:]*?)::", "$front6::"),
            ],
        ),
        f"log_format {name[1:]}",
        f"    '{name}_address [$time_iso8601] \"$request\" $status $body_bytes_sent';",
    ]


def _format_types() -> list[str]:
    """Return the type of each kind of file, and which are texts in UTF-8."""
    texts = sorted({TYPES[end] for end in TYPES if "charset" in get_media_type(end)})
    return [
        "    charset utf-8;",
        f"    charset_types {' '.join(kind for kind in texts if kind != 'text/html')};",
        "    default_type application/octet-stream;",
        "    types {",
        *(f'        "{kind}" {" ".join(ends)};' for kind, ends in _group_by_type().items()),
        "    }",
    ]


def _make_prefix(portal: HostedPortal) -> str:
    """Return how the variables begin: short, as nginx wants them, and no other portal's."""
    return f"$p{sha256(portal.name.encode()).hexdigest()[:6]}"


def _format_column(name: str, header: str) -> str:
    words = header.lower().split("-")
    return f"{name}_{words[0][:5]}_{words[-2 if len(words) > 2 else -1][:9]}"


def _format_columns(portal: HostedPortal, name: str) -> list[str]:
    """Return a map from the kind to each header's value."""
    asked: dict[str, Callable[[FileHeaders], str]] = {f"{name}_policy": portal.policy}
    for index, (header, _) in enumerate(PAGE.headers):
        asked[_format_column(name, header)] = lambda kind, index=index: kind.headers[index][1]  # type: ignore[misc]
    lines = []
    for variable, value in asked.items():
        usual = value(PAGE)
        rows = [(kind.name, value(kind)) for kind in portal.kinds if value(kind) != usual]
        lines += _format_map(f"{name}_kind", variable, usual, rows)
    return lines


def _format_ways(path: str, names: str, ways: list[OldPath]) -> list[str]:
    gone = [(way.old, "1") for way in ways if not way.to]
    moved = [(way.old, way.to) for way in ways if way.to]
    return [
        *_format_map(path, names.format("_gone"), "0", gone),
        *_format_map(path, names.format("_moved"), "", moved),
    ]


def _query_keys(portal: HostedPortal) -> list[str]:
    groups = [*portal.query_ways(below=True), *portal.query_ways(below=False)]
    return [way.key for ways in groups for way in ways]


def _format_queries(name: str, groups: list[list[QueryWay]], word: str) -> list[str]:
    """Return a map for each set of parameters, which asks the next one where it has no row.

    A map takes capital and small letters for the same, so that only the first such row may stand.
    """
    lines: list[str] = []
    for number, ways in reversed(list(enumerate(groups))):
        asked = "&".join(f"{arg}=$arg_{arg}" for arg in ways[0].names)
        rows = {way.key.lower(): (way.key, way.to) for way in reversed(ways)}
        usual = f"{name}_query{number + 1}{word}" if number + 1 < len(groups) else ""
        variable = f"{name}_query{number}{word}"
        lines += _format_map(f"{name}_path?{asked}", variable, usual, reversed(rows.values()))
    return lines


def _format_asked(portal: HostedPortal, name: str, below: bool) -> list[str]:
    variable = f"{name}_query0{'' if below else '_outside'}"
    has_any = portal.query_ways(below=below)
    return [f"if ({variable}) {{ return 301 {variable}; }}"] if has_any else []


def _format_outside(portal: HostedPortal, name: str) -> list[str]:
    asked = _format_asked(portal, name, below=False)
    if not any(portal.ways(below=False)):
        return asked
    return [
        *asked,
        f"if ({name}_gone_outside) {{ return 410; }}",
        f"if ({name}_moved_outside) {{ return 301 {name}_moved_outside; }}",
    ]


def _format_map(
    source: str, variable: str, usual: str, rows: Iterable[tuple[str, str]]
) -> list[str]:
    """Return a map; it is asked anew when an error leads to another page (``volatile``)."""
    lines = [f'    "{_escape_text(key)}" {_quote_value(value)};' for key, value in rows]
    return [
        f'map "{source}" {variable} {{',
        "    volatile;",
        f"    default {_quote_value(usual)};",
        *lines,
        "}",
    ]


def _quote_value(value: str) -> str:
    return value if value.startswith("$") else f'"{_escape_text(value)}"'


def _escape_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _format_sizes(olds: list[str]) -> list[str]:
    """Return room for long and for many old addresses, where nginx's own does not do."""
    longest = max((len(old.encode()) for old in olds), default=0) + 32
    bucket, most = LINE, max(2048, 2 * len(olds))
    while bucket < longest:
        bucket *= 2
    lines = []
    if bucket > LINE:
        lines.append(f"map_hash_bucket_size {bucket};")
    if most > 2048:
        lines.append(f"map_hash_max_size {most};")
    return lines


def _group_by_type() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for end, kind in TYPES.items():
        found.setdefault(kind, []).append(end)
    return found
