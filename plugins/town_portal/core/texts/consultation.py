"""Drafts on which citizens may say what they think ("Góp ý dự thảo"): front matter and record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, Literal

from pydantic import model_validator

from town_portal.core.data.fields import Day, FieldError, Text, WebAddress
from town_portal.core.records import Download, Page
from town_portal.core.texts.front import Attachment, Front

LIST = "gop-y-du-thao/"
Phase = Literal["coming", "open", "over"]


class ConsultationFront(Front):
    """The front matter of a draft in ``content/drafts``; both days belong to its time.

    ``contact`` tells how else to say one's opinion; ``result`` where one reads what came of it.
    """

    issuer: Text
    begins: Day
    deadline: Day
    contact: Text | None = None
    official_url: WebAddress | None = None
    result: Text | None = None
    attachments: tuple[Attachment, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> "ConsultationFront":
        if self.deadline < self.begins:
            raise FieldError("hạn góp ý không thể trước ngày bắt đầu (begins)", "deadline")
        return self


@dataclass(frozen=True, slots=True)
class Consultation(Page):
    """A draft as lists show it."""

    issuer: str = ""
    begins: date = date.min
    deadline: date = date.min
    contact: str = ""
    official_url: str = ""
    result: str = ""
    files: tuple[Download, ...] = ()

    @property
    def rank(self) -> tuple[Any, ...]:
        """The one whose time ends last."""
        return (-self.deadline.toordinal(), self.url)

    @property
    def day(self) -> date | None:
        """The day on which its time begins."""
        return self.begins

    @property
    def words(self) -> tuple[str, ...]:
        """Who issues it."""
        return (self.issuer,)

    def phase(self, today: date) -> Phase:
        """Return whether opinions are taken on a day."""
        if today < self.begins:
            return "coming"
        return "open" if today <= self.deadline else "over"


def build_consultation(
    shared: Mapping[str, Any], front: Any, content: Any, _zone: tzinfo
) -> Consultation:
    """Return the record of a draft (core/texts/kinds.py)."""
    return Consultation(
        **shared,
        issuer=front.issuer,
        begins=front.begins,
        deadline=front.deadline,
        contact=front.contact or "",
        official_url=front.official_url or "",
        result=front.result or "",
        files=tuple(item.below(shared["url"]) for item in getattr(content, "attachments", ())),
    )
