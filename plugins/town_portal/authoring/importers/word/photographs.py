"""Photographs that came as files beside the document: to their captions, else to the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from town_portal.authoring.importers.draft import DraftPicture
from town_portal.authoring.importers.word.book import Book
from town_portal.authoring.importers.word.captions import Usual, is_caption
from town_portal.authoring.importers.word.units import Paragraph, PhotoGroup, Unit

AT_END = "Ảnh gửi kèm “{}” không có chú thích trong bài nên đặt ở cuối; hãy đưa về đúng chỗ."
BY_ORDER = (
    "{} ảnh gửi kèm được ghép theo thứ tự với {} chú thích trong bài; hãy xem từng ảnh có đúng "
    "chú thích không."
)
LEFT = "Câu “{}” giống một chú thích nhưng không còn ảnh nào cho nó."


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it was given: its name, without folders, and its bytes."""

    name: str
    data: bytes


def fill_linked(book: Book, files: Sequence[GivenFile]) -> list[GivenFile]:
    """Give the photographs that the document only names their files; return the other files."""
    left = list(files)
    for number, picture in enumerate(book.pictures):
        if picture.data is None:
            file = next((item for item in left if item.name.lower() == picture.name.lower()), None)
            if file:
                left.remove(file)
                book.pictures[number] = replace(picture, data=file.data)
                book.doubts = [doubt for doubt in book.doubts if doubt.about != f"ảnh {number + 1}"]
    return left


def place_photographs(
    found: Iterable[Unit], files: list[GivenFile], book: Book, common: Usual
) -> list[Unit]:
    """Return the units with the files' photographs.

    Where the document has none of its own they stand at its captions, in order; else at the end.
    """
    own = bool(book.pictures)
    left = list(files)
    made: list[Unit] = []
    captions = 0
    for unit in found:
        fits = isinstance(unit, Paragraph) and is_caption(unit, common) and not own
        if not fits or not files or not isinstance(unit, Paragraph):
            made.append(unit)
            continue
        captions += 1
        if left:
            made.append(PhotoGroup(((_note_file(left.pop(0), book), unit.text),)))
        else:
            book.doubt("chú thích ảnh", LEFT.format(unit.text))
            made.append(unit)
    if captions:
        book.doubt("ảnh gửi kèm", BY_ORDER.format(len(files), captions))
    for file in left:
        book.doubt("ảnh gửi kèm", AT_END.format(file.name))
        made.append(PhotoGroup(((_note_file(file, book), ""),)))
    return made


def _note_file(file: GivenFile, book: Book) -> int:
    book.pictures.append(DraftPicture(file.data, PurePosixPath(file.name).suffix.lower()))
    return len(book.pictures) - 1
