"""Documents of authorities ("Văn bản"): front matter and record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from plugins._kit.fields import Day, Text
from plugins._kit.front import Attachment, Front
from plugins._kit.records import Download, Page


class DocumentFront(Front):
    """The front matter of a document in ``content/documents``."""

    kind: Text
    issuer: Text
    number: Text
    issued: Day
    effective: Day | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Document(Page):
    """A document as lists show it; ``files`` are addressed from the root."""

    kind: str = ""
    issuer: str = ""
    number: str = ""
    issued: date = date.min
    effective: date | None = None
    files: tuple[Download, ...] = ()

    @property
    def rank(self) -> tuple[Any, ...]:
        """The newest first."""
        return (-self.issued.toordinal(), self.number, self.url)


def document(shared: Mapping[str, Any], front: Any, content: Any, _zone: tzinfo) -> Document:
    """Return the record of a document (plugins/_kit/kinds.py)."""
    return Document(
        **shared,
        kind=front.kind,
        issuer=front.issuer,
        number=front.number,
        issued=front.issued,
        effective=front.effective,
        files=tuple(item.below(shared["url"]) for item in getattr(content, "attachments", ())),
    )
