"""The town's emblem, or the portal's mark without one, as a picture of any size. Pure."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from town_portal.core.svg import check_svg

if TYPE_CHECKING:
    from PIL import Image

UNREADABLE = "không đọc được hình; hãy mở bằng phần mềm vẽ rồi lưu lại thành .svg hoặc .png"


def draw_emblem(data: bytes, is_svg: bool, size: int) -> Image.Image:
    """Return the drawing, whole, in the middle of a transparent square of ``size`` pixels (RGBA).

    Letters of an SVG must be outlines: the machine's own fonts are not asked, so that every machine
    makes the same bytes. Raises ValueError, in Vietnamese, when ``data`` is no picture, or a
    drawing with more than shapes and colours.
    """
    from PIL import Image

    if is_svg and (problems := check_svg(data)):
        raise ValueError(problems[0])
    try:
        with Image.open(BytesIO(_rasterize(data, size) if is_svg else data)) as opened:
            picture = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ValueError(UNREADABLE) from None
    share = size / max(picture.size)
    width, height = (max(1, round(side * share)) for side in picture.size)
    small = picture.resize((width, height), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (size, size))
    square.paste(small, ((size - width) // 2, (size - height) // 2))
    return square


def _rasterize(data: bytes, size: int) -> bytes:
    """Return a PNG of an SVG that fills a square of ``size`` pixels as far as its shape allows."""
    import resvg_py

    text = data.decode("utf-8-sig")
    return resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True, width=size, height=size)
