"""Looking at a photograph's file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from plugins.photos.photo import Measure, measure

ORIENTATION = 0x0112


def draw(path: Path, size: tuple[int, int] = (40, 20), **options: object) -> Path:
    """Draw a picture; the ending of its name decides about its kind."""
    Image.new("RGB", size, (120, 90, 60)).save(path, **options)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jpg", "image/jpeg"),
        ("a.JPEG", "image/jpeg"),
        ("a.png", "image/png"),
        ("a.webp", "image/webp"),
        ("a.gif", "image/gif"),
    ],
)
def test_size_and_kind(tmp_path: Path, name: str, kind: str) -> None:
    """Pixels, media type and bytes are those of the file."""
    path = draw(tmp_path / name)
    assert measure(path) == Measure(40, 20, kind, path.stat().st_size)


@pytest.mark.parametrize(
    ("orientation", "size"),
    [(1, (40, 20)), (3, (40, 20)), (4, (40, 20)), (5, (20, 40)), (6, (20, 40)), (8, (20, 40))],
)
def test_a_turned_photograph(tmp_path: Path, orientation: int, size: tuple[int, int]) -> None:
    """Width and height are those that the reader sees, not those of the camera."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    found = measure(draw(tmp_path / "a.jpg", exif=exif))
    assert (found.width, found.height) == size


def test_the_kind_is_that_of_the_bytes(tmp_path: Path) -> None:
    """A PNG with the wrong ending is a PNG."""
    path = draw(tmp_path / "a.png").rename(tmp_path / "a.jpg")
    assert measure(path).media_type == "image/png"


def test_a_photograph_that_is_not_there(tmp_path: Path) -> None:
    """It is told by its name, with what to do."""
    with pytest.raises(ValueError, match=r"không tìm thấy ảnh “a\.jpg”.*cùng thư mục"):
        measure(tmp_path / "a.jpg")


def test_a_folder_is_no_photograph(tmp_path: Path) -> None:
    """A folder with the name of a photograph is not there either."""
    (tmp_path / "a.jpg").mkdir()
    with pytest.raises(ValueError, match="không tìm thấy ảnh"):
        measure(tmp_path / "a.jpg")


def test_a_photograph_of_no_bytes(tmp_path: Path) -> None:
    """A copy that was broken off at once is told as empty."""
    (tmp_path / "a.jpg").touch()
    with pytest.raises(ValueError, match=r"“a\.jpg” rỗng"):
        measure(tmp_path / "a.jpg")


@pytest.mark.parametrize(
    "content", [b"<!doctype html><p>404</p>", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a"]
)
def test_a_file_that_is_no_photograph(tmp_path: Path, content: bytes) -> None:
    """A page saved as `.jpg`, or a header that breaks off, can't be used."""
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(ValueError, match=r"“a\.jpg” không phải ảnh đọc được"):
        measure(tmp_path / "a.jpg")


@pytest.mark.parametrize("length", range(4, 200, 12))
def test_a_header_that_breaks_off(tmp_path: Path, length: int) -> None:
    """Wherever the header ends, the answer is a sentence and not an error of the library."""
    path = draw(tmp_path / "a.jpg")
    path.write_bytes(path.read_bytes()[:length])
    try:
        answer = str(measure(path).width)
    except ValueError as error:
        answer = str(error)
    assert answer in ("40", "“a.jpg” không phải ảnh đọc được; hãy chép lại ảnh")


@pytest.mark.parametrize("name", ["a.bmp", "a.tiff"])
def test_a_kind_that_browsers_do_not_show(tmp_path: Path, name: str) -> None:
    """It is told, with the kind to use."""
    with pytest.raises(ValueError, match="chưa dùng được; dùng JPEG"):
        measure(draw(tmp_path / name))


def test_a_picture_of_absurd_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that would fill the memory is refused."""
    path = draw(tmp_path / "a.png", (100, 100))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(ValueError, match="không phải ảnh đọc được"):
        measure(path)


def test_a_missing_photograph_is_looked_for_under_another_name(tmp_path: Path) -> None:
    """Capitals and slips in a name are the usual reason; the name that is there is told."""
    (tmp_path / "anh-1.jpg").write_bytes(b"x")
    with pytest.raises(ValueError, match=r"có phải ý là “anh-1.jpg”.*chữ hoa"):
        measure(tmp_path / "ANH-1.JPG")
    with pytest.raises(ValueError, match=r"có phải ý là “anh-1.jpg”"):
        measure(tmp_path / "anh-2.jpg")


def test_a_picture_of_a_telephone_is_told_by_its_kind(tmp_path: Path) -> None:
    """Copying a HEIC picture again does not help; saving it in another form does."""
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftypheic")
    with pytest.raises(ValueError, match=r"HEIC.*jpg"):
        measure(tmp_path / "a.heic")
