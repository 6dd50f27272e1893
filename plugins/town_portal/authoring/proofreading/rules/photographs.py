"""Rules about photographs and what is said of them."""

import re
import unicodedata
from pathlib import PurePath

from town_portal.authoring.proofreading.rule import Found, Rule
from town_portal.authoring.proofreading.text import ProofText, TextShot

HEAVY_FILE = 8_000_000
"""Bytes of a photograph as it comes from the camera."""
HEAVY_PAGE = 1_000_000
"""Bytes of all photographs that a browser fetches for a page."""
HEAVY = "trang-qua-nang"

_EMPTY_WORDS = re.compile(
    r"(?:(?:bức|tấm|hình|file|tệp) )?(?:ảnh|hình|image|photo|picture)(?: minh h(?:ọa|oạ))?"
    r"(?: số)?(?: \d+)?"
)
_FILE = re.compile(
    r"\S+\.(?:jpe?g|jfif|png|gif|webp|avif|hei[cf]|tiff?|bmp)|[a-z]{2,5}[-_]\d{2,}\S*"
)


def _format_megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _fold_words(words: str) -> str:
    """Return words as they are compared: composed, small, without signs at the ends."""
    composed = unicodedata.normalize("NFC", words).casefold()
    return " ".join(composed.split()).strip(" .,;:!?…\"“”'()")


def missing_caption(text: ProofText) -> Found:
    """Yield the figures without a caption that are not marked as decorative."""
    for shot in text.shots:
        if shot.is_figure and not shot.caption and not shot.is_decorative:
            yield (
                shot.line,
                (
                    f"ảnh “{shot.name}” chưa có chú thích; hãy ghi vào ô Chú thích của ảnh: ai, "
                    "làm gì, ở đâu (trong tệp: trong ngoặc kép sau tên ảnh)"
                ),
            )


def missing_alt(text: ProofText) -> Found:
    """Yield the photographs without alternative text that are not marked as decorative."""
    for shot in text.shots:
        if not shot.alt and not shot.is_decorative:
            yield (
                shot.line,
                (
                    f"ảnh “{shot.name}” chưa có lời tả; hãy ghi ảnh cho thấy gì vào ô Tả ảnh cho "
                    "người không nhìn thấy (trong tệp: trong ngoặc vuông trước tên ảnh)"
                ),
            )


def poor_alt(text: ProofText) -> Found:
    """Yield the alternative texts that tell nothing or nothing new."""
    for shot in text.shots:
        why = _explain_poor(shot)
        if why:
            yield (
                shot.line,
                f"lời tả của ảnh “{shot.name}” {why}; hãy tả điều nhìn thấy trong ảnh",
            )


def _explain_poor(shot: TextShot) -> str:
    alt = _fold_words(shot.alt)
    if not alt:
        return ""
    if alt in (_fold_words(shot.name), _fold_words(PurePath(shot.name).stem)) or _FILE.fullmatch(
        alt
    ):
        return "chỉ là tên tệp"
    if _EMPTY_WORDS.fullmatch(alt):
        return f"chỉ ghi “{shot.alt}”"
    return "lặp lại chú thích" if alt == _fold_words(shot.caption) else ""


def missing_credit(text: ProofText) -> Found:
    """Yield the captions without credit in a text that names no photographer for all."""
    for shot in text.shots:
        if shot.caption and not shot.credit and not text.photographer:
            yield (
                shot.line,
                (
                    f"ảnh “{shot.name}” chưa ghi người chụp; hãy ghi vào ô Người chụp của ảnh "
                    "(trong tệp: thêm “Ảnh: tên người chụp” ở cuối chú thích), hoặc ghi mục Người "
                    "chụp ảnh (photographer) cho cả bài"
                ),
            )


def heavy_files(text: ProofText) -> Found:
    """Yield the photographs over 8 MB: the folder grows, every build reads them.

    What the head names is told there only where the body does not show it.
    """
    shown = {shot.name for shot in text.shots}
    for shot in (*text.shots, *(shot for shot in text.named if shot.name not in shown)):
        if shot.size > HEAVY_FILE:
            yield (
                shot.line,
                (
                    f"tệp ảnh “{shot.name}” nặng {_format_megabytes(shot.size)}, nên dưới "
                    f"{HEAVY_FILE // 1_000_000} MB; hãy lưu lại ảnh rộng 4000 điểm"
                ),
            )


