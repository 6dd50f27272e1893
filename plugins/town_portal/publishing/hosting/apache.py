"""``.htaccess`` for Apache 2.4, and for hosts that read the same (LiteSpeed). Pure.

Only what ``AllowOverride FileInfo`` lets pass; a module that is missing takes its part away and
nothing else. Conditions are of names (FilesMatch) and of rewriting, since what SetEnvIf finds out
is lost where Apache leads on inside (a folder's index, a .br file, 404.html).
"""

import re
from collections.abc import Iterable, Iterator

from town_portal.publishing.hosting.portal import HostedPortal, OldPath, QueryWay
from town_portal.publishing.hosting.table import (
    COMPRESSED,
    EVERYWHERE,
    PAGE,
    TRANSPORT,
    TYPES,
    FileHeaders,
    get_media_type,
)

FILE = ".htaccess"
PACKED = r"(\.(br|gz))?"
CODINGS = (("br", "br"), ("gzip", "gz"))
"""What browsers call a coding, and the ending of the file that has it."""


def format_htaccess(portal: HostedPortal) -> str:
    """Return the file."""
    parts = (
        ["# Made by the portal's build, from publishing/hosting/table.py: do not edit."],
        _format_errors(portal),
        _format_types(),
        _wrap_module(
            "mod_headers.c", [*_format_headers(portal), *_format_transport(), *_format_vary()]
        ),
        _wrap_module("mod_rewrite.c", _format_rewriting(portal)),
        _wrap_module("mod_deflate.c", _format_packing()),
    )
    return "".join(f"{line}\n" for part in parts for line in part)


def format_folders(portal: HostedPortal) -> dict[str, str]:
    """Return more files, by the folder at the portal's root that each lies in.

    Apache reads these files at each request: thousands of old addresses in the first one would cost
    every page milliseconds. Where a folder has nothing but old addresses, its own file has them.
    """
    found: dict[str, list[OldPath]] = {}
    for way in portal.ways(below=True):
        if folder := _get_home(portal, way.old):
            found.setdefault(folder, []).append(way)
    asked: dict[str, list[QueryWay]] = {}
    for query in (way for ways in portal.query_ways(below=True) for way in ways):
        if folder := _get_home(portal, query.old):
            asked.setdefault(folder, []).append(query)
    return {
        folder: "".join(
            f"{line}\n"
            for line in _wrap_module(
                "mod_rewrite.c",
                [
                    "RewriteEngine On",
                    *_format_queries(asked.get(folder, ()), f"{portal.root}/{folder}"),
                    *_format_ways(
                        iter(found.get(folder, ())), f"{portal.root}/{folder}", portal.root
                    ),
                ],
            )
        )
        for folder in sorted(found.keys() | asked.keys())
    }


def _get_home(portal: HostedPortal, old: str) -> str:
    """Return the folder at the portal's root whose file has an old address, "" for the first."""
    folder, _, inner = old.removeprefix(f"{portal.root}/").partition("/")
    is_own = folder and inner and folder not in portal.taken and folder[0] != "."
    return folder if is_own else ""


def format_outside(portal: HostedPortal) -> str:
    """Return lines for the ``.htaccess`` of the host's root: old addresses outside the portal."""
    asked = [way for ways in portal.query_ways(below=False) for way in ways]
    ways = _format_ways(portal.ways(below=False), "", portal.root)
    lines = ["RewriteEngine On", *_format_queries(asked, ""), *ways]
    return (
        "".join(f"{line}\n" for line in _wrap_module("mod_rewrite.c", lines)) if lines[1:] else ""
    )


def _wrap_module(module: str, lines: list[str]) -> list[str]:
    return [f"<IfModule {module}>", *(f"  {line}" for line in lines), "</IfModule>"]


def _format_errors(portal: HostedPortal) -> list[str]:
    hidden = r"/\.(?!well-known(/|$))|/(web\.config|_headers|_redirects)(\.(br|gz))?$"
    return [
        f"ErrorDocument 403 {portal.root}/404.html",
        f"ErrorDocument 404 {portal.root}/404.html",
        f'ErrorDocument 410 "{portal.root}/%{{reqenv:portal_gone}}/index.html"',
        *_wrap_module("mod_alias.c", [f'RedirectMatch 404 "{hidden}"']),
    ]


def _format_types() -> list[str]:
    lines = [f'AddType "{get_media_type(end)}" .{end}' for end in TYPES]
    for end in COMPRESSED:
        lines += _wrap_files(rf"\.{end}\.(br|gz)$", [f'ForceType "{get_media_type(end)}"'])
    for coding, end in CODINGS:
        inner = [f"RemoveLanguage .{end}", f"AddEncoding {coding} .{end}"]
        inner += _wrap_module("mod_env.c", ["SetEnv no-gzip 1", "SetEnv no-brotli 1"])
        lines += _wrap_files(rf"\.({'|'.join(COMPRESSED)})\.{end}$", inner)
    return _wrap_module("mod_mime.c", lines)


def _wrap_files(pattern: str, lines: list[str]) -> list[str]:
    return [f'<FilesMatch "{pattern}">', *(f"  {line}" for line in lines), "</FilesMatch>"]


