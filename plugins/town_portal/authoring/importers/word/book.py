"""What is noted of a document while its XML is made simple: paragraphs, photographs, doubts."""

from __future__ import annotations

from dataclasses import dataclass, field

from town_portal.authoring.importers.draft import Doubt, DraftPicture
from town_portal.authoring.importers.word.numbers import Numbers
from town_portal.authoring.importers.word.package import Relation, WordError, WordPackage
from town_portal.authoring.importers.word.styles import Styles

MOST_PARAGRAPHS, MOST_IN_TABLES = 10_000, 40_000
TOO_LONG = (
    "Tệp Word dài hơn 10.000 đoạn, hoặc có hơn 40.000 ô bảng, nên không nhập thành một bài; hãy "
    "tách ra nhiều tệp, hoặc đính kèm bảng dưới dạng tệp Excel."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """How a paragraph looks and where it came from; mammoth's HTML names it by its number.

    ``style`` is the style's name in small letters, ``level`` a heading's (1 to 6, else 0), ``size``
    the letters' in points (0: unknown); ``bold`` and ``italic`` tell of the whole text. ``host`` is
    the number of the paragraph of the document that it hangs on: a text box, a photograph and the
    text of one paragraph share it.
    ``pictures`` are the photographs (numbers in ``Book.pictures``) of a paragraph of nothing else.
    """

    style: str = ""
    level: int = 0
    align: str = ""
    size: float = 0
    bold: bool = False
    italic: bool = False
    box: bool = False
    host: int = 0
    pictures: tuple[int, ...] = ()
    number: int | None = None


@dataclass
class Book:
    """A document being read."""

    package: WordPackage
    styles: Styles
    numbers: Numbers
    facts: list[Facts] = field(default_factory=list)
    pictures: list[DraftPicture] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    notes: dict[str, frozenset[str]] = field(default_factory=dict)
    """The ids of the notes that are there, by their kind: ``footnote``, ``endnote``."""
    relations: dict[str, Relation] = field(default_factory=dict)
    """Of the part that is being read."""
    part: str = ""
    hosts: int = 0
    tables: int = 0
    """Tables around what is being read."""
    counted: list[int] = field(default_factory=lambda: [0, 0])
    """Paragraphs so far: outside of tables, in tables."""

    def doubt(self, about: str, sentence: str) -> None:
        """Note a doubt, once."""
        doubt = Doubt(about, sentence)
        if doubt not in self.doubts:
            self.doubts.append(doubt)

    def note(self, facts: Facts) -> int:
        """Note a paragraph and return its number; raises WordError where there are too many."""
        most = MOST_IN_TABLES if self.tables else MOST_PARAGRAPHS
        self.counted[bool(self.tables)] += 1
        if self.counted[bool(self.tables)] > most:
            raise WordError(TOO_LONG)
        self.facts.append(facts)
        return len(self.facts) - 1
