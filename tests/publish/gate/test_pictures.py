"""Photographs that tell where they were taken, of every kind that is published."""

from __future__ import annotations

import io

import pillow_heif
import pytest
from PIL import Image

from town_portal.publishing.gate.pictures import iter_places


def taken(kind: str) -> bytes:
    """Return a photograph whose EXIF data names a place."""
    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (18.0, 31.0, 40.0)
    data = io.BytesIO()
    Image.new("RGB", (64, 64)).save(data, kind, exif=exif.tobytes())
    Image.OPEN.pop("HEIF")
    Image.ID.remove("HEIF")
    return data.getvalue()


def claimed(data: bytes, side: int) -> bytes:
    """Return a JPEG whose header claims another size."""
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + side.to_bytes(2, "big") * 2 + data[at + 4 :]


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"), ("HEIF", "heic")],
)
def test_a_place_is_found_in_each_kind(kind: str, ending: str) -> None:
    """Also in what telephones write, which Pillow by itself cannot open."""
    (told,) = iter_places(taken(kind), ending)
    assert told.startswith("ảnh ghi vị trí nơi chụp (GPS): hãy ")


def test_a_picture_that_is_too_large_is_told() -> None:
    """Of 400 million points by its header: in Vietnamese, with what to do, and not decoded."""
    (told,) = iter_places(claimed(taken("JPEG"), 20_000), "jpg")
    assert told.startswith("ảnh quá lớn (hơn 178 triệu điểm)")


@pytest.mark.parametrize("ending", ["jpg", "png", "heic"])
def test_what_is_no_picture_shows_no_place(ending: str) -> None:
    """Nor does one that breaks off."""
    assert list(iter_places(b"Exif, but no picture", ending)) == []
    assert list(iter_places(taken("JPEG")[:40], ending)) == []
