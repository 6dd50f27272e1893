"""Photographs that came as files beside the document: to their captions, else to the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from town_portal.authoring.importers.draft import Picture
from town_portal.authoring.importers.word.book import Book
from town_portal.authoring.importers.word.captions import Usual, is_caption
from town_portal.authoring.importers.word.units import Shown, Unit, Words

AT_END = "Ảnh gửi kèm “{}” không có chú thích trong bài nên đặt ở cuối; hãy đưa về đúng chỗ."
BY_ORDER = (
    "{} ảnh gửi kèm được ghép theo thứ tự với {} chú thích trong bài; hãy xem từng ảnh có đúng "
    "chú thích không."
)
LEFT = "Câu “{}” giống một chú thích nhưng không còn ảnh nào cho nó."


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was given: its name, without folders, and its bytes."""

    name: str
    data: bytes


def filled(book: Book, files: Sequence[File]) -> list[File]:
    """Give the photographs that the document only names their files; return the other files."""
    left = list(files)
    for number, picture in enumerate(book.pictures):
        if picture.data is None:
            file = next((it for it in left if it.name.lower() == picture.name.lower()), None)
            if file:
                left.remove(file)
                book.pictures[number] = replace(picture, data=file.data)
                book.doubts = [it for it in book.doubts if it.about != f"ảnh {number + 1}"]
    return left


def placed(found: Iterable[Unit], files: list[File], book: Book, common: Usual) -> list[Unit]:
    """Return the units with the files' photographs.

    Where the document has none of its own they stand at its captions, in order; else at the end.
    """
    own = bool(book.pictures)
    left = list(files)
    made: list[Unit] = []
    captions = 0
    for unit in found:
        fits = isinstance(unit, Words) and is_caption(unit, common) and not own
        if not fits or not files or not isinstance(unit, Words):
            made.append(unit)
            continue
        captions += 1
        if left:
            made.append(Shown(((_noted(left.pop(0), book), unit.text),)))
        else:
            book.doubt("chú thích ảnh", LEFT.format(unit.text))
            made.append(unit)
    if captions:
        book.doubt("ảnh gửi kèm", BY_ORDER.format(len(files), captions))
    for file in left:
        book.doubt("ảnh gửi kèm", AT_END.format(file.name))
        made.append(Shown(((_noted(file, book), ""),)))
    return made


def _noted(file: File, book: Book) -> int:
    book.pictures.append(Picture(file.data, PurePosixPath(file.name).suffix.lower()))
    return len(book.pictures) - 1