def _format_headers(portal: HostedPortal) -> list[str]:
    """Return what each answer gets, then what single kinds get instead, the first kinds last."""
    lines = [_set(key, value) for key, value in (*EVERYWHERE, *_get_headers(portal, PAGE).items())]
    usual = _get_headers(portal, PAGE)
    for kind in reversed(portal.kinds[:-1]):
        own = {
            key: value for key, value in _get_headers(portal, kind).items() if value != usual[key]
        }
        # By its name alone, or, where folders count, by what rewriting has noted.
        if kind.pattern.startswith(NAMED):
            name = kind.pattern.removeprefix(NAMED)
            lines += _wrap_files(
                f"{name}{PACKED}$", [_set(key, own.get(key, usual[key])) for key in usual]
            )
        else:
            lines += [_set(key, value, f" env=portal_{kind.name}") for key, value in own.items()]
    return lines


NAMED = r"(.*/)?[^/]*"
"""How the pattern of a kind begins that is told by the file's name alone."""


def _get_headers(portal: HostedPortal, kind: FileHeaders) -> dict[str, str]:
    return {"Content-Security-Policy": portal.policy(kind), **dict(kind.headers)}


def _set(key: str, value: str, condition: str = "") -> str:
    if not value:
        return f"Header always unset {key}{condition}"
    return f'Header always set {key} "{value}"{condition}'


def _format_transport() -> list[str]:
    over = "%{HTTPS} == 'on' || req_novary('X-Forwarded-Proto') == 'https'"
    return [f'Header always set Strict-Transport-Security "{TRANSPORT}" "expr={over}"']


def _format_vary() -> list[str]:
    return _wrap_files(
        rf"\.({'|'.join(COMPRESSED)}){PACKED}$", ["Header always merge Vary Accept-Encoding"]
    )


def _format_rewriting(portal: HostedPortal) -> list[str]:
    """Return: old addresses, folders, then the compressed file in the browser's best coding."""
    marks = [
        f'RewriteRule "^{kind.pattern}" - [E=portal_{kind.name}:1]'
        for kind in portal.kinds
        if not kind.pattern.startswith(NAMED) and kind is not PAGE
    ]
    lines = ["RewriteEngine On", *reversed(marks)]
    queries = (way for ways in portal.query_ways(below=True) for way in ways)
    lines += _format_queries(
        (way for way in queries if not _get_home(portal, way.old)), portal.root
    )
    ways = (way for way in portal.ways(below=True) if not _get_home(portal, way.old))
    lines += _format_ways(ways, portal.root, portal.root)
    lines += [
        "RewriteCond %{REQUEST_FILENAME} -d",
        "RewriteCond %{REQUEST_FILENAME}/index.html -f",
        'RewriteRule "^(.*/)?$" "$1index.html" [L]',
        "RewriteCond %{REQUEST_FILENAME} -d",
        "RewriteCond %{REQUEST_FILENAME}/index.html !-f",
        'RewriteRule "^" - [R=404,L]',
    ]
    for coding, end in CODINGS:
        lines += [
            rf"RewriteCond %{{HTTP:Accept-Encoding}} (^|[\s,]){coding}($|[\s,;])",
            rf"RewriteCond %{{HTTP:Accept-Encoding}} !(^|[\s,]){coding}\s*;\s*q=0(\.0*)?\s*($|,)",
            f"RewriteCond %{{REQUEST_FILENAME}}.{end} -f",
            rf'RewriteRule "\.({"|".join(COMPRESSED)})$" "%{{REQUEST_URI}}.{end}" [L]',
        ]
    return lines


def _format_ways(ways: Iterator[OldPath], place: str, root: str) -> list[str]:
    """Return a rule for each old address, seen from the folder ``place`` of the host.

    What is behind a question mark is dropped.
    """
    lines = []
    for way in ways:
        rule = f'RewriteRule "^({_escape_pattern(way.old.removeprefix(f"{place}/"))})/?$"'
        if way.to:
            lines.append(f'{rule} "{_escape_target(way.to)}" [R=301,L,NE,QSD]')
        else:
            lines.append(f'RewriteCond %{{REQUEST_URI}} "^{_escape_pattern(root)}/(.+?)/?$"')
            lines.append(f"{rule} - [E=portal_gone:%1,G,L]")
    return lines


def _format_queries(ways: Iterable[QueryWay], place: str) -> list[str]:
    """Return the rules of old addresses with a query, seen from the host's folder ``place``."""
    lines = []
    for way in ways:
        for name, value in way.pairs:
            pattern = f"(^|&)(?i:{name})={_escape_pattern(value)}(&|$)"
            lines.append(f'RewriteCond %{{QUERY_STRING}} "{pattern}"')
        inner = _escape_pattern(f"{way.old}/".removeprefix(f"{place}/").strip("/"))
        lines.append(f'RewriteRule "^{inner}/?$" "{_escape_target(way.to)}" [R=301,L,NE,QSD]')
    return lines


def _escape_pattern(text: str) -> str:
    """Return the regular expression of a text, as it stands within quotes."""
    return re.sub(r'([\\^$.|?*+()\[\]{}"])', r"\\\1", text)


def _escape_target(text: str) -> str:
    """Return a text as mod_rewrite writes it: no sign of it refers to what was found."""
    return re.sub(r'([\\$%"])', r"\\\1", text)


def _format_packing() -> list[str]:
    """Return how small files are compressed, which have no compressed one beside them.

    The tag that mod_deflate lengthens is shortened again when the browser asks with it, since
    Apache would not know it.
    """
    kinds = sorted({TYPES[end] for end in COMPRESSED})
    return [
        *_wrap_module("mod_filter.c", [f"AddOutputFilterByType DEFLATE {' '.join(kinds)}"]),
        *_wrap_module("mod_headers.c", [r'RequestHeader edit* If-None-Match "-(gzip|br)\"" "\""']),
    ]
