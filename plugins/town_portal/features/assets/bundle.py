"""Collect the stylesheet, the fonts, the drawings and the scripts."""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from town_portal.core.system.places import OVERLAY
from town_portal.features.assets import scripts
from town_portal.features.assets.asset import Asset, hash_asset

LAYERS = "@layer reset, tokens, base, compositions, article, blocks, utilities, print;\n"
ORDER = (
    *("reset", "tokens", "themes", "fonts", "base", "masthead", "compositions", "cards", "lists"),
    *("tree", "footer", "article", "figures", "tools", "lightbox", "utilities", "print"),
)
"""The theme's style sheets, one subject each."""
FONTS = {
    f"fonts/{family}-{letters}.woff2": f"{package}/{family}/files/{family}-{letters}-{cut}.woff2"
    for package, family, cut in (
        ("@fontsource-variable", "public-sans", "wght-normal"),
        ("@fontsource", "source-serif-4", "600-normal"),
    )
    for letters in ("vietnamese", "latin")
}
"""What is copied out of node_modules, by its name below ``static/``."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Inline:
    """A script that stands in the page itself: a file more would keep the page waiting.

    ``source`` is its hash as ``script-src`` of a content security policy names it (CSP level 3,
    2.3.1), so that a policy without ``unsafe-inline`` lets this text pass and no other.
    """

    text: Markup
    source: Markup


def inline_script(asset: Asset) -> Inline:
    """Return the script ``asset`` as text for the page.

    Raises ValueError where the text would end its own element.
    """
    if b"</" in asset.data or b"<!--" in asset.data:
        raise ValueError(f"{asset.name} can't stand in a page: it holds </ or <!--")
    digest = b64encode(sha256(asset.data).digest()).decode()
    return Inline(Markup(asset.data.decode()), Markup(f"'sha256-{digest}'"))


def build_stylesheet(theme: Path, package: Path, more: Iterable[str] = ()) -> str:
    """Return one stylesheet: the layer line, the theme's files in order, those of features, blocks.

    ``more`` is what data give; it stands last, so that it goes before the rest of its layer.

    Comments and indents are for the people who read the sources, not for weak lines.
    """
    files = [theme / "css" / f"{name}.css" for name in ORDER]
    files += sorted((*package.glob("*/*/plugin*.css"), *package.glob("blocks/*/block*.css")))
    files += sorted((*OVERLAY.glob("blocks/*/block*.css"), *OVERLAY.glob("css/*.css")))
    parts = [path.read_text(encoding="utf-8") for path in files if path.is_file()] + [*more]
    return LAYERS + _INDENT.sub("", _COMMENT.sub("", "\n".join(parts)))


def bundle_assets(
    theme: Path, package: Path, modules: Path, more: Iterable[str] = ()
) -> dict[str, Asset]:
    """Return every asset by its plain name; ``more`` is CSS that data give.

    Raises FileNotFoundError when a package of package.json is not installed in ``modules``.
    """
    found = {
        name: hash_asset(name, (modules / source).read_bytes()) for name, source in FONTS.items()
    }
    css = build_stylesheet(theme, package, more)
    for name, asset in found.items():
        css = css.replace(f'url("{name}")', f'url("{asset.name}")')
    for path in sorted(theme.glob("static/*.svg")):
        found[path.name] = hash_asset(path.name, path.read_bytes())
    vendor = {
        name: hash_asset(name, scripts.read_vendored(modules / source))
        for name, source in scripts.VENDOR.items()
    }
    found |= scripts.hash_modules(
        scripts.insert_module_list(scripts.list_own_modules(theme, package)), vendor
    )
    found["portal.css"] = hash_asset("portal.css", css.encode())
    return found
