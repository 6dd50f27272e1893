"""The kinds of files that are published as they are, and the bytes that each begins with. Pure."""

import codecs
from collections.abc import Callable
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from town_portal.core.content_files.names import RefusedFile
from town_portal.core.svg import check_svg

NO_ENDING = "tệp “{}” không có đuôi (như .pdf) nên không đăng được; hãy lưu lại tệp với đúng đuôi"
NOT_PUBLISHED = (
    "không đăng được tệp loại {} (“{}”); hãy lưu lại thành PDF, Word, Excel, ảnh, hoặc nén thành "
    ".zip"
)
NOT_SO = (
    "tệp “{}” không phải {} thật: nội dung không khớp với đuôi {}; hãy mở bằng phần mềm đã làm ra "
    "tệp rồi lưu lại"
)
NO_TEXT = "tệp “{}” không phải văn bản UTF-8; hãy lưu lại với mã UTF-8 (Excel: kiểu “CSV UTF-8”)"
BAD_SVG = "tệp “{}”, {}"
_HEAD = 512
"""Bytes by which a kind is known."""
_PIECE = 1 << 20


class FileKind(NamedTuple):
    """What readers call a kind, and whether a file that begins with some bytes is of it."""

    title: str
    fits: Callable[[bytes], bool]


def _match_signatures(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signatures)


def _match_riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == form


def _is_boxed(head: bytes) -> bool:
    """Recognise ISO base media files: MP4, QuickTime, M4A, HEIF, AVIF."""
    return head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide")


def _is_picture(head: bytes) -> bool:
    """Recognise raster pictures: programs go by their bytes, whatever the ending."""
    known = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
    return head.startswith(known) or _match_riff(b"WEBP")(head) or head[4:8] == b"ftyp"


def _is_mp3(head: bytes) -> bool:
    """Recognise MPEG audio of layer III by its tag or its first frame."""
    return head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = _match_signatures(_ZIP)
KINDS: dict[str, FileKind] = {
    ".pdf": FileKind("PDF", lambda head: head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%PDF-")),
    ".doc": FileKind("Word", _match_signatures(_OLE, b"{\\rtf")),
    ".docx": FileKind("Word", _OFFICE),
    ".rtf": FileKind("RTF", _match_signatures(b"{\\rtf")),
    ".xls": FileKind("Excel", _match_signatures(_OLE)),
    ".xlsx": FileKind("Excel", _OFFICE),
    ".ppt": FileKind("PowerPoint", _match_signatures(_OLE)),
    ".pptx": FileKind("PowerPoint", _OFFICE),
    **dict.fromkeys((".odt", ".ods", ".odp"), FileKind("OpenDocument", _OFFICE)),
    ".csv": FileKind("CSV", _match_signatures(b"")),  # and of one code, as _check_text finds
    ".txt": FileKind("văn bản", _match_signatures(b"")),
    ".zip": FileKind("ZIP", _match_signatures(_ZIP, b"PK\x05\x06")),
    ".rar": FileKind("RAR", _match_signatures(b"Rar!\x1a\x07")),
    ".7z": FileKind("7z", _match_signatures(b"7z\xbc\xaf\x27\x1c")),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic", ".heif"),
        FileKind("ảnh", _is_picture),
    ),
    ".mp3": FileKind("âm thanh", _is_mp3),
    ".m4a": FileKind("âm thanh", _is_boxed),
    ".ogg": FileKind("âm thanh", _match_signatures(b"OggS")),
    ".wav": FileKind("âm thanh", _match_riff(b"WAVE")),
    **dict.fromkeys((".mp4", ".m4v", ".mov"), FileKind("video", _is_boxed)),
    ".webm": FileKind("video", _match_signatures(b"\x1a\x45\xdf\xa3")),
}
"""Kinds that may be published, by ending; nothing that a browser runs or shows as a page."""
DRAWING = ".svg"
"""Published only where a data file names a drawing: the emblem, a logo."""
_TEXTS = (".csv", ".txt")


def get_ending(name: str) -> str:
    """Return a file's ending in small letters, with its dot."""
    return PurePath(name).suffix.lower()


def describe_kind(name: str) -> str:
    """Return the kind of a file in words a reader knows, by its ending."""
    ending = get_ending(name)
    known = KINDS.get(ending)
    return known.title if known else ending.lstrip(".").upper() or "tệp"


def check_ending(name: str, drawings: bool = False) -> None:
    """Raise Refused for a file that is not published, by its ending."""
    ending = get_ending(name)
    if not ending:
        raise RefusedFile(NO_ENDING.format(name))
    if ending not in KINDS and not (drawings and ending == DRAWING):
        raise RefusedFile(NOT_PUBLISHED.format(ending, name))


def check_bytes(file: BinaryIO, name: str) -> None:
    """Raise Refused where the bytes of a file are not of the kind that its ending names."""
    ending = get_ending(name)
    if ending == DRAWING:
        for fault in check_svg(file.read()):
            raise RefusedFile(BAD_SVG.format(name, fault))
    elif ending in _TEXTS:
        _check_text(file, name)
    elif ending in KINDS and not KINDS[ending].fits(file.read(_HEAD)):
        raise RefusedFile(NOT_SO.format(name, KINDS[ending].title, ending))
    file.seek(0)


def _check_text(file: BinaryIO, name: str) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(_PIECE):
            if "\0" in decoder.decode(piece):
                raise RefusedFile(NO_TEXT.format(name))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise RefusedFile(NO_TEXT.format(name)) from None
