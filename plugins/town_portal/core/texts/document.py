"""Documents of authorities ("Văn bản"): front matter and record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, Literal

from pydantic import model_validator

from town_portal.core.data.fields import Day, FieldError, Text, WebAddress
from town_portal.core.records import Download, Page
from town_portal.core.text import make_slug
from town_portal.core.texts.front import Attachment, Front

State = Literal["in-force", "partly", "ended", "unknown"]
"""What staff may say of a document; where they say nothing, dates and other documents tell."""


class DocumentFront(Front):
    """The front matter of a document in ``content/documents``; ``title`` is what it is about."""

    kind: Text
    number: Text
    issuer: Text
    issued: Day
    effective: Day | None = None
    ended: Day | None = None
    replaces: tuple[Text, ...] = ()
    replaced_by: Text | None = None
    amended_by: tuple[Text, ...] = ()
    state: State | None = None
    official_url: WebAddress | None = None
    source: Text | None = None
    attachments: tuple[Attachment, ...] = ()

    @property
    def quotes(self) -> bool:
        """It is: what a document is about is told as it stands there."""
        return True

    @model_validator(mode="after")
    def _in_order(self) -> "DocumentFront":
        if self.effective and self.effective < self.issued:
            raise FieldError("ngày có hiệu lực không thể trước ngày ban hành", "effective")
        if self.ended and self.ended < (self.effective or self.issued):
            raise FieldError("ngày hết hiệu lực không thể trước ngày có hiệu lực", "ended")
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
    ended: date | None = None
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
        return make_slug(self.kind)


@dataclass(frozen=True, slots=True)
class Mention:
    """A document or an article as the page of a document names it; no ``url``: it has no page.

    ``status`` is that of a document which is not, or not wholly, in force.
    """

    title: str
    url: str = ""
    day: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the other texts and the clock say of a document.

    ``force`` is one of ``FORCE``; ``since`` the day since when, or from when on, where it is known;
    ``until`` the day to come on which it ends.
    ``citing`` are articles and pages that cite it, the newest first; ``citing_more`` so many more.
    """

    force: str
    since: date | None = None
    replaces: tuple[Mention, ...] = ()
    replaced_by: tuple[Mention, ...] = ()
    amends: tuple[Mention, ...] = ()
    amended_by: tuple[Mention, ...] = ()
    citing: tuple[Mention, ...] = ()
    citing_more: int = 0
    until: date | None = None

    @property
    def words(self) -> str:
        """The force in words for readers; empty where it is unknown."""
        return FORCE[self.force]


def status_of(standing: Any) -> str:
    """Return what readers are told of a document wherever it stands; "" of one in force."""
    is_marked = isinstance(standing, Standing) and standing.force in MARKED
    return standing.words if is_marked else ""


FORCE = {
    "in-force": "Còn hiệu lực",
    "partly": "Hết hiệu lực một phần",
    "ended": "Hết hiệu lực",
    "to-come": "Sắp có hiệu lực",
    "unknown": "",
}
MARKED = ("partly", "ended", "to-come")
"""What readers are told wherever a document stands."""


def build_document(shared: Mapping[str, Any], front: Any, content: Any, _zone: tzinfo) -> Document:
    """Return the record of a document (core/texts/kinds.py)."""
    return Document(
        **shared,
        kind=front.kind,
        number=front.number,
        issuer=front.issuer,
        issued=front.issued,
        effective=front.effective,
        ended=front.ended,
        replaces=front.replaces,
        replaced_by=front.replaced_by or "",
        amended_by=front.amended_by,
        state=front.state or "",
        official_url=front.official_url or "",
        source=front.source or "",
        files=tuple(item.below(shared["url"]) for item in getattr(content, "attachments", ())),
    )
