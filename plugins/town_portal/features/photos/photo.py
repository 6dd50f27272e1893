"""Look at a photograph's file by its header: what it is, how large, whether it can be used.

Nothing is decoded here. Files are opened by the reader of the kind that their first bytes tell,
never by guessing, so Pillow's limit for all programs (``Image.MAX_IMAGE_PIXELS``) is not touched.
"""

import os
import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

from PIL import Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile

from town_portal.core.content_files.names import MissingFile
from town_portal.core.content_files.opening import find_file, has_file, open_file
from town_portal.features.photos.kinds import ENDINGS, NOT_USED, detect_kind

READERS: dict[str, Callable[[BinaryIO], ImageFile]] = {
    "JPEG": JpegImageFile,  # of an MPO it reads the first picture, which is the photograph
    "PNG": PngImageFile,
    "WEBP": WebPImageFile,
    "GIF": GifImageFile,
    "AVIF": AvifImageFile,
    "HEIF": HeifImageFile,
}
BROKEN = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error),
    Image.DecompressionBombError,
)
"""What the readers raise at a file that is not whole."""
BAD_EXIF = "thông tin máy ảnh (EXIF) bị hỏng, đã bỏ qua; nếu ảnh nằm nghiêng, hãy xoay lại rồi lưu"
TOO_LARGE = "ảnh “{}” quá lớn; hãy lưu lại ảnh nhỏ hơn (rộng 4000 điểm là đủ)"
_ORIENTATION = 0x0112
_LOOK_AT = 4096


@dataclass(frozen=True, slots=True)
class PhotoHeader:
    """What a photograph's header says. ``width`` and ``height`` are pixels as the reader sees them.

    ``format`` is the true kind in Pillow's words, ``size`` the file's in bytes, ``orientation``
    EXIF's, 1 to 8. ``frames`` is more than 1 for an animation only. ``chroma`` is the number of
    colour samples a pixel, all channels together (JPEG only, else 0). ``notices`` are sentences
    for staff about what was put right.
    """

    format: str
    width: int
    height: int
    size: int
    mode: str = "RGB"
    orientation: int = 1
    frames: int = 1
    is_progressive: bool = False
    has_alpha: bool = False
    chroma: float = 0
    notices: tuple[str, ...] = ()

    @property
    def stored(self) -> tuple[int, int]:
        """Width and height as they lie in the file, before it is turned upright."""
        sideways = self.orientation >= 5
        return (self.height, self.width) if sideways else (self.width, self.height)


def find_photo(name: str, folder: Path) -> Path:
    """Return where a photograph lies, its name as the disk has it; one that is missing as written.

    Raises ValueError, in Vietnamese, for a name or a file that is not to be read.
    """
    try:
        return find_file(name, folder).path
    except MissingFile:
        return folder / name


def advise_missing(path: Path) -> str:
    """Return what to do about a missing photograph: perhaps another name was meant."""
    try:
        others = [item.name for item in path.parent.iterdir() if item.suffix != ".md"]
    except OSError:
        others = []
    same = [name for name in others if name.lower() == path.name.lower()]
    near = same or get_close_matches(path.name, others, n=1, cutoff=0.75)
    if same:
        return f"; có phải ý là “{same[0]}”? (chữ hoa, chữ thường khác nhau)"
    return f"; có phải ý là “{near[0]}”?" if near else "; hãy đặt ảnh vào cùng thư mục với bài"


def _read_beginning(path: Path) -> tuple[bytes, int]:
    """Return the file's first bytes and its size in bytes.

    Raises ValueError, in Vietnamese, when there is nothing to be read.
    """
    try:
        if not has_file(path):
            raise ValueError(f"không tìm thấy ảnh “{path.name}”{advise_missing(path)}")
        with open_file(path) as file:
            beginning, size = file.read(_LOOK_AT), os.fstat(file.fileno()).st_size
    except PermissionError:
        raise ValueError(
            f"không có quyền đọc tệp ảnh “{path.name}”; hãy mở quyền đọc cho tệp hoặc chép lại ảnh"
        ) from None
    except OSError as error:
        raise ValueError(
            f"không đọc được tệp ảnh “{path.name}” ({error.strerror}); hãy chép lại ảnh"
        ) from None
    if size == 0:
        raise ValueError(f"tệp ảnh “{path.name}” rỗng; hãy chép lại ảnh")
    return beginning, size


