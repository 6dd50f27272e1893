"""``web.config`` for IIS 8 and newer, without any module to be installed. Pure.

IIS itself knows no rule for a pattern of names: drawings are named one by one, and hashed
photographs beside an article are asked about each time like its page; what is gone is answered by
its page, with status 200. It compresses by itself. HSTS is switched on in the site's own settings
(README.md).
"""

from html import escape

from town_portal.publishing.hosting.portal import HostedPortal, OldPath
from town_portal.publishing.hosting.table import (
    EVERYWHERE,
    PAGE,
    TYPES,
    YEAR,
    FileHeaders,
    get_media_type,
)

FILE = "web.config"
HIDDEN = ("web.config", ".htaccess", "_headers", "_redirects", ".git")
SECONDS = 86_400


def format_web_config(portal: HostedPortal) -> str:
    """Return the file."""
    root = [
        "    <staticContent>",
        *(f"      {line}" for end in TYPES for line in _format_type(end)),
        '      <clientCache cacheControlMode="DisableCache"/>',
        "    </staticContent>",
        '    <urlCompression doStaticCompression="true"/>',
        *_format_errors(portal.root),
        *_format_hidden(),
        *_format_headers([*EVERYWHERE, *_get_headers(portal, PAGE).items()]),
    ]
    places = [_place("static", [*_cache(YEAR)]), _place("static/tim", [*_cache("")])]
    usual = _get_headers(portal, PAGE)
    for path, kind in _list_folders(portal):
        own = [
            (key, value) for key, value in _get_headers(portal, kind).items() if value != usual[key]
        ]
        places.append(_place(path, _format_headers(own)))
    places += [_format_led(portal.root, way) for way in portal.ways(below=True) if way.to]
    text = "\n".join(root)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        "<!-- Made by the portal's build, from publishing/hosting/table.py: do not edit. -->\n"
        f"<configuration>\n  <system.webServer>\n{text}\n  </system.webServer>\n"
        f"{''.join(places)}</configuration>\n"
    )


def _list_folders(portal: HostedPortal) -> list[tuple[str, FileHeaders]]:
    """Return the kinds that are matched by folder, or file by file."""
    by_name = {kind.name: kind for kind in portal.kinds}
    drawings = [(url, by_name["file"]) for url in portal.drawings]
    return [("du-lieu-mo", by_name["open"]), *drawings]


def _get_headers(portal: HostedPortal, kind: FileHeaders) -> dict[str, str]:
    said = {"Content-Security-Policy": portal.policy(kind), **dict(kind.headers)}
    del said["Cache-Control"]  # clientCache says it
    return said


def _format_type(end: str) -> list[str]:
    name = f'fileExtension=".{end}"'
    return [f"<remove {name}/>", f'<mimeMap {name} mimeType="{get_media_type(end)}"/>']


def _cache(value: str) -> list[str]:
    if not value:
        return ['    <staticContent><clientCache cacheControlMode="DisableCache"/></staticContent>']
    custom, age = value.split(", max-age=")
    seconds, immutable = age.split(", ")
    line = (
        '    <staticContent><clientCache cacheControlMode="UseMaxAge" '
        f'cacheControlCustom="{custom}, {immutable}" '
        f'cacheControlMaxAge="{int(seconds) // SECONDS}.00:00:00"/></staticContent>'
    )
    return [line]


def _format_errors(root: str) -> list[str]:
    page = f'path="{escape(root)}/404.html" responseMode="ExecuteURL"'
    return [
        '    <httpErrors errorMode="Custom" existingResponse="Replace">',
        f'      <remove statusCode="404"/><error statusCode="404" {page}/>',
        "    </httpErrors>",
    ]


def _format_hidden() -> list[str]:
    segments = [f'      <remove segment="{name}"/><add segment="{name}"/>' for name in HIDDEN]
    return [
        "    <security><requestFiltering><hiddenSegments>",
        *segments,
        "    </hiddenSegments></requestFiltering></security>",
    ]


def _format_headers(pairs: list[tuple[str, str]]) -> list[str]:
    lines = []
    for key, value in pairs:
        lines.append(f'      <remove name="{key}"/>')
        if value:
            lines.append(f'      <add name="{key}" value="{escape(value)}"/>')
    return ["    <httpProtocol><customHeaders>", *lines, "    </customHeaders></httpProtocol>"]


def _place(path: str, lines: list[str]) -> str:
    inner = "\n".join(lines)
    return (
        f'  <location path="{escape(path)}">\n    <system.webServer>\n{inner}\n'
        "    </system.webServer>\n  </location>\n"
    )


def _format_led(root: str, way: OldPath) -> str:
    line = (
        '    <httpRedirect enabled="true" exactDestination="true" httpResponseStatus="Permanent" '
        f'destination="{escape(way.to)}"/>'
    )
    return _place(way.old.removeprefix(f"{root}/"), [line])
