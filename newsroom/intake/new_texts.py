"""Begin texts from files: a draft for each Word document, one for pictures alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from django.utils import timezone

from newsroom.intake.arrivals import Arrivals
from newsroom.texts import store
from newsroom.texts.paths import content_folder
from town_portal.authoring.editing.front_matter import set_fields
from town_portal.authoring.importers.category import chosen
from town_portal.authoring.importers.draft import Doubt, Draft, Figures, Picture
from town_portal.authoring.importers.word import File
from town_portal.authoring.importers.write import Written, write
from town_portal.cli.import_page import categories_of
from town_portal.cli.import_word import imported, imported_document
from town_portal.core.content_files.writing import write_durably
from town_portal.core.naming import published_name

AS_DOCUMENT = "_van-ban"
"""What the list sends as the category where files are documents of an authority."""
OFFICIAL = Doubt(
    "loại bài",
    "Tệp này trình bày như văn bản hành chính. Muốn đưa vào mục Văn bản: xóa bài này, thả lại tệp "
    "và chọn “Là văn bản hành chính”.",
)
NOTHING = "Chưa có tệp nào dùng được. Hãy thả tệp Word, ảnh, hoặc tệp để đính kèm."


@dataclass(frozen=True)
class NewText:
    """A draft that was begun: its file, its title, what a person should look at.

    ``official`` are the files of which a document of an authority can be made instead.
    """

    file: Path
    title: str
    doubts: tuple[Doubt, ...]
    official: tuple[File, ...] = ()


def begin_texts(arrivals: Arrivals, category: str) -> list[NewText]:
    """Write a draft for each document, or one for all pictures where there is no document.

    Pictures and attachments go to the only document, or to the first. Raises WordError,
    ValueError (nothing that can be used, an unknown category) and OSError; nothing is written of
    the file that it is about.
    """
    texts = []
    if category == AS_DOCUMENT:
        return [_official(document, arrivals) for document in arrivals.documents]
    for number, document in enumerate(arrivals.documents):
        pictures = arrivals.pictures if number == 0 else ()
        made = imported([document, *pictures], content_folder(), category)
        texts.append(_new_text(made.written, made.draft.title))
        if made.draft.official is not None:
            texts[-1] = replace(texts[-1], official=_with_scans(document, arrivals))
    if not texts:
        texts.append(_of_pictures(arrivals, category))
    attach(texts[0].file, arrivals.others)
    return texts


def _official(document: File, arrivals: Arrivals) -> NewText:
    """Write a document of an authority, with the PDF of the same name that was dropped with it."""
    made = imported_document(_with_scans(document, arrivals), content_folder())
    return _new_text(made.written, made.draft.title)


def _with_scans(document: File, arrivals: Arrivals) -> tuple[File, ...]:
    stem = Path(document.name).stem
    return (document, *(file for file in arrivals.others if Path(file.name).stem == stem))


def _of_pictures(arrivals: Arrivals, category: str) -> NewText:
    if not arrivals.pictures and not arrivals.others:
        raise ValueError(NOTHING)
    key, doubt = chosen(category, categories_of(content_folder()))
    today = timezone.localdate()
    title = f"Bài mới ngày {today:%d/%m/%Y}"
    body = tuple(
        Figures((Picture(file.data, Path(file.name).suffix, name=file.name),))
        for file in arrivals.pictures
    )
    doubts = (doubt,) if doubt else ()
    return _new_text(write(Draft(title, body, doubts=doubts), content_folder(), key, today), title)


def _new_text(written: Written, title: str) -> NewText:
    return NewText(written.file, title, written.doubts)


@store.writing()
def attach(text: Path, files: tuple[File, ...]) -> list[dict[str, str]]:
    """Put files beside a text and offer them for download there; return what was added."""
    if not files:
        return []
    before = store.read(text)
    added = []
    for file in files:
        name = published_name(file.name)
        place = text.parent / name
        if not place.exists():
            write_durably(place, file.data)
        added.append({"file": name, "title": Path(file.name).stem})
    attachments = [*(before.fields.get("attachments") or []), *added]
    store.write(before, set_fields(before.text, {"attachments": attachments}))
    return added
