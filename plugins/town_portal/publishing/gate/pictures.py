"""Photographs and films that tell where they were taken."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

KINDS = frozenset({"jpg", "jpeg", "png", "webp", "avif", "heic", "heif", "tif", "tiff", "gif"})
FILMS = frozenset({"mp4", "m4v", "mov", "3gp"})
_GPS, _EXIF = 0x8825, (b"Exif", b"eXIf", b"EXIF")
_XMP = (b"exif:GPSLatitude", b"exif:GPSLongitude", b"GPSLatitude>")
_FILM = (b"\xa9xyz", b"com.apple.quicktime.location")
REMEDY = (
    "hãy để cổng tự làm ảnh (bỏ {: .original} ở bài), hoặc xóa vị trí trong ảnh gốc, rồi đăng lại"
)
MOST = 178_956_970
"""Maximum pixels of a picture that is checked: the limit of Pillow."""
TOO_LARGE = (
    "ảnh quá lớn (hơn 178 triệu điểm) nên không kiểm tra được ảnh có ghi nơi chụp hay không: hãy "
    "lưu lại ảnh nhỏ hơn (rộng 4000 điểm là đủ), rồi đăng lại"
)
_HEAD = 4096
FILM_TODO = "hãy xuất lại phim mà bỏ thông tin vị trí, rồi đăng lại"


class TooLarge(Exception):
    """A picture is too large to be checked."""


def iter_places(data: bytes, ending: str) -> Iterator[str]:
    """Yield what a photograph or a film tells of the place where it was made."""
    if ending in FILMS:
        if any(mark in data for mark in _FILM):
            yield f"phim ghi vị trí nơi quay: {FILM_TODO}"
        return
    has_exif = any(mark in data for mark in _EXIF) or data[:2] in (b"II", b"MM")
    try:
        if any(mark in data for mark in _XMP) or (has_exif and _has_gps(data, f".{ending}")):
            yield f"ảnh ghi vị trí nơi chụp (GPS): {REMEDY}"
    except TooLarge:
        yield TOO_LARGE


def _has_gps(data: bytes, ending: str) -> bool:
    """Tell whether a picture says where it was taken; raises TooLarge."""
    from PIL.TiffImagePlugin import TiffImageFile  # late: few files get here

    from town_portal.features.photos.kinds import detect_kind
    from town_portal.features.photos.photo import BROKEN, READERS

    kind = detect_kind(data[:_HEAD], ending)
    try:
        if kind in READERS:
            picture: ImageFile = READERS[kind](BytesIO(data))
        elif kind == "TIFF":
            picture = TiffImageFile(BytesIO(data))
        else:
            return False  # what is no picture shows no place
        if picture.width * picture.height > MOST:
            raise TooLarge
        return bool(picture.getexif().get_ifd(_GPS))
    except BROKEN:
        return False
