"""Documents of authorities ("Văn bản"): front matter and record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, Literal

from pydantic import model_validator

from plugins._kit.fields import Day, Text, WebAddress
from plugins._kit.front import Attachment, Front
from plugins._kit.records import Download, Page
from plugins._kit.text import slug

State = Literal["in-force", "partly", "ended", "unknown"]


class DocumentFront(Front):
    """The front matter of a document in ``content/documents``; ``title`` is what it is about."""

    kind: Text
    number: Text
    issuer: Text
    issued: Day
    effective: Day | None = None
    expires: Day | None = None
    replaces: tuple[Text, ...] = ()
    replaced_by: Text | None = None
    amended_by: tuple[Text, ...] = ()
    state: State | None = None
    official_url: WebAddress | None = None
    source: Text | None = None
    attachments: tuple[Attachment, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> "DocumentFront":
        if self.effective and self.effective < self.issued:
            raise ValueError("ngày có hiệu lực (effective) không thể trước ngày ban hành (issued)")
        if self.expires and self.expires < (self.effective or self.issued):
            raise ValueError("ngày hết hiệu lực (expires) không thể trước ngày có hiệu lực")
        return self


@dataclass(frozen=True, slots=True)
class Document(Page):
    """A document as lists show it; ``title`` is what it is about; ``files`` from the root.

    ``replaces``, ``replaced_by`` and ``amended_by`` are numbers as somebody has written them;
    ``state`` is empty where dates and the other documents tell it.
    """

    kind: str = ""
    number: str = ""
    issuer: str = ""
    issued: date = date.min
    effective: date | None = None
    expires: date | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: str = ""
    amended_by: tuple[str, ...] = ()
    state: str = ""
    official_url: str = ""
    source: str = ""
    files: tuple[Download, ...] = ()

    @property
    def rank(self) -> tuple[Any, ...]:
        """The newest first."""
        return (-self.issued.toordinal(), self.number, self.url)

    @property
    def day(self) -> date | None:
        """The day of issue."""
        return self.issued

    @property
    def name(self) -> str:
        """What it is called: ``Quyết định 67-HĐBT``."""
        return f"{self.kind} {self.number}"

    @property
    def heading(self) -> str:
        """Its name and what it is about."""
        return f"{self.name}: {self.title}"

    @property
    def words(self) -> tuple[str, ...]:
        """Who issued it."""
        return (self.issuer,)

    @property
    def kind_key(self) -> str:
        """The kind in addresses: ``quyet-dinh``."""
        return slug(self.kind)


def document(shared: Mapping[str, Any], front: Any, content: Any, _zone: tzinfo) -> Document:
    """Return the record of a document (plugins/_kit/kinds.py)."""
    return Document(
        **shared,
        kind=front.kind,
        number=front.number,
        issuer=front.issuer,
        issued=front.issued,
        effective=front.effective,
        expires=front.expires,
        replaces=front.replaces,
        replaced_by=front.replaced_by or "",
        amended_by=front.amended_by,
        state=front.state or "",
        official_url=front.official_url or "",
        source=front.source or "",
        files=tuple(item.below(shared["url"]) for item in getattr(content, "attachments", ())),
    )
