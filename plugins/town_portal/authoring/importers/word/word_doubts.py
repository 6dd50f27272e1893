"""What the importer says in Vietnamese: what it understood, what it doubts. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from town_portal.authoring.importers.draft import Doubt, Draft, DraftFigures, DraftProse, Official
from town_portal.authoring.importers.word.byline import WordByline
from town_portal.authoring.importers.write import format_credit, list_pictures
from town_portal.core.text import fold_text, normalize_text, shorten_text

DAY = "Ngày {} lấy từ câu “{}”; hãy xem có đúng là ngày đăng không."
NO_DAY = "Trong bài không thấy ngày nào ghi đủ năm nên lấy ngày hôm nay; hãy sửa nếu cần."
IN_TABLE = "Ảnh nằm trong ô của bảng được đưa xuống dưới bảng; hãy xem đã đúng chỗ chưa."
HOMELESS = "Không rõ chỗ của ảnh này nên đặt ở cuối bài; hãy đưa về đúng chỗ."
MERGED = (
    "Bảng “{}” có ô gộp: ô gộp nhiều hàng được chép lại ở từng hàng, ô gộp nhiều cột thì các cột "
    "còn lại để trống. Hãy xem lại bảng."
)
LONE_NOTE = "Chú thích cuối trang số {} (của tiêu đề, sa-pô hoặc ảnh) nay là đoạn cuối bài."
LINK_IN_LEAD = "Sa-pô có liên kết; sa-pô chỉ giữ được chữ, hãy đặt liên kết vào thân bài."
GUESSED_TITLE = "Tiêu đề được đoán từ dòng đầu: “{}”; hãy xem có đúng không."
CAPITALS = "Tiêu đề viết hoa toàn bộ; trên cổng nên viết thường, chỉ hoa chữ đầu và tên riêng."
NO_LEAD = "Không nhận ra sa-pô (đoạn đầu in đậm hoặc nghiêng); nên viết một hai câu tóm tắt."
NO_MAKER = "Không thấy dòng ghi người viết, nguồn ở cuối bài."
GUESSED_MAKER = "Dòng cuối “{}” được hiểu là tên người viết hoặc nguồn; hãy xem có đúng không."
NO_ALT = "{} ảnh chưa có lời tả cho người không nhìn thấy; hãy tả mỗi ảnh bằng một câu."
NO_CAPTION = (
    "{} ảnh (hoặc nhóm ảnh) không thấy chú thích; hãy ghi chú thích hoặc xem lại chỗ đặt ảnh."
)
EMPTY = "Không thấy chữ nào trong thân bài."
LEFT_OUT = (
    "Có chữ của tệp Word chưa vào bài: “{}”; hãy so với bản Word và báo người phụ trách cổng."
)
SECRET = (
    "Văn bản đóng dấu mật; văn bản mật không được đăng lên cổng. Hãy hỏi lại người giao văn bản."
)
NO_NUMBER = "Văn bản chưa điền số; hãy ghi số vào sau khi văn bản được cấp số."
NOT_ISSUED = (
    "Đầu văn bản chưa điền đủ ngày, tháng, năm ban hành; hãy ghi ngày vào. Ngày của các văn bản "
    "được viện dẫn không được lấy thay."
)
NO_ISSUER = "Không đọc được tên cơ quan ban hành ở đầu văn bản; hãy ghi vào."
COMPARE = (
    "Đọc ở đầu văn bản: {} số {}, cơ quan ban hành: {}, ngày ban hành: {}. Hãy so với bản ký, nhất "
    "là chữ hoa trong tên cơ quan."
)
_LONGEST = 80
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"(?<!\\)\*|</?su[bp]>|\[\^\d+\]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LABELS = re.compile(
    "tin|bai|anh|hinh|video|va|viet|tac|gia|nguoi|thuc|hien|noi|dung|nguon|ctv|pv|phong|vien|bien|"
    "soan|tong|hop|chup|theo"
)


def find_left_out(before: str, draft: Draft) -> Doubt | None:
    """Return a doubt about the words of a document that its draft does not hold; None with all.

    ``before`` are all words of the document. This is the net below the rules of this package; the
    words of a byline's labels ("Tin, ảnh") have become fields.
    """
    fields = (draft.title, draft.summary, draft.author, draft.photographer, draft.source)
    captions = (f"{picture.caption} {format_credit(picture)}" for picture in list_pictures(draft))
    prose = [item for item in draft.body if isinstance(item, DraftProse)]
    tables = (item.sheet.words for item in prose if item.sheet)
    bare = (_strip_marks(item.markdown) for item in prose)
    after = Counter(_split_words(" ".join((*fields, *captions, *tables, *bare))))
    lost = Counter(_split_words(before)) - after
    words = [word for word in lost if not _LABELS.fullmatch(fold_text(word))]
    return Doubt("chữ", LEFT_OUT.format(quote_short(" ".join(words)))) if words else None


def _split_words(text: str) -> list[str]:
    return _WORD.findall(normalize_text(text))


def _strip_marks(markdown: str) -> str:
    """Return a piece of Markdown without its own marks, which may stand inside a word."""
    return unescape(_ESCAPED.sub(r"\1", _MARK.sub("", markdown)))


def quote_short(text: str) -> str:
    """Return a text as it stands inside a sentence about it."""
    return shorten_text(text, _LONGEST)


def list_doubts(draft: Draft, made_by: WordByline, title_sure: float) -> list[Doubt]:
    """Return what a person should look at in an article's fields."""
    shown = list_pictures(draft)
    groups = [item.pictures for item in draft.body if isinstance(item, DraftFigures)]
    captions = sum(not any(item.caption or item.credit for item in group) for group in groups)
    alts = sum(not item.alt for item in shown)
    named = draft.author or draft.source or draft.photographer
    found = (
        ("tiêu đề", GUESSED_TITLE.format(draft.title), bool(draft.title) and title_sure < 0.8),
        ("tiêu đề", CAPITALS, draft.title.isupper()),
        ("sa-pô", NO_LEAD, not draft.summary),
        ("người viết", NO_MAKER, not named),
        ("người viết", GUESSED_MAKER.format(made_by.guess), bool(made_by.guess)),
        ("ảnh", NO_CAPTION.format(captions), captions > 0),
        ("ảnh", NO_ALT.format(alts), alts > 0),
        ("thân bài", EMPTY, not any(isinstance(item, DraftProse) for item in draft.body)),
    )
    return [Doubt(about, sentence) for about, sentence, holds in found if holds]


