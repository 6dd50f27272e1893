"""Begin texts from files: a draft for each Word document, one for pictures alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from django.utils import timezone

from newsroom.intake.arrivals import Arrivals
from newsroom.texts import store
from newsroom.texts.paths import get_content_folder
from town_portal.authoring.editing.front_matter import set_fields
from town_portal.authoring.importers.category import choose_category
from town_portal.authoring.importers.draft import Doubt, Draft, DraftFigures, DraftPicture
from town_portal.authoring.importers.word import GivenFile
from town_portal.authoring.importers.write import WrittenArticle, write_draft
from town_portal.cli.import_page import load_categories
from town_portal.cli.import_word import write_imported_article, write_imported_document
from town_portal.core.content_files.writing import write_durably
from town_portal.core.naming import make_published_name

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
    official: tuple[GivenFile, ...] = ()


def begin_texts(arrivals: Arrivals, category: str) -> list[NewText]:
    """Write a draft for each document, or one for all pictures where there is no document.

    Pictures and attachments go to the only document, or to the first. Raises WordError,
    ValueError (nothing that can be used, an unknown category) and OSError; nothing is written of
    the file that it is about.
    """
    texts = []
    if category == AS_DOCUMENT:
        return [_write_document(document, arrivals) for document in arrivals.documents]
    for number, document in enumerate(arrivals.documents):
        pictures = arrivals.pictures if number == 0 else ()
        made = write_imported_article([document, *pictures], get_content_folder(), category)
        texts.append(_build_new_text(made.written, made.draft.title))
        if made.draft.official is not None:
            texts[-1] = replace(texts[-1], official=_add_scans(document, arrivals))
    if not texts:
        texts.append(_write_picture_text(arrivals, category))
    attach_files(texts[0].file, arrivals.others)
    return texts


def _write_document(document: GivenFile, arrivals: Arrivals) -> NewText:
    """Write a document of an authority, with the PDF of the same name that was dropped with it."""
    made = write_imported_document(_add_scans(document, arrivals), get_content_folder())
    return _build_new_text(made.written, made.draft.title)


def _add_scans(document: GivenFile, arrivals: Arrivals) -> tuple[GivenFile, ...]:
    stem = Path(document.name).stem
    return (document, *(file for file in arrivals.others if Path(file.name).stem == stem))


def _write_picture_text(arrivals: Arrivals, category: str) -> NewText:
    if not arrivals.pictures and not arrivals.others:
        raise ValueError(NOTHING)
    key, doubt = choose_category(category, load_categories(get_content_folder()))
    today = timezone.localdate()
    title = f"Bài mới ngày {today:%d/%m/%Y}"
    body = tuple(
        DraftFigures((DraftPicture(file.data, Path(file.name).suffix, name=file.name),))
        for file in arrivals.pictures
    )
    doubts = (doubt,) if doubt else ()
    return _build_new_text(
        write_draft(Draft(title, body, doubts=doubts), get_content_folder(), key, today), title
    )


def _build_new_text(written: WrittenArticle, title: str) -> NewText:
    return NewText(written.file, title, written.doubts)


@store.hold_writing_lock()
def attach_files(text: Path, files: tuple[GivenFile, ...]) -> list[dict[str, str]]:
    """Put files beside a text and offer them for download there; return what was added."""
    if not files:
        return []
    before = store.read_file(text)
    added = []
    for file in files:
        name = make_published_name(file.name)
        place = text.parent / name
        if not place.exists():
            write_durably(place, file.data)
        added.append({"file": name, "title": Path(file.name).stem})
    attachments = [*(before.fields.get("attachments") or []), *added]
    store.write_file(before, set_fields(before.text, {"attachments": attachments}))
    return added
