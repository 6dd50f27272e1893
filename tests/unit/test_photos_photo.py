"""Looking at a photograph's file."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from plugins.photos import limits, recipe
from plugins.photos.photo import Header, inspect

ORIENTATION = 0x0112


def draw(path: Path, size: tuple[int, int] = (40, 20), **options: object) -> Path:
    """Draw a picture; the ending of its name decides about its kind."""
    Image.new("RGB", size, (120, 90, 60)).save(path, **options)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jpg", "JPEG"),
        ("a.JPEG", "JPEG"),
        ("a.png", "PNG"),
        ("a.webp", "WEBP"),
        ("a.gif", "GIF"),
    ],
)
def test_size_and_kind(tmp_path: Path, name: str, kind: str) -> None:
    """Pixels, kind and bytes are those of the file."""
    path = draw(tmp_path / name)
    found = inspect(path)
    size = path.stat().st_size
    assert (found.width, found.height, found.format, found.size) == (40, 20, kind, size)


@pytest.mark.parametrize(
    ("orientation", "size"),
    [(1, (40, 20)), (3, (40, 20)), (4, (40, 20)), (5, (20, 40)), (6, (20, 40)), (8, (20, 40))],
)
def test_a_turned_photograph(tmp_path: Path, orientation: int, size: tuple[int, int]) -> None:
    """Width and height are those that the reader sees, not those of the camera."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    found = inspect(draw(tmp_path / "a.jpg", exif=exif))
    assert (found.width, found.height) == size


def test_the_kind_is_that_of_the_bytes(tmp_path: Path) -> None:
    """A PNG with the wrong ending is a PNG."""
    path = draw(tmp_path / "a.png").rename(tmp_path / "a.jpg")
    assert inspect(path).format == "PNG"


def test_a_photograph_that_is_not_there(tmp_path: Path) -> None:
    """It is told by its name, with what to do."""
    with pytest.raises(ValueError, match=r"không tìm thấy ảnh “a\.jpg”.*cùng thư mục"):
        inspect(tmp_path / "a.jpg")


def test_a_folder_is_no_photograph(tmp_path: Path) -> None:
    """A folder with the name of a photograph is not there either."""
    (tmp_path / "a.jpg").mkdir()
    with pytest.raises(ValueError, match="là thư mục, không phải tệp"):
        inspect(tmp_path / "a.jpg")


def test_a_photograph_of_no_bytes(tmp_path: Path) -> None:
    """A copy that was broken off at once is told as empty."""
    (tmp_path / "a.jpg").touch()
    with pytest.raises(ValueError, match=r"“a\.jpg” rỗng"):
        inspect(tmp_path / "a.jpg")


