"""Collect the stylesheet and name files by their bytes. Pure, but for reading."""

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

LAYERS = "@layer reset, tokens, base, compositions, article, blocks, utilities, print;\n"
ORDER = ("reset", "tokens", "fonts", "base", "compositions", "article", "utilities", "print")
FONTS = {
    "fonts/public-sans-vietnamese.woff2": "@fontsource-variable/public-sans/files/"
    "public-sans-vietnamese-wght-normal.woff2",
    "fonts/public-sans-latin.woff2": "@fontsource-variable/public-sans/files/"
    "public-sans-latin-wght-normal.woff2",
}
"""What is copied out of node_modules, by its name below ``static/``."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the output below ``static/``: its name with a hash of its bytes, and the bytes."""

    name: str
    data: bytes


def hashed(name: str, data: bytes) -> Asset:
    """Return the asset named so that a changed file gets a new address."""
    path = PurePosixPath(name)
    digest = hashlib.sha256(data).hexdigest()[:10]
    return Asset(str(path.with_name(f"{path.stem}.{digest}{path.suffix}")), data)


def stylesheet(theme: Path, plugins: Path) -> str:
    """Return one stylesheet: the layer line, the theme's files in order, each block's own."""
    files = [theme / "css" / f"{name}.css" for name in ORDER]
    files += sorted(plugins.glob("*/*/block.css"))
    parts = [path.read_text(encoding="utf-8") for path in files if path.is_file()]
    return LAYERS + "\n".join(parts)


def collect(theme: Path, plugins: Path, modules: Path) -> dict[str, Asset]:
    """Return every asset by its plain name.

    Raises FileNotFoundError when a package of package.json is not installed in ``modules``.
    """
    found: dict[str, Asset] = {}
    for name, source in FONTS.items():
        found[name] = hashed(name, (modules / source).read_bytes())
    css = stylesheet(theme, plugins)
    for name, asset in found.items():
        css = css.replace(f'url("{name}")', f'url("{asset.name}")')
    found["mark.svg"] = hashed("mark.svg", (theme / "static" / "mark.svg").read_bytes())
    found["portal.css"] = hashed("portal.css", css.encode())
    return found
