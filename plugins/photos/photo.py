"""Look at a photograph's file: what it is, how large, whether it can be used."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from PIL import Image, UnidentifiedImageError

MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
_SIDEWAYS = range(5, 9)
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Measure:
    """A photograph's size as the reader sees it, in pixels, its media type and size in bytes."""

    width: int
    height: int
    media_type: str
    size: int


def _advice(path: Path) -> str:
    """Return what to do about a missing photograph: perhaps another name was meant."""
    others = [item.name for item in path.parent.iterdir() if item.suffix != ".md"]
    same = [name for name in others if name.lower() == path.name.lower()]
    near = same or get_close_matches(path.name, others, n=1, cutoff=0.75)
    if same:
        return f"; có phải ý là “{same[0]}”? (chữ hoa, chữ thường khác nhau)"
    return f"; có phải ý là “{near[0]}”?" if near else "; hãy đặt ảnh vào cùng thư mục với bài"


def measure(path: Path) -> Measure:
    """Return the measure of the photograph at ``path``; only its header is read.

    Raises ValueError, with a sentence in Vietnamese, when there is no photograph to be used.
    """
    if not path.is_file():
        raise ValueError(f"không tìm thấy ảnh “{path.name}”{_advice(path)}")
    size = path.stat().st_size
    if size == 0:
        raise ValueError(f"tệp ảnh “{path.name}” rỗng; hãy chép lại ảnh")
    try:
        with Image.open(path) as image:
            if image.format not in MEDIA_TYPES:
                raise ValueError(f"ảnh “{path.name}” loại {image.format} chưa dùng được; dùng JPEG")
            sideways = image.getexif().get(_ORIENTATION) in _SIDEWAYS
            width, height = image.size[::-1] if sideways else image.size
            return Measure(width, height, MEDIA_TYPES[image.format], size)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        if path.suffix.lower() in (".heic", ".heif"):
            raise ValueError(f"chưa dùng được ảnh HEIC “{path.name}”; hãy lưu thành .jpg") from None
        raise ValueError(f"“{path.name}” không phải ảnh đọc được; hãy chép lại ảnh") from None