@pytest.mark.parametrize(
    "content", [b"<!doctype html><p>404</p>", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a"]
)
def test_a_file_that_is_no_photograph(tmp_path: Path, content: bytes) -> None:
    """A page saved as `.jpg`, or a header that breaks off, can't be used."""
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(ValueError, match=r"“a\.jpg” không phải ảnh đọc được"):
        inspect(tmp_path / "a.jpg")


@pytest.mark.parametrize("length", range(4, 200, 12))
def test_a_header_that_breaks_off(tmp_path: Path, length: int) -> None:
    """Wherever the header ends, the answer is a sentence and not an error of the library."""
    path = draw(tmp_path / "a.jpg")
    path.write_bytes(path.read_bytes()[:length])
    try:
        answer = str(inspect(path).width)
    except ValueError as error:
        answer = str(error)
    assert answer in ("40", "“a.jpg” không phải ảnh đọc được; hãy chép lại ảnh")


@pytest.mark.parametrize("name", ["a.bmp", "a.tiff"])
def test_a_kind_that_browsers_do_not_show(tmp_path: Path, name: str) -> None:
    """It is told, with the kind to use."""
    with pytest.raises(ValueError, match="chưa dùng được; dùng JPEG"):
        inspect(draw(tmp_path / name))


def test_a_missing_photograph_is_looked_for_under_another_name(tmp_path: Path) -> None:
    """Capitals and slips in a name are the usual reason; the name that is there is told."""
    (tmp_path / "anh-1.jpg").write_bytes(b"x")
    with pytest.raises(ValueError, match=r"có phải ý là “anh-1.jpg”.*chữ hoa"):
        inspect(tmp_path / "ANH-1.JPG")
    with pytest.raises(ValueError, match=r"có phải ý là “anh-1.jpg”"):
        inspect(tmp_path / "anh-2.jpg")


def test_a_picture_of_a_telephone_is_told_by_its_kind(tmp_path: Path) -> None:
    """Copying a HEIC picture again does not help; saving it in another form does."""
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftypheic")
    with pytest.raises(ValueError, match=r"HEIC.*jpg"):
        inspect(tmp_path / "a.heic")


def test_everything_a_header_says(tmp_path: Path) -> None:
    """Kind, mode, turning, progressive or not, and samples a pixel are read without decoding."""
    exif = Image.Exif()
    exif[ORIENTATION] = 8
    path = draw(tmp_path / "a.jpg", exif=exif, progressive=True, subsampling="4:2:0")
    found = inspect(path)
    assert found == Header(
        "JPEG", 20, 40, path.stat().st_size, "RGB", 8, is_progressive=True, chroma=1.5
    )
    assert found.stored == (40, 20)
    assert inspect(draw(tmp_path / "b.jpg", subsampling="4:4:4")).chroma == 3


def test_transparency_is_known_from_the_header(tmp_path: Path) -> None:
    """An alpha channel and a transparent palette entry both count."""
    Image.new("RGBA", (4, 4)).save(tmp_path / "a.png")
    Image.new("P", (4, 4)).save(tmp_path / "b.png", transparency=0)
    assert inspect(tmp_path / "a.png").has_alpha
    assert inspect(tmp_path / "b.png").has_alpha
    assert not inspect(draw(tmp_path / "c.png")).has_alpha


def test_a_wrong_ending_is_told_but_no_fault(tmp_path: Path) -> None:
    """The true kind is used; staff are told which ending it should have."""
    path = draw(tmp_path / "a.png").rename(tmp_path / "a.jpg")
    assert inspect(path).notices == ("tệp thật ra là ảnh PNG; nên đổi đuôi tên tệp thành .png",)
    assert inspect(draw(tmp_path / "b.JPG")).notices == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.jpg", b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<svg></svg>"),
        ("a.svgz", b"\x1f\x8b\x08"),
    ],
)
def test_a_drawing_is_to_be_exported(tmp_path: Path, name: str, content: bytes) -> None:
    """SVG, under whatever name, is refused with what to use instead."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match="SVG, không đăng được; hãy xuất hình ra PNG hoặc JPEG"):
        inspect(tmp_path / name)


def test_a_page_saved_as_a_picture_is_told_as_one(tmp_path: Path) -> None:
    """Copying it again would not help: the picture itself is to be saved."""
    (tmp_path / "a.jpg").write_bytes(b"<!doctype html><body><svg></svg></body>")
    with pytest.raises(ValueError, match="trang web; hãy mở trang đó và lưu chính tấm ảnh"):
        inspect(tmp_path / "a.jpg")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is the permission, and it is told."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = draw(tmp_path / "a.jpg")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ValueError, match=r"không có quyền đọc tệp ảnh “a\.jpg”"):
        inspect(path)


def checked(path: Path) -> None:
    """Look at a photograph and hold it against the limits."""
    header = inspect(path)
    limits.check(path, header, recipe.needed(header.width, header.height))


def sized_png(path: Path, width: int, height: int) -> Path:
    """Write a PNG that says it is of this size and holds one row at most."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(bytes(10))) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + data)
    return path


def test_a_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    """65536x65536 in a few bytes would be 17 GB; Pillow's limit for other programs is untouched."""
    before = Image.MAX_IMAGE_PIXELS
    with pytest.raises(
        ValueError, match=r"“a\.png” quá lớn: 65536x65536 điểm, nhiều nhất 50 triệu"
    ):
        checked(sized_png(tmp_path / "a.png", 65536, 65536))
    assert before == Image.MAX_IMAGE_PIXELS
    with pytest.raises(ValueError, match="quá lớn"):
        checked(sized_png(tmp_path / "a.png", 10_000, 5001))
    checked(sized_png(tmp_path / "b.png", 10_000, 5000))


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


def jpeg(width: int, height: int, **more: object) -> Header:
    """Return the header of a JPEG."""
    return Header("JPEG", width, height, 1000, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("header", "fits"),
    [
        (jpeg(16320, 12240, chroma=1.5), True),  # 200 megapixels, shrunk to 2040x1530
        (jpeg(65000, 10, chroma=1.5), True),
        (jpeg(1440, 40000, chroma=1.5), False),  # 57 that can't be shrunk
        (jpeg(12000, 10000, chroma=1.5, is_progressive=True), True),
        (jpeg(12000, 10001, chroma=1.5, is_progressive=True), False),
        (jpeg(10000, 6001, chroma=3, is_progressive=True), False),
        (Header("PNG", 16320, 12240, 1000), False),
    ],
)
def test_limits_count_what_is_decoded(header: Header, fits: bool) -> None:
    """A baseline JPEG counts as shrunk while decoding, a progressive one with its coefficients."""
    needed = recipe.needed(header.width, header.height)
    if fits:
        limits.check(Path("a.jpg"), header, needed)
    else:
        with pytest.raises(ValueError, match="quá lớn"):
            limits.check(Path("a.jpg"), header, needed)


def test_what_is_heavy() -> None:
    """12 megapixels of a telephone are not, 24 of a PNG are, 24 of a JPEG are shrunk at once."""

    def weight(header: Header) -> int:
        return limits.weight(header, recipe.needed(header.width, header.height))

    assert weight(Header("HEIF", 4032, 3024, 1)) <= limits.HEAVY
    assert weight(Header("PNG", 6000, 4000, 1)) > limits.HEAVY
    assert weight(jpeg(6000, 4000, chroma=1.5)) <= limits.HEAVY
    assert weight(jpeg(6000, 4000, chroma=1.5, is_progressive=True)) > limits.HEAVY
