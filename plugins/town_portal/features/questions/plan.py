"""Which pages there are of questions and of drafts. Pure: records in, pages out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from town_portal.build.made import MadePage
from town_portal.core.data.former import Validity
from town_portal.core.paging import split_sheets
from town_portal.core.text import make_sort_key
from town_portal.core.texts import consultation, question
from town_portal.core.texts.consultation import Consultation, Phase
from town_portal.core.texts.letters import ASK
from town_portal.core.texts.question import Question

GROUP = "Hỏi đáp"
FOLLOW = f"{question.LIST}tra-cuu/"
HOME = (question.LIST, "Hỏi đáp")


@dataclass(frozen=True, slots=True)
class QuestionField:
    """A field of questions, and how many of them there are."""

    key: str
    title: str
    count: int

    @property
    def url(self) -> str:
        """The address of its list."""
        return f"{question.FIELDS}{self.key}/"


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """A draft and whether opinions are taken."""

    draft: Consultation
    phase: Phase


def list_fields(questions: Iterable[Question]) -> tuple[QuestionField, ...]:
    """Return the fields in alphabetical order."""
    found: dict[str, tuple[str, int]] = {}
    for item in questions:
        title, count = found.get(item.field_key, (item.field, 0))
        found[item.field_key] = title, count + 1
    ordered = sorted(found.items(), key=lambda entry: make_sort_key(entry[1][0]))
    return tuple(QuestionField(key, title, n) for key, (title, n) in ordered)


def iter_question_pages(questions: tuple[Question, ...], size: int) -> Iterator[MadePage]:
    """Yield the list of all questions and those of each field, ``size`` on a numbered page."""
    known = list_fields(questions)
    yield from _list(questions, None, size, known)
    for field in known:
        own = tuple(item for item in questions if item.field_key == field.key)
        yield from _list(own, field, size, known)


def _list(
    items: tuple[Question, ...],
    field: QuestionField | None,
    size: int,
    known: tuple[QuestionField, ...],
) -> Iterator[MadePage]:
    title = f"Hỏi đáp: {field.title}" if field else HOME[1]
    for sheet in split_sheets(field.url if field else question.LIST, items, size):
        is_first = sheet.number is None
        values = {
            "title": title if is_first else f"{title} – trang {sheet.number}",
            "sheet": sheet,
            "fields": known if is_first else (),  # their counts would rewrite every sheet
            "field": field.url if field else "",
            "crumbs": [] if is_first and not field else [HOME],
        }
        group = GROUP if is_first and not field else ""
        yield MadePage(sheet.url, "questions/list", values, is_first, group, is_empty=not items)


def iter_form_pages(is_served: bool, has_ended: bool) -> Iterator[MadePage]:
    """Yield the page on which one asks and, where there is a service, where one follows a letter.

    Of an authority that is no more the first one tells who to ask now.
    """
    ask = {"title": "Nơi tiếp nhận câu hỏi" if has_ended else "Gửi câu hỏi", "crumbs": [HOME]}
    told = "Gửi câu hỏi tới chính quyền, hạn trả lời, cách hỏi qua điện thoại, tại trụ sở."
    words = () if has_ended else (told,)
    yield MadePage(ASK, "questions/ask", ask, True, GROUP, paragraphs=words)
    if is_served:
        follow = {"title": "Tra cứu thư đã gửi", "crumbs": [HOME]}
        yield MadePage(FOLLOW, "questions/follow", follow, True, GROUP)


def iter_turning_days(drafts: Iterable[Consultation], valid: Validity | None) -> Iterator[date]:
    """Yield the days on which something opens, or has closed the day before."""
    for draft in drafts:
        yield draft.begins
        yield _get_next_day(draft.deadline)
    if valid and valid.until:
        yield _get_next_day(valid.until)


def _get_next_day(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def iter_draft_pages(drafts: Iterable[Consultation], today: date) -> Iterator[MadePage]:
    """Yield the list of drafts: open ones first, those to come, those whose time is over."""
    shown = [ShownDraft(draft, draft.phase(today)) for draft in drafts]
    values = {
        "title": "Góp ý dự thảo",
        "opened": [item for item in reversed(shown) if item.phase == "open"],
        "coming": [item for item in reversed(shown) if item.phase == "coming"],
        "over": [item for item in shown if item.phase == "over"],
    }
    yield MadePage(consultation.LIST, "questions/drafts", values, True, GROUP, is_empty=not shown)
