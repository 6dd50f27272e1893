"""What stands above the words of a text: what it is, and its facts by their names. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from town_portal.core import dates
from town_portal.core.records import Article, Page
from town_portal.core.texts.consultation import Consultation, ConsultationFront
from town_portal.core.texts.document import Document, DocumentFront
from town_portal.core.texts.front import ArticleFront, Front
from town_portal.core.texts.question import Question, QuestionFront

Record = Article | Page
Named = tuple[str, str]
"""A fact: what it is called, and the words; empty where it is not known."""
ARTICLE, HIDDEN, PAGE = "Bài", "Bài ngoài danh sách", "Trang"
DOCUMENT, QUESTION, DRAFT = "Văn bản", "Hỏi đáp", "Dự thảo"
KINDS = (DOCUMENT, QUESTION, DRAFT)


@dataclass(frozen=True)
class Filed:
    """How a text is filed: its kind, the day by which one looks for it, its number, whose it is."""

    kind: str
    day: date | None = None
    number: str = ""
    office: str = ""


def get_day(front: Front) -> date | None:
    """Return the day by which one looks for a text that is not filed yet; None: it is of no day."""
    if isinstance(front, ArticleFront):
        return front.date
    if isinstance(front, DocumentFront):
        return front.issued
    if isinstance(front, QuestionFront):
        return front.answered or front.asked
    return front.begins if isinstance(front, ConsultationFront) else None


def file_text(record: Record) -> Filed:
    """Return how a text is filed."""
    if isinstance(record, Article):
        return Filed(ARTICLE, record.date)
    if isinstance(record, Document):
        return Filed(DOCUMENT, record.issued, record.number, record.issuer)
    if isinstance(record, Question):
        return Filed(QUESTION, record.answered or record.asked, "", record.answered_by)
    if isinstance(record, Consultation):
        return Filed(DRAFT, record.begins, "", record.issuer)
    return Filed(PAGE)


def iter_facts(record: Record, content: Any) -> Iterator[Named]:
    """Yield the facts of a text; ``content`` has what only other texts tell (``force``)."""
    if isinstance(record, Article):
        yield "Ngày đăng", dates.format_moment(record.date, record.has_time)
    elif isinstance(record, Document):
        yield from _iter_document_facts(record, content)
    elif isinstance(record, Question):
        yield from _iter_question_facts(record)
    elif isinstance(record, Consultation):
        yield from _iter_draft_facts(record)
    if record.modified:
        has_time = isinstance(record, Article) and record.modified_has_time
        yield "Cập nhật", dates.format_moment(record.modified, has_time)
    if isinstance(record, Article):
        yield from _iter_article_facts(record)


def _iter_article_facts(record: Article) -> Iterator[Named]:
    yield from (("Chuyên mục", record.category.title), ("Người viết", record.author))
    yield from (("Người chụp ảnh", record.photographer), ("Nguồn", record.source))
    yield "Bài gốc", record.original_url
    yield "Từ khóa", ", ".join(topic.title for topic in record.tags)
    yield "Nhân vật", ", ".join(topic.title for topic in record.people)
    yield "Địa danh", ", ".join(topic.title for topic in record.places)


def _iter_document_facts(record: Document, content: Any) -> Iterator[Named]:
    force = getattr(content, "force", None)
    yield from (("Loại văn bản", record.kind), ("Số, ký hiệu", record.number))
    yield from (("Cơ quan ban hành", record.issuer), ("Ngày ban hành", _format_day(record.issued)))
    yield "Ngày có hiệu lực", _format_day(record.effective)
    yield "Ngày hết hiệu lực", _format_day(record.ended)
    yield "Tình trạng", force.words if force else ""
    yield "Thay thế", ", ".join(record.replaces)
    yield "Bị thay thế bởi", record.replaced_by
    yield "Được sửa đổi bởi", ", ".join(record.amended_by)
    yield from (("Nguồn", record.source), ("Bản gốc", record.official_url))


def _iter_question_facts(record: Question) -> Iterator[Named]:
    yield from (("Lĩnh vực", record.field), ("Người hỏi", record.asker))
    yield from (
        ("Ngày hỏi", _format_day(record.asked)),
        ("Ngày trả lời", _format_day(record.answered)),
    )
    yield from (("Đơn vị trả lời", record.answered_by), ("Chuyển tới", record.transferred_to))


def _iter_draft_facts(record: Consultation) -> Iterator[Named]:
    yield "Cơ quan soạn thảo", record.issuer
    yield (
        "Lấy ý kiến",
        f"từ ngày {_format_day(record.begins)} đến hết ngày {_format_day(record.deadline)}",
    )
    yield from (("Nơi nhận góp ý", record.contact), ("Bản gốc", record.official_url))
    yield "Kết quả tiếp thu", record.result


def _format_day(value: date | None) -> str:
    return dates.format_day(value) if value else ""
