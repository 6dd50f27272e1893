"""The same redirections as each host wants them written. Pure."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, unquote

from plugins.redirects.moved import Moved

SAFE = "/:?#[]@!&'()*+,;=%-._~"


def netlify(moved: Sequence[Moved], root: str) -> str:
    """Return ``_redirects``, as Cloudflare Pages, GitLab Pages and Netlify read it."""
    lines = [
        f"{_path(item.old)} {_path(item.target(root))} 301"
        for item in moved
        if not item.is_gone and " " not in item.old
    ]
    return "".join(f"{line}\n" for line in lines)


def nginx(moved: Sequence[Moved], root: str) -> str:
    """Return two maps for nginx; the first lines say how they are used."""
    lines = [
        "# Trong khối http: include …/chuyen-huong/nginx.map;",
        "# Trong khối server: if ($gone) { return 410; } if ($moved) { return 301 $moved; }",
        "#   error_page 410 @het; location @het { try_files $uri/index.html /404.html =410; }",
        "# Sau mỗi lần đăng: nginx -s reload",
        "map $uri $moved {",
        '    default "";',
        *(
            f"    {_quoted(item.old)} {_quoted(_path(item.target(root)))};"
            for item in _leading(moved)
        ),
        "}",
        "map $uri $gone {",
        "    default 0;",
        *(f"    {_quoted(item.old)} 1;" for item in moved if item.is_gone),
        "}",
    ]
    return "".join(f"{line}\n" for line in lines)


def apache(moved: Sequence[Moved], root: str) -> str:
    """Return ``.htaccess``."""
    lines = [
        f"ErrorDocument 404 {root}/404.html",
        "<IfModule mod_mime.c>",
        'AddType "text/xml; charset=utf-8" .atom .rss',
        "</IfModule>",
        "<IfModule mod_alias.c>",
    ]
    for item in moved:
        pattern = f'"^{_regular(unquote(item.old))}$"'
        if item.is_gone:
            lines.append(f"RedirectMatch gone {pattern}")
        else:
            lines.append(f'RedirectMatch permanent {pattern} "{_path(item.target(root))}"')
    lines.append("</IfModule>")
    return "".join(f"{line}\n" for line in lines)


def iis(moved: Sequence[Moved], root: str) -> str:
    """Return ``web.config``: kinds of files that IIS does not know, 404.html, the redirections."""
    kinds = "".join(
        f'      <remove fileExtension="{end}"/><mimeMap fileExtension="{end}" mimeType="{kind}"/>\n'
        for end, kind in _KINDS
    )
    places = "".join(
        f'  <location path="{escape(path)}">\n    <system.webServer>\n'
        f'      <httpRedirect enabled="true" exactDestination="true" '
        f'httpResponseStatus="Permanent" destination="{escape(_path(item.target(root)))}"/>\n'
        "    </system.webServer>\n  </location>\n"
        for item in _leading(moved)
        if (path := unquote(item.old).removeprefix(f"{root}/").strip("/"))
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<configuration>\n  <system.webServer>\n'
        f"    <staticContent>\n{kinds}    </staticContent>\n"
        '    <httpErrors errorMode="Custom" existingResponse="Replace">\n'
        f'      <remove statusCode="404"/><error statusCode="404" path="{escape(root)}/404.html" '
        'responseMode="ExecuteURL"/>\n'
        f"    </httpErrors>\n  </system.webServer>\n{places}</configuration>\n"
    )


_KINDS = (
    *((".webp", "image/webp"), (".avif", "image/avif"), (".woff2", "font/woff2")),
    *((".atom", "text/xml; charset=utf-8"), (".rss", "text/xml; charset=utf-8")),
    *((".webmanifest", "application/manifest+json"), (".json", "application/json")),
)


def _leading(moved: Sequence[Moved]) -> list[Moved]:
    return [item for item in moved if not item.is_gone]


def _path(text: str) -> str:
    return quote(text, safe=SAFE)


def _quoted(text: str) -> str:
    return '"' + unquote(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _regular(text: str) -> str:
    return "".join(f"\\{letter}" if letter in r'\^$.|?*+()[]{}"' else letter for letter in text)
