"""The rules: each looks at one content and yields lines and sentences. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

HEAVY_FILE = 8_000_000
"""Bytes of a photograph as it comes from the camera."""
HEAVY_PAGE = 1_000_000
"""Bytes of all photographs that a browser fetches for a page."""
NOTICE = "anh-luu-y"
"""The key of what the photographs' own part has to tell."""

_EMPTY_WORDS = re.compile(
    r"(?:(?:bức|tấm|hình|file|tệp) )?(?:ảnh|hình|image|photo|picture)(?: minh h(?:ọa|oạ))?"
    r"(?: số)?(?: \d+)?"
)
_FILE = re.compile(
    r"\S+\.(?:jpe?g|jfif|png|gif|webp|avif|hei[cf]|tiff?|bmp)|[a-z]{2,5}[-_]\d{2,}\S*"
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A photograph in a text: its file's name and bytes, the line, what is said of it.

    ``weight`` is the bytes that a browser fetches for it.
    """

    name: str
    line: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    is_decorative: bool = False
    size: int = 0
    weight: int = 0
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """An article or a page. ``summary`` is None for a page, which needs none.

    ``named`` are the photographs that its head names, cover and film's poster, which need no words.
    """

    file: str
    shots: tuple[Shot, ...] = ()
    summary: str | None = None
    photographer: str = ""
    waived: frozenset[str] = frozenset()
    named: tuple[Shot, ...] = ()


@dataclass(frozen=True, order=True, slots=True)
class Advice:
    """What could be better: where, the rule's key, and a Vietnamese sentence with what to do."""

    file: str
    line: int
    key: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence} [{self.key}]"


Found = Iterator[tuple[int, str]]
Rule = Callable[[Text], Found]


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _plain(words: str) -> str:
    """Return words as they are compared: composed, small, without signs at the ends."""
    composed = unicodedata.normalize("NFC", words).casefold()
    return " ".join(composed.split()).strip(" .,;:!?…\"“”'()")


def heavy_files(text: Text) -> Found:
    """Photographs over 8 MB: the folder grows, every build reads them.

    What the head names is told there only where the body does not show it.
    """
    shown = {shot.name for shot in text.shots}
    for shot in (*text.shots, *(shot for shot in text.named if shot.name not in shown)):
        if shot.size > HEAVY_FILE:
            yield (
                shot.line,
                (
                    f"tệp ảnh “{shot.name}” nặng {_megabytes(shot.size)}, nên dưới "
                    f"{HEAVY_FILE // 1_000_000} MB; hãy lưu lại ảnh rộng 4000 điểm"
                ),
            )


def heavy_page(text: Text) -> Found:
    """Pages with over 1 MB of photographs, each file counted once."""
    total = sum({shot.name: shot.weight for shot in text.shots}.values())
    if total > HEAVY_PAGE:
        count = len({shot.name for shot in text.shots})
        yield (
            1,
            (
                f"trang có {count} ảnh, người đọc phải tải {_megabytes(total)}, nên dưới "
                f"{HEAVY_PAGE // 1_000_000} MB; hãy bớt ảnh hoặc chia thành hai bài"
            ),
        )


def missing_alt(text: Text) -> Found:
    """Photographs without alternative text that are not marked as decorative."""
    for shot in text.shots:
        if not shot.alt and not shot.is_decorative:
            yield (
                shot.line,
                (
                    f"ảnh “{shot.name}” chưa có lời tả cho người không nhìn thấy; hãy ghi trong "
                    "ngoặc vuông ảnh cho thấy gì"
                ),
            )


def poor_alt(text: Text) -> Found:
    """Alternative texts that tell nothing or nothing new."""
    for shot in text.shots:
        why = _why_poor(shot)
        if why:
            yield (
                shot.line,
                f"lời tả của ảnh “{shot.name}” {why}; hãy tả điều nhìn thấy trong ảnh",
            )


def _why_poor(shot: Shot) -> str:
    alt = _plain(shot.alt)
    if not alt:
        return ""
    if alt in (_plain(shot.name), _plain(PurePath(shot.name).stem)) or _FILE.fullmatch(alt):
        return "chỉ là tên tệp"
    if _EMPTY_WORDS.fullmatch(alt):
        return f"chỉ ghi “{shot.alt}”"
    return "lặp lại chú thích" if alt == _plain(shot.caption) else ""


def missing_credit(text: Text) -> Found:
    """Captions without credit in a text that names no photographer for all."""
    for shot in text.shots:
        if shot.caption and not shot.credit and not text.photographer:
            yield (
                shot.line,
                (
                    f"chú thích của ảnh “{shot.name}” chưa ghi người chụp; hãy thêm “Ảnh: tên "
                    "người chụp” ở cuối chú thích, hoặc trường photographer cho cả bài"
                ),
            )


def missing_summary(text: Text) -> Found:
    """Articles without summary."""
    if text.summary is not None and not text.summary.strip():
        yield (
            1,
            "bài chưa có tóm tắt; hãy thêm trường summary, một hai câu nêu ý chính",
        )


def notices(text: Text) -> Found:
    """Tell what was put right or left out when photographs were made ready."""
    for shot in text.shots:
        yield from ((shot.line, notice) for notice in shot.notices)


RULES: Mapping[str, Rule] = {
    "anh-qua-nang": heavy_files,
    "trang-qua-nang": heavy_page,
    "anh-thieu-loi-ta": missing_alt,
    "anh-loi-ta-chua-dat": poor_alt,
    "anh-thieu-nguoi-chup": missing_credit,
    "bai-thieu-tom-tat": missing_summary,
    NOTICE: notices,
}
"""Every rule by its key."""


def advise(texts: Iterable[Text]) -> list[Advice]:
    """Return the advice about all texts by file and line, without what a text waives; each once."""
    found = {
        Advice(text.file, line, key, sentence)
        for text in texts
        for key, rule in RULES.items()
        if key not in text.waived
        for line, sentence in rule(text)
    }
    return sorted(found)
