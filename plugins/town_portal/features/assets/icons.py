"""Icons from the portal's mark or the town's emblem, and the manifest that names them. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from town_portal.core.data.tables import Town
from town_portal.core.emblem import draw_emblem
from town_portal.core.mark import in_colour
from town_portal.features.assets.asset import Asset, hash_asset

if TYPE_CHECKING:
    from PIL import Image

SIZES = (192, 512)
"""Pixels of the icons that the manifest names: what a telephone's home screen asks for."""
TOUCH = 180
"""Pixels of the icon for Apple's home screen, which wants it without transparency."""
FAVICON = 32
PAPER = "#ffffff"
_AIR = 0.1
"""Share of the touch icon's width that stays free on each side of an emblem: the system rounds
corners off. The portal's own mark is a filled square and needs none."""


@dataclass(frozen=True, slots=True)
class EmblemSource:
    """What icons are made of: bytes, whether they are SVG, whether it is the town's emblem."""

    data: bytes
    is_svg: bool
    is_emblem: bool


def source_of(data: bytes, suffix: str, is_emblem: bool, town: Town) -> EmblemSource:
    """Return an emblem as it is, the theme's mark in the town's own colour."""
    tinted = data if is_emblem else in_colour(data, town.colour)
    return EmblemSource(tinted, suffix.lower() == ".svg", is_emblem)


def find_theme_colour(tokens: str) -> str:
    """Return the masthead's colour as the theme's tokens (a style sheet) name it first."""
    match = re.search(r"--red:\s*([^;]+);", tokens)
    return match[1].strip() if match else PAPER


def _encode_png(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _draw_touch_icon(source: EmblemSource) -> Image.Image:
    """Return the icon on paper, opaque."""
    from PIL import Image

    inner = round(TOUCH * (1 - 2 * _AIR)) if source.is_emblem else TOUCH
    icon = draw_emblem(source.data, source.is_svg, inner)
    paper = Image.new("RGB", (TOUCH, TOUCH), PAPER)
    paper.paste(icon, ((TOUCH - inner) // 2,) * 2, icon)
    return paper


def draw_fixed_icons(source: EmblemSource) -> dict[str, bytes]:
    """Return what browsers ask for by itself at the portal's root, by its name.

    Raises ValueError, in Vietnamese, when the emblem is no picture.
    """
    favicon = BytesIO()
    small = draw_emblem(source.data, source.is_svg, FAVICON)
    small.save(favicon, "ICO", sizes=[(FAVICON, FAVICON)])
    return {
        "favicon.ico": favicon.getvalue(),
        "apple-touch-icon.png": _encode_png(_draw_touch_icon(source)),
    }


def draw(
    source: EmblemSource, town: Town, colour: str
) -> tuple[dict[str, bytes], dict[str, Asset]]:
    """Return what ``draw_fixed_icons`` and ``icons`` give."""
    return draw_fixed_icons(source), draw_icons(source, town, colour)


def draw_icons(source: EmblemSource, town: Town, colour: str) -> dict[str, Asset]:
    """Return the icons and the manifest (with the theme's ``colour``) by their plain names.

    ``icon.svg`` is there when the drawing is one. Raises ValueError, in Vietnamese, when the
    emblem is no picture.
    """
    found = {
        f"icon-{size}.png": hash_asset(
            f"icon-{size}.png", _encode_png(draw_emblem(source.data, source.is_svg, size))
        )
        for size in SIZES
    }
    manifest = hash_asset("manifest.webmanifest", _write_manifest(found, town, colour))
    if source.is_svg:
        name = "icon.svg" if source.is_emblem else "mark.svg"
        found["icon.svg"] = hash_asset(name, source.data)
        if not source.is_emblem:
            found[name] = found["icon.svg"]
    return {**found, "manifest.webmanifest": manifest}


def _write_manifest(found: dict[str, Asset], town: Town, colour: str) -> bytes:
    """Return the manifest. Its addresses are relative to itself, below ``static/``."""
    icon = [
        {
            "src": found[f"icon-{size}.png"].name,
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any",
        }
        for size in SIZES
    ]
    manifest = {
        "name": town.portal,
        "short_name": town.short_name or town.name,
        "lang": "vi",
        "dir": "ltr",
        "start_url": "../",
        "scope": "../",
        "display": "browser",
        "theme_color": colour,
        "background_color": PAPER,
        "icons": icon,
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
