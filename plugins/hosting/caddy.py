"""A snippet for Caddy 2: ``import`` it in the portal's site block. Pure."""

from plugins.hosting.portal import Portal
from plugins.hosting.table import EVERYWHERE, HIDDEN, PAGE, SERVICE, TRANSPORT, TYPES, media_type

FILE = "portal.caddy"


def snippet(portal: Portal) -> str:
    """Return the directives; the site block itself names ``root``."""
    base = portal.root
    lines = [
        "# Made by the portal's build, from plugins/hosting/table.py: do not edit.",
        "# In the site block, which names root: import …/portal.caddy",
        "# After each change: caddy reload.",
        *_maps(portal),
        *([f"redir {base} {base}/ permanent"] if base else []),
        *_ways(portal),
        *_service(portal),
        f"handle {base}/* {{",
        *(f"    {line}" for line in _headers()),
        f"    @hidden path_regexp {_quoted(_hidden(portal))}",
        "    error @hidden 404",
        "    file_server {",
        "        precompressed br gzip",
        "    }",
        "}",
        "handle_errors {",
        *(f"    {line}" for line in _headers()),
        "    @gone expression `{err.status_code} == 410`",
        "    rewrite @gone {portal_path}/index.html",
        "    @missing expression `{err.status_code} != 410`",
        f"    rewrite @missing {base}/404.html",
        "    file_server {",
        "        precompressed br gzip",
        "    }",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _hidden(portal: Portal) -> str:
    """Return what is not shown: names with a first dot but the public ones."""
    dotted = r"(.*/)?\.([^w].*|w[^e].*|we[^l].*|w|we|)"
    return portal.pattern(HIDDEN.replace(r"(.*/)?\..*", dotted))


def _maps(portal: Portal) -> list[str]:
    """Return one map: from the path to what is sent with it."""
    names = ["{portal_policy}", *(_variable(key) for key, _ in PAGE.headers)]
    lines = [f"map {{path}} {' '.join(names)} {{"]
    for kind in portal.kinds:
        row = [portal.policy(kind), *(value for _, value in kind.headers)]
        key = f"~{portal.pattern(kind.pattern)}" if kind is not PAGE else "default"
        lines.append(f"    {_quoted(key)} {' '.join(map(_quoted, row))}")
    types = [f'    "~/$" {_quoted(media_type("html"))}']
    types += [f"    {_quoted('~[.]' + end + '$')} {_quoted(media_type(end))}" for end in TYPES]
    return [
        *(*lines, "}"),
        *("map {path} {portal_type} {", *types, '    default ""', "}"),
        *("map {path} {portal_path} {", '    "~^(.+)/$" "${1}"', "    default {path}", "}"),
    ]


def _variable(header: str) -> str:
    return f"{{portal_{header.lower().replace('-', '_')}}}"


def _headers() -> list[str]:
    lines = [f"header {key} {_quoted(value)}" for key, value in EVERYWHERE]
    lines.append("header Content-Security-Policy {portal_policy}")
    lines.append('@typed expression `{portal_type} != ""`')
    lines.append("header @typed Content-Type {portal_type}")
    for key, value in PAGE.headers:
        if value:
            lines.append(f"header {key} {_variable(key)}")
        else:
            lines.append(f'@{key.lower()} expression `{_variable(key)} != ""`')
            lines.append(f"header @{key.lower()} {key} {_variable(key)}")
    over = "{http.request.scheme} == 'https' || {http.request.header.X-Forwarded-Proto} == 'https'"
    lines += [
        f"@secure expression `{over}`",
        f"header @secure Strict-Transport-Security {_quoted(TRANSPORT)}",
    ]
    return lines


def _ways(portal: Portal) -> list[str]:
    ways = list(portal.ways())
    moved = [f"    {_quoted(way.old)} {_quoted(way.to)}" for way in ways if way.to]
    gone = [f"    {_quoted(way.old)} 1" for way in ways if not way.to]
    lines = []
    if moved:
        lines += ["map {portal_path} {portal_moved} {", *moved, '    default ""', "}"]
        lines += [
            '@moved expression `{portal_moved} != ""`',
            "redir @moved {portal_moved} permanent",
        ]
    if gone:
        lines += ["map {portal_path} {portal_gone} {", *gone, '    default ""', "}"]
        lines += ['@gone expression `{portal_gone} != ""`', "error @gone 410"]
    return lines


def _service(portal: Portal) -> list[str]:
    """Return how the live service is asked, where it answers below the portal."""
    if not portal.has_service:
        return []
    return [
        f"@service path_regexp {_quoted(portal.pattern(SERVICE))}",
        "handle @service {",
        "    reverse_proxy 127.0.0.1:8001",
        "}",
    ]


def _quoted(text: str) -> str:
    """Return a text as one word of a Caddyfile, in which braces would be placeholders."""
    return f'"{text.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
