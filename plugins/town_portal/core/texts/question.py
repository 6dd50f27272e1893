"""Questions of citizens with their answers ("Hỏi đáp"): front matter and record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, Literal

from pydantic import model_validator

from town_portal.core.data.fields import Day, FieldError, Text
from town_portal.core.records import Download, Page
from town_portal.core.text import make_slug
from town_portal.core.texts.front import Attachment, Front

OTHER = "Lĩnh vực khác"
LIST = "hoi-dap/"
FIELDS = f"{LIST}linh-vuc/"
UNANSWERED = "câu hỏi ấy chưa được trả lời"
ANSWER_DAYS = 15
"""Working days in which a question is answered (Nghị định 43/2011/NĐ-CP)."""


class QuestionFront(Front):
    """The front matter of a question in ``content/questions``; the body is its answer.

    ``asker`` is as the citizen wants to be named, if at all.
    """

    field: Text = OTHER
    question: Text
    asker: Text | None = None
    asked: Day
    state: Literal["received", "transferred", "answered"] = "received"
    answered: Day | None = None
    answered_by: Text | None = None
    transferred_to: Text | None = None
    attachments: tuple[Attachment, ...] = ()

    @model_validator(mode="after")
    def _has_an_address(self) -> "QuestionFront":
        if not make_slug(self.field):
            sentence = (
                "tên lĩnh vực phải có ít nhất một chữ cái (a–z, có dấu cũng được) hoặc chữ số"
            )
            raise FieldError(sentence, "field")
        return self

    @model_validator(mode="after")
    def _fits_its_state(self) -> "QuestionFront":
        if self.state == "answered" and not self.answered:
            raise FieldError("câu hỏi đã trả lời thì phải ghi ngày trả lời", "answered")
        if self.state == "answered" and not self.answered_by:
            raise FieldError("câu hỏi đã trả lời thì phải ghi đơn vị trả lời", "answered_by")
        if self.state == "transferred" and not self.transferred_to:
            sentence = "câu hỏi đã chuyển thì phải ghi nơi được chuyển tới"
            raise FieldError(sentence, "transferred_to")
        if self.answered and self.answered < self.asked:
            raise FieldError("ngày trả lời không thể trước ngày nhận (asked)", "answered")
        return self

    @property
    def hindrance(self) -> str:
        """A question is public once it is answered."""
        return "" if self.state == "answered" else UNANSWERED


@dataclass(frozen=True, slots=True)
class Question(Page):
    """A question as lists show it; without ``answered`` it is seen on the own machine alone."""

    field: str = OTHER
    question: str = ""
    asker: str = ""
    asked: date = date.min
    state: str = "received"
    answered: date | None = None
    answered_by: str = ""
    transferred_to: str = ""
    files: tuple[Download, ...] = ()

    @property
    def rank(self) -> tuple[Any, ...]:
        """What waits for an answer, then the one that was answered last."""
        return (-(self.answered or date.max).toordinal(), -self.asked.toordinal(), self.url)

    @property
    def day(self) -> date | None:
        """The day of the answer, else that of the question."""
        return self.answered or self.asked

    @property
    def words(self) -> tuple[str, ...]:
        """The question, its field, and who answered."""
        return tuple(filter(None, (self.question, self.field, self.answered_by)))

    @property
    def field_key(self) -> str:
        """The field in addresses: ``dat-dai``."""
        return make_slug(self.field)


def build_question(shared: Mapping[str, Any], front: Any, content: Any, _zone: tzinfo) -> Question:
    """Return the record of a question (core/texts/kinds.py)."""
    return Question(
        **shared,
        field=front.field,
        question=front.question,
        asker=front.asker or "",
        asked=front.asked,
        state=front.state,
        answered=front.answered if front.state == "answered" else None,
        answered_by=front.answered_by or "",
        transferred_to=front.transferred_to or "",
        files=tuple(item.below(shared["url"]) for item in getattr(content, "attachments", ())),
    )
