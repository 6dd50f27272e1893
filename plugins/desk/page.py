"""The page in which Decap runs, and the files that it needs."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

STATIC = Path(__file__).parent / "static"
PACKAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "_decap": ("decap-cms/dist", ("decap-cms.js",)),
    "_yaml": ("yaml/browser", ("*.js", "dist/**/*.js")),
}
"""Folders of the page, the package that fills each, and which of its files are needed."""
OWN = "_desk"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
}
_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
{meta}<title>Bàn soạn tin</title>
{styles}
<link rel="stylesheet" href="_desk/desk.css">
</head>
<body class="staff desk">
{way}
<main id="nc-root" class="desk__root"><p class="desk__wait">Đang mở bàn soạn tin…</p></main>
<div id="desk-said" class="desk__said" role="status" hidden></div>
<noscript><p class="desk__wait">Hãy bật JavaScript rồi tải lại trang này.</p></noscript>
<script type="module" src="_desk/desk.js"></script>
</body>
</html>
"""


def page(policy: str = "", way: str = "", styles: tuple[str, ...] = ()) -> str:
    """Return the page; all its addresses are relative.

    ``policy`` is written into the page where no server sends it; ``way`` is HTML above the desk.
    """
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
    links = "\n".join(f'<link rel="stylesheet" href="{escape(style)}">' for style in styles)
    return _PAGE.format(meta=meta if policy else "", way=way, styles=links)


def files(packages: Path) -> dict[str, Path]:
    """Return what the page loads by its address below the page; ``packages`` is node_modules."""
    found = {
        f"{OWN}/{file.name}": file for file in sorted(STATIC.iterdir()) if file.suffix in TYPES
    }
    for folder, (package, patterns) in PACKAGES.items():
        root = packages / package
        for pattern in patterns:
            for file in sorted(root.glob(pattern)):
                found[f"{folder}/{file.relative_to(root).as_posix()}"] = file
    return found