def list_official_doubts(official: Official, title: str) -> list[Doubt]:
    """Return what a person should look at in a document's fields."""
    issued = f"{official.issued:%d/%m/%Y}" if official.issued else "(chưa có)"
    said = (official.kind, official.number, official.issuer or "(không rõ)", issued)
    found = (
        ("văn bản", SECRET, official.is_secret),
        ("văn bản", COMPARE.format(*said), True),
        ("số, ký hiệu", NO_NUMBER, official.number.startswith("…")),
        ("ngày ban hành", NOT_ISSUED, official.issued is None),
        ("cơ quan ban hành", NO_ISSUER, not official.issuer),
        ("tiêu đề", CAPITALS, title.isupper()),
    )
    return [Doubt(about, sentence) for about, sentence, holds in found if holds]


def rate_official_fields(official: Official) -> dict[str, float]:
    """Return how sure each field of a document is; nothing was compared with the signed copy."""
    return {
        "title": 0.8,
        "number": 0.0 if official.number.startswith("…") else 0.8,
        "date": 0.8 if official.issued else 0,
        "issuer": 0.7 if official.issuer else 0,
    }


def iter_understood(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield what was understood of a draft: the name of each part, and the part."""
    if draft.official:
        yield "Văn bản", f"{draft.official.kind} số {draft.official.number}"
        yield "Cơ quan ban hành", draft.official.issuer or "(không thấy)"
    yield "Tiêu đề", draft.title or "(không thấy)"
    yield "Ngày", f"{draft.date:%d/%m/%Y}" if draft.date else "(không thấy, lấy ngày hôm nay)"
    yield "Sa-pô", draft.summary or "(không thấy)"
    makers = (
        ("Người viết", draft.author),
        ("Người chụp", draft.photographer),
        ("Nguồn", draft.source),
    )
    yield from ((name, text) for name, text in makers if text)
    prose = [item for item in draft.body if isinstance(item, DraftProse)]
    yield "Thân bài", f"{len(prose)} phần (đoạn văn, danh sách, bảng, tiêu đề nhỏ)"
    for number, words in enumerate(iter_photographs(draft), 1):
        yield f"Ảnh {number}", words


def iter_photographs(draft: Draft) -> Iterator[str]:
    """Yield for each photograph its caption and who made it."""
    for picture in list_pictures(draft):
        parts = [picture.caption or "(không có chú thích)", format_credit(picture)]
        parts.append("(thiếu tệp ảnh)" if picture.data is None else "")
        yield " – ".join(filter(None, parts))
