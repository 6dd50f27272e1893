"""Looking at a photograph's file."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from tests.unit.photos_made import sized_png
from town_portal.features.photos import limits, recipe
from town_portal.features.photos.photo import PhotoHeader, inspect_photo

ORIENTATION = 0x0112


def draw(path: Path, size: tuple[int, int] = (40, 20), **options: object) -> Path:
    """Draw a picture; the ending of its name decides about its kind."""
    Image.new("RGB", size, (120, 90, 60)).save(path, **options)  # type: ignore[arg-type]
    return path


UNREADABLE = r"“a\.jpg” không phải ảnh đọc được"
DRAWING = "SVG, không đăng được; hãy xuất hình ra PNG hoặc JPEG"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.jpg", None, r"không tìm thấy ảnh “a\.jpg”.*cùng thư mục"),
        ("a.jpg", b"", r"“a\.jpg” rỗng"),
        ("a.jpg", b"\xff\xd8\xff", UNREADABLE),
        ("a.jpg", b"\x89PNG\r\n\x1a\n", UNREADABLE),
        ("a.jpg", b"GIF89a", UNREADABLE),
        ("a.jpg", b"<!doctype html><p>404</p>", UNREADABLE),
        ("a.jpg", b"<!doctype html><body><svg></svg>", "trang web; hãy mở trang đó và lưu"),
        ("a.jpg", b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<svg></svg>", DRAWING),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", DRAWING),
        ("a.svgz", b"\x1f\x8b\x08", DRAWING),
        ("a.heic", b"\0\0\0\x18ftypheic", "HEIC.*jpg"),
    ],
)
def test_what_is_no_photograph_is_told(
    tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    """By its name and its true kind, each with what helps."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match=told):
        inspect_photo(tmp_path / name)


@pytest.mark.parametrize("length", range(4, 200, 12))
def test_a_header_that_breaks_off(tmp_path: Path, length: int) -> None:
    """Wherever the header ends, the answer is a sentence and not an error of the library."""
    path = draw(tmp_path / "a.jpg")
    path.write_bytes(path.read_bytes()[:length])
    try:
        answer = str(inspect_photo(path).width)
    except ValueError as error:
        answer = str(error)
    assert answer in ("40", "“a.jpg” không phải ảnh đọc được; hãy chép lại ảnh")


def test_a_missing_photograph_is_looked_for_under_another_name(tmp_path: Path) -> None:
    """Capitals and slips in a name are the usual reason; the name that is there is told."""
    (tmp_path / "anh-1.jpg").write_bytes(b"x")
    with pytest.raises(ValueError, match=r"có phải ý là “anh-1.jpg”.*chữ hoa"):
        inspect_photo(tmp_path / "ANH-1.JPG")
    with pytest.raises(ValueError, match=r"có phải ý là “anh-1.jpg”"):
        inspect_photo(tmp_path / "anh-2.jpg")


def test_everything_a_header_says(tmp_path: Path) -> None:
    """Kind, mode, turning, progressive or not, and samples a pixel are read without decoding."""
    exif = Image.Exif()
    exif[ORIENTATION] = 8
    path = draw(tmp_path / "a.jpg", exif=exif, progressive=True, subsampling="4:2:0")
    found = inspect_photo(path)
    assert found == PhotoHeader(
        "JPEG", 20, 40, path.stat().st_size, "RGB", 8, is_progressive=True, chroma=1.5
    )
    assert found.stored == (40, 20)
    assert inspect_photo(draw(tmp_path / "b.jpg", subsampling="4:4:4")).chroma == 3


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is the permission, and it is told."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = draw(tmp_path / "a.jpg")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ValueError, match=r"không có quyền đọc tệp ảnh “a\.jpg”"):
        inspect_photo(path)


def checked(path: Path) -> None:
    """Look at a photograph and hold it against the limits."""
    header = inspect_photo(path)
    limits.check_limits(path, header, recipe.compute_needed_size(header.width, header.height))


def test_a_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    """65536x65536 in a few bytes would be 17 GB; Pillow's limit for other programs is untouched."""
    before = Image.MAX_IMAGE_PIXELS
    with pytest.raises(
        ValueError, match=r"“a\.png” quá lớn: 65536x65536 điểm, nhiều nhất 50 triệu"
    ):
        checked(sized_png(tmp_path / "a.png", (65536, 65536)))
    assert before == Image.MAX_IMAGE_PIXELS
    with pytest.raises(ValueError, match="quá lớn"):
        checked(sized_png(tmp_path / "a.png", (10_000, 5001)))
    checked(sized_png(tmp_path / "b.png", (10_000, 5000)))


def test_a_heic_of_200_megapixels_is_refused_by_its_header(tmp_path: Path) -> None:
    """The size is read from the box that tells it; the picture behind it is never decoded."""
    path = tmp_path / "a.heic"
    pillow_heif.from_pillow(Image.new("RGB", (64, 64))).save(path)
    box = b"ispe" + bytes(4)
    told = box + struct.pack(">2I", 64, 64)
    assert told in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(told, box + struct.pack(">2I", 16320, 12240)))
    with pytest.raises(ValueError, match=r"“a\.heic” quá lớn: 16320x12240"):
        checked(path)


def jpeg(width: int, height: int, **more: object) -> PhotoHeader:
    """Return the header of a JPEG."""
    return PhotoHeader("JPEG", width, height, 1000, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("header", "fits", "heavy"),
    [
        (jpeg(16320, 12240, chroma=1.5), True, None),  # 200 megapixels, shrunk to 2040x1530
        (jpeg(65000, 10, chroma=1.5), True, None),
        (jpeg(1440, 40000, chroma=1.5), False, None),  # 57 that can't be shrunk
        (jpeg(12000, 10000, chroma=1.5, is_progressive=True), True, True),
        (jpeg(12000, 10001, chroma=1.5, is_progressive=True), False, None),
        (jpeg(10000, 6001, chroma=3, is_progressive=True), False, None),
        (PhotoHeader("PNG", 16320, 12240, 1000), False, True),
        (PhotoHeader("PNG", 6000, 4000, 1000), True, True),
        (PhotoHeader("HEIF", 4032, 3024, 1000), True, False),  # of a telephone
        (jpeg(6000, 4000, chroma=1.5), True, False),
        (jpeg(6000, 4000, chroma=1.5, is_progressive=True), True, True),
    ],
)
def test_limits_count_what_is_decoded(header: PhotoHeader, fits: bool, heavy: bool | None) -> None:
    """A baseline JPEG counts as shrunk while decoding, a progressive one with its coefficients."""
    needed = recipe.compute_needed_size(header.width, header.height)
    if fits:
        limits.check_limits(Path("a.jpg"), header, needed)
    else:
        with pytest.raises(ValueError, match="quá lớn"):
            limits.check_limits(Path("a.jpg"), header, needed)
    assert heavy in (None, limits.estimate_memory(header, needed) > limits.HEAVY)