def make_unreadable_error(path: Path, kind: str = "") -> ValueError:
    """Return the error about a file that is no picture, or is not whole."""
    if kind == "HTML":
        return ValueError(
            f"“{path.name}” không phải ảnh đọc được mà là một trang web; hãy mở trang đó và lưu "
            "chính tấm ảnh"
        )
    if kind == "HEIF" or path.suffix.lower() in (".heic", ".heif"):
        return ValueError(
            f"không đọc được ảnh HEIC “{path.name}”; hãy chép lại hoặc lưu thành .jpg"
        )
    return ValueError(f"“{path.name}” không phải ảnh đọc được; hãy chép lại ảnh")


def _check_kind(path: Path, beginning: bytes) -> str:
    """Return the kind of a file that can be used; raises ValueError, in Vietnamese, for others."""
    kind = detect_kind(beginning, path.suffix)
    if kind == "SVG":
        raise ValueError(
            f"“{path.name}” là hình vẽ SVG, không đăng được; hãy xuất hình ra PNG hoặc JPEG rồi "
            "dùng tệp ấy"
        )
    if kind in NOT_USED:
        raise ValueError(f"ảnh “{path.name}” loại {kind} chưa dùng được; dùng JPEG")
    if kind not in READERS:
        raise make_unreadable_error(path, kind)
    return kind


@contextmanager
def open_photo(path: Path, kind: str) -> Iterator[ImageFile]:
    """Open the file of a known kind; raises ValueError, in Vietnamese, when it is broken."""
    try:
        file = open_file(path)
    except OSError:
        raise make_unreadable_error(path, kind) from None
    with file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about sizes and metadata: judged by our own limits
        try:
            image = READERS[kind](file)
        except Image.DecompressionBombError:
            raise ValueError(TOO_LARGE.format(path.name)) from None
        except BROKEN:
            raise make_unreadable_error(path, kind) from None
        yield image


def _read_orientation(image: ImageFile) -> tuple[int, tuple[str, ...]]:
    """Return EXIF's orientation (1 when there is none or no valid one), and notices."""
    if isinstance(image, HeifImageFile) or not {"exif", "Raw profile type exif", "xmp"} & {
        str(key) for key in image.info
    }:
        return 1, ()  # HEIF's own turning is applied by its reader
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")  # how Pillow tells of an EXIF block cut short
            if "exif" in image.info:
                Image.Exif().load(image.info["exif"])  # the reader's own look keeps silent
            value = Image.Image.getexif(image).get(_ORIENTATION, 1)
    except BROKEN:
        return 1, (BAD_EXIF,)
    return (value if value in range(1, 9) else 1), ((BAD_EXIF,) if told else ())


def _count_frames(image: ImageFile, path: Path) -> int:
    """Return the number of pictures in an animation that will be shown as one, else 1.

    Raises ValueError where one of them is far larger than its frame.
    """
    if not isinstance(image, GifImageFile | WebPImageFile):
        return 1
    try:
        return int(image.n_frames)
    except Image.DecompressionBombError:
        raise ValueError(TOO_LARGE.format(path.name)) from None
    except BROKEN:
        return 1


def _measure_chroma(image: ImageFile) -> float:
    """Return a JPEG's samples a pixel: 3 without subsampling, 1.5 with 4:2:0; 0 for others."""
    layers = getattr(image, "layer", ())
    areas = [across * down for _, across, down, *_ in layers]
    return sum(areas) / max(areas) if areas else 0


def _note_wrong_ending(path: Path, kind: str) -> tuple[str, ...]:
    if path.suffix.lower() in ENDINGS[kind]:
        return ()
    return (f"tệp thật ra là ảnh {kind}; nên đổi đuôi tên tệp thành {ENDINGS[kind][0]}",)


def inspect_photo(path: Path) -> PhotoHeader:
    """Return what the header of the photograph at ``path`` says; nothing is decoded.

    Raises ValueError, with a sentence in Vietnamese, when there is no photograph to be used.
    Whether it is too large is judged by ``limits.check``.
    """
    beginning, size = _read_beginning(path)
    kind = _check_kind(path, beginning)
    with open_photo(path, kind) as image:
        turned, notices = _read_orientation(image)
        width, height = image.size[::-1] if turned >= 5 else image.size
        return PhotoHeader(
            format=kind,
            width=width,
            height=height,
            size=size,
            mode=image.mode,
            orientation=turned,
            frames=_count_frames(image, path),
            is_progressive="progressive" in image.info,
            has_alpha=image.has_transparency_data,
            chroma=_measure_chroma(image),
            notices=(*_note_wrong_ending(path, kind), *notices),
        )
