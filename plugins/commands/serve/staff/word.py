"""The room "Nhập từ Word": a document and photographs in, a draft and its doubts out."""

from __future__ import annotations

import re

from plugins._kit.text import nfc
from plugins.commands.import_page import categories_of
from plugins.commands.import_word import NOT_WRITTEN, Imported, imported
from plugins.commands.serve.staff.contract import Answer, Asked
from plugins.commands.serve.staff.page import ROOM as DESK
from plugins.commands.serve.staff.page import page
from plugins.commands.serve.staff.rendered import rendered
from plugins.desk.config import opened
from plugins.importers.word import File, WordError
from plugins.importers.word.told import understood

ROOM = "nhap-word/"
TITLE = "Nhập từ Word"


def answer(asked: Asked) -> Answer:
    """Return the form, or what became of the document that was sent."""
    if asked.method != "POST":
        return _page(asked)
    files = [File(nfc(upload.name), upload.data) for upload in asked.uploads]
    files.sort(key=lambda file: natural(file.name))
    try:
        made = imported(files, asked.place.content, asked.form.get("category", ""))
    except (WordError, ValueError) as error:
        return _page(asked, str(error))
    except OSError as error:
        return _page(asked, NOT_WRITTEN.format(error.strerror))
    return _page(asked, made=made)


def _page(asked: Asked, mistake: str = "", made: Imported | None = None) -> Answer:
    base = asked.place.base
    body = rendered(
        "word.html",
        mistake=mistake,
        made=made,
        understood=list(understood(made.draft)) if made else [],
        preview=f"{base}ban-thao/{made.written.slug}/" if made else "",
        edit=f"{base}{DESK}{opened(_file(asked, made))}" if made else "",
        categories=categories_of(asked.place.content),
        chosen=asked.form.get("category", ""),
    )
    return page(asked.place, ROOM, TITLE, body)


def _file(asked: Asked, made: Imported) -> str:
    folder = made.written.folder.relative_to(asked.place.content)
    return f"{folder.as_posix()}/index.md"


def natural(name: str) -> list[tuple[str, int]]:
    """Return a key that sorts names as people do: anh-2 before anh-10."""
    return [(rest, int(part or 0)) for rest, part in re.findall(r"(\D*)(\d*)", name.lower())]
