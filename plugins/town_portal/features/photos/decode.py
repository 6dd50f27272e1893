"""From a photograph's file to a picture in sRGB, upright, 8 bits, without metadata.

A picture is shrunk as early as it can be (while a JPEG is decoded, else strip by strip), so that
colours are converted for no more pixels than the largest derivative has.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image

from town_portal.features.photos import profiles
from town_portal.features.photos.limits import choose_draft_scale
from town_portal.features.photos.photo import BROKEN, PhotoHeader, open_photo

Size = tuple[int, int]

NO_PROFILE = "hồ sơ màu (ICC) bị hỏng, đã bỏ qua; nếu màu lạ, hãy xuất lại ảnh ở hệ màu sRGB"
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_STRIP = 1_000_000
"""Pixels of a picture that are brought into another mode at once."""
_SHARP = 2
"""A picture is shrunk by averaging whole pixels as long as it stays so much larger than needed;
the rest is done by Lanczos (the difference can't be seen: 47 dB and more)."""
_INTEROP_IFD = 0xA005
_INTEROP_INDEX = 0x0001


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture, RGB or RGBA, and sentences for staff about what was left out."""

    image: Image.Image
    notices: tuple[str, ...] = ()


def decode_photo(path: Path, header: PhotoHeader, needed: Size) -> Decoded:
    """Return the photograph, not larger than ``needed`` (width, height in pixels, upright).

    Raises ValueError, in Vietnamese, when the file breaks off or can't be decoded.
    """
    stored = needed[::-1] if header.orientation >= 5 else needed
    with open_photo(path, header.format) as opened:
        if choose_draft_scale(header, needed) > 1:
            opened.draft(None, stored)
        return _decoded(opened, path, header, stored)


def decode_thumbnail(path: Path, header: PhotoHeader, least: Size) -> Image.Image | None:
    """Return the thumbnail that a HEIC file holds of its photograph, as `decode` gives pictures.

    None where there is none that is as wide and high as ``least``. Raises ValueError as `decode`.
    """
    with open_photo(path, header.format) as opened:
        if header.format != "HEIF" or opened.draft(None, least) is None:
            return None
        return _decoded(opened, path, header, opened.size).image


def _decoded(opened: Image.Image, path: Path, header: PhotoHeader, stored: Size) -> Decoded:
    _load(opened, path, header)
    profile = _get_profile(opened)
    colours, notices = _convert_to_srgb(_shrink_picture(opened, stored), profile)
    return Decoded(_copy_pixels(turn_upright(colours, header.orientation)), notices)


def _load(opened: Image.Image, path: Path, header: PhotoHeader) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own limits: ours were asked before
            opened.load()
    except (*BROKEN, RuntimeError):
        raise ValueError(
            f"ảnh “{path.name}” bị cụt hoặc hỏng giữa chừng; hãy chép lại từ máy ảnh, điện thoại"
        ) from None
    if opened.size[0] * opened.size[1] > header.width * header.height:
        raise ValueError(f"ảnh “{path.name}” có phần đầu ghi sai kích thước; hãy lưu lại ảnh")


def _get_profile(opened: Image.Image) -> bytes:
    """Return the ICC profile that holds for the picture's colours; empty for sRGB."""
    profile = opened.info.get("icc_profile")
    if profile:
        return bytes(profile)
    if opened.mode == "CMYK":
        return profiles.build_offset_print()
    if opened.format == "JPEG" and "exif" in opened.info:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                index = opened.getexif().get_ifd(_INTEROP_IFD).get(_INTEROP_INDEX)
        except BROKEN:
            return b""
        return profiles.build_adobe_rgb() if str(index).startswith("R03") else b""
    return b""


def _shrink_picture(opened: Image.Image, needed: Size) -> Image.Image:
    """Return the picture in a mode that can be resized, of the size ``needed`` at most."""
    width, height = opened.size
    needed = (min(width, needed[0]), min(height, needed[1]))
    factor = max(1, int(min(width / needed[0], height / needed[1]) / _SHARP))
    convert = _choose_conversion(opened)
    if convert is None and factor == 1:
        image: Image.Image = opened
    else:
        image = _convert_by_strips(opened, factor, convert or (lambda strip: strip))
    return image if image.size == needed else image.resize(needed, Image.Resampling.LANCZOS)


def _convert_by_strips(
    opened: Image.Image, factor: int, convert: Callable[[Image.Image], Image.Image]
) -> Image.Image:
    """Return the picture converted and shrunk by a whole factor, with little memory besides."""
    width, height = opened.size
    step = max(1, _STRIP // width // factor) * factor
    target = None
    for top in range(0, height, step):
        strip = convert(opened.crop((0, top, width, min(height, top + step))))
        small = strip.reduce(factor) if factor > 1 else strip
        if target is None:
            target = Image.new(small.mode, (-(-width // factor), -(-height // factor)))
        target.paste(small, (0, top // factor))
    assert target is not None
    return target


@lru_cache
def _list_high_bytes() -> list[int]:
    return [round(value / 257) for value in range(65536)]


def _choose_conversion(image: Image.Image) -> Callable[[Image.Image], Image.Image] | None:
    """Return how strips of ``image`` become L, RGB, RGBA or CMYK; None when they are already."""
    if image.mode.startswith("I"):
        return lambda strip: strip.convert("I").point(_list_high_bytes(), "L")
    if image.has_transparency_data:
        return None if image.mode == "RGBA" else lambda strip: strip.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return None
    mode = "L" if image.mode in ("1", "F") else "RGB"
    return lambda strip: strip.convert(mode)


def _convert_to_srgb(image: Image.Image, profile: bytes) -> tuple[Image.Image, tuple[str, ...]]:
    """Return the picture as RGB or RGBA in sRGB, and notices."""
    alpha = None
    if image.mode == "RGBA":
        lowest, _ = image.getchannel("A").getextrema()
        alpha = image.getchannel("A") if lowest < 255 else None  # type: ignore[operator]
        image = image.convert("RGB")
    notices: tuple[str, ...] = ()
    if profile:
        try:
            image = profiles.convert_to_srgb(image, profile)
        except ValueError:
            notices = (NO_PROFILE,)
    if image.mode == "CMYK":
        image = profiles.convert_to_srgb(image, profiles.build_offset_print())
    image = image.convert("RGB")
    if alpha is not None:
        image.putalpha(alpha)
    return image, notices


def _copy_pixels(image: Image.Image) -> Image.Image:
    """Return a picture of the same pixels that carries nothing else."""
    if type(image) is not Image.Image:
        image = image.copy()
    image.info = {}
    return image


def turn_upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return the picture turned and mirrored as EXIF's orientation (1 to 8) says."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def flatten_on_white(image: Image.Image) -> Image.Image:
    """Return the picture without transparency, on white."""
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white
