"""Photographs and films that tell where they were taken."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

KINDS = frozenset({"jpg", "jpeg", "png", "webp", "avif", "heic", "heif", "tif", "tiff", "gif"})
FILMS = frozenset({"mp4", "m4v", "mov", "3gp"})
_GPS = 0x8825
_XMP = (b"exif:GPSLatitude", b"exif:GPSLongitude", b"GPSLatitude>")
_FILM = (b"\xa9xyz", b"com.apple.quicktime.location")
REMEDY = (
    "hãy để cổng tự làm ảnh (bỏ {{: .original}} ở bài), hoặc xóa vị trí trong ảnh gốc, rồi đăng lại"
)
FILM_TODO = "hãy xuất lại phim mà bỏ thông tin vị trí, rồi đăng lại"


def places(data: bytes, ending: str) -> Iterator[str]:
    """Yield what a photograph or a film tells of the place where it was made."""
    if ending in FILMS:
        if any(mark in data for mark in _FILM):
            yield f"phim ghi vị trí nơi quay: {FILM_TODO}"
        return
    has_exif = b"Exif" in data or b"eXIf" in data or data[:2] in (b"II", b"MM")
    if any(mark in data for mark in _XMP) or (has_exif and _has_gps(data)):
        yield f"ảnh ghi vị trí nơi chụp (GPS): {REMEDY.format()}"


def _has_gps(data: bytes) -> bool:
    from PIL import Image, UnidentifiedImageError  # late: few files get here

    try:
        with Image.open(BytesIO(data)) as picture:
            return bool(picture.getexif().get_ifd(_GPS))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return False  # what is no picture shows no place