def heavy_page(text: ProofText) -> Found:
    """Yield a page with over 1 MB of photographs, each file counted once.

    Only a build knows what the photographs weigh in a browser; ``plugin.py`` asks this rule.
    """
    total = sum({shot.name: shot.weight for shot in text.shots}.values())
    if total > HEAVY_PAGE:
        count = len({shot.name for shot in text.shots})
        yield (
            1,
            (
                f"trang có {count} ảnh, người đọc phải tải {_format_megabytes(total)}, nên dưới "
                f"{HEAVY_PAGE // 1_000_000} MB; hãy bớt ảnh hoặc chia thành hai bài"
            ),
        )


def notices(text: ProofText) -> Found:
    """Yield what the photographs' files give to tell."""
    for shot in text.shots:
        yield from ((shot.line, notice) for notice in shot.notices)


RULES = (
    Rule(
        "anh-thieu-chu-thich",
        "must",
        "Ảnh thiếu chú thích",
        "Người đọc cần biết ảnh chụp ai, việc gì, ở đâu. Ảnh chỉ để trang trí thì ghi "
        "{: .decorative} ngay sau ảnh, khi ấy không cần chú thích và lời tả.",
        "![Ba cán bộ ngồi quanh bàn hồ sơ](anh-1.jpg)",
        '![Ba cán bộ ngồi quanh bàn hồ sơ](anh-1.jpg "Cán bộ cung cấp hồ sơ cho Đoàn. Ảnh: tên '
        'người chụp")',
        missing_caption,
    ),
    Rule(
        "anh-thieu-loi-ta",
        "must",
        "Ảnh thiếu lời tả",
        "Người khiếm thị nghe máy đọc lời tả thay cho ảnh. Không có lời tả thì với họ là không có "
        "ảnh. Lời tả nói điều nhìn thấy, khác với chú thích.",
        '![](anh-1.jpg "Cán bộ cung cấp hồ sơ cho Đoàn")',
        '![Ba cán bộ ngồi quanh bàn, trước mặt là các cặp hồ sơ](anh-1.jpg "Cán bộ cung cấp hồ sơ '
        'cho Đoàn")',
        missing_alt,
    ),
    Rule(
        "anh-loi-ta-chua-dat",
        "must",
        "Lời tả ảnh không nói gì",
        "Lời tả chỉ là tên tệp, chỉ có chữ “ảnh”, hoặc chép lại chú thích thì người khiếm thị "
        "nghe mà không biết thêm điều gì.",
        '![Ảnh](anh-1.jpg "Lễ khánh thành cầu")',
        '![Hàng người đứng hai bên dải băng đỏ trên cầu](anh-1.jpg "Lễ khánh thành cầu")',
        poor_alt,
    ),
    Rule(
        "anh-thieu-nguoi-chup",
        "should",
        "Ảnh không ghi người chụp",
        "Ghi tên người chụp là tôn trọng tác giả và là căn cứ tính nhuận bút. Không rõ ai chụp thì "
        "ghi nguồn ảnh.",
        '![…](anh-1.jpg "Lễ khánh thành cầu")',
        '![…](anh-1.jpg "Lễ khánh thành cầu. Ảnh: tên người chụp")',
        missing_credit,
    ),
    Rule(
        "anh-qua-nang",
        "should",
        "Tệp ảnh quá nặng",
        "Tệp ảnh trên 8 MB làm thư mục phình to và mỗi lần dựng trang đều phải đọc. Ảnh rộng "
        "4000 điểm là đủ nét cho mọi màn hình.",
        "anh-1.jpg nặng 14 MB",
        "anh-1.jpg rộng 4000 điểm, nặng 3 MB",
        heavy_files,
    ),
    Rule(
        HEAVY,
        "should",
        "Trang có quá nhiều ảnh nặng",
        "Người đọc phải tải hơn 1 MB ảnh mới xem hết trang, mạng yếu sẽ rất lâu. Chỉ khi dựng "
        "trang mới biết ảnh nặng bao nhiêu, nên điều này hiện ở cuối lần dựng (dòng “Lưu ý”).",
        "Một bài 40 ảnh",
        "Hai bài, mỗi bài 15 ảnh chọn lọc",
        heavy_page,
    ),
    Rule(
        "anh-luu-y",
        "should",
        "Tệp ảnh có điều cần biết",
        "Tên tệp không đúng loại ảnh, hoặc thông tin máy ảnh trong tệp bị hỏng. Cổng vẫn dùng được "
        "ảnh, nhưng máy khác có thể không mở được hoặc hiện ảnh nằm nghiêng.",
        "anh-1.jpg thật ra là ảnh PNG",
        "anh-1.png",
        notices,
    ),
)
