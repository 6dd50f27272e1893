"""An authority's document to its folder in ``content/documents``, with its files to download."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path, PurePath
from typing import Any

import yaml

from town_portal.authoring.importers.draft import Doubt, Draft, Official
from town_portal.authoring.importers.word.photographs import GivenFile
from town_portal.authoring.importers.write import (
    WrittenArticle,
    fit_title,
    make_short_slug,
    write_body,
)
from town_portal.core.content_files.names import RefusedFile
from town_portal.core.content_files.opening import refuse_links
from town_portal.core.naming import make_published_name
from town_portal.core.text import make_slug, normalize_text

NOT_OFFICIAL = (
    "Không nhận ra đây là văn bản hành chính: ở đầu không có quốc hiệu cùng dòng “Số: …”. Hãy nhập "
    "tệp này như một bài viết."
)
NO_ISSUER = "Chưa rõ cơ quan ban hành"
TAKEN = "Đã có văn bản cùng số nên bản này lấy tên “{}”; hãy xem có phải nhập hai lần."
NO_DAY = "Văn bản chưa có ngày ban hành nên tạm ghi ngày hôm nay; hãy sửa trước khi đăng."


def write_document(
    draft: Draft, files: Sequence[GivenFile], content: Path, today: date
) -> WrittenArticle:
    """Write a draft below ``content/documents`` with ``status: draft`` and ``files`` beside it.

    ``today`` stands for a day of issue that is not filled in, which is told. Raises ValueError
    for a draft that is no document, OSError where nothing could be written; nothing is left then.
    """
    official = draft.official
    if official is None:
        raise ValueError(NOT_OFFICIAL)
    draft = fit_title(draft)
    issued = official.issued or today
    is_numbered = official.number[0].isdigit()
    name = make_slug(official.number) if is_numbered else make_short_slug(draft.title)
    folder, doubts = _make_folder(content, f"{issued:%Y}", name)
    if official.issued is None:
        doubts.append(Doubt("ngày ban hành", NO_DAY))
    try:
        body, told = write_body(draft, folder)
        front = _build_front_matter(draft.title, official, issued)
        front |= _attach_files(files, folder, official)
        head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=96)
        text = normalize_text(f"---\n{head}---\n\n{body}\n")
        file = folder / "index.md"
        file.write_text(text, encoding="utf-8", newline="\n")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return WrittenArticle(folder, file, (*told, *doubts))


def _build_front_matter(title: str, official: Official, issued: date) -> dict[str, Any]:
    return {
        "title": title,
        "kind": official.kind,
        "number": official.number,
        "issuer": official.issuer or NO_ISSUER,
        "issued": issued,
        "status": "draft",
    }


def _attach_files(files: Sequence[GivenFile], folder: Path, official: Official) -> dict[str, Any]:
    """Put the files into the folder and return the field that offers them."""
    items = []
    for file in files:
        name = make_published_name(file.name)
        for number in count(2):
            if not (folder / name).exists():
                break
            name = make_published_name(
                f"{PurePath(file.name).stem}-{number}{PurePath(name).suffix}"
            )
        (folder / name).write_bytes(file.data)
        kind = PurePath(name).suffix.removeprefix(".").upper()
        items.append({"file": name, "title": f"{official.kind} {official.number} ({kind})"})
    return {"attachments": items} if items else {}


def _make_folder(content: Path, year: str, name: str) -> tuple[Path, list[Doubt]]:
    """Make the document's folder and return it; with a doubt where the name was taken."""
    root = content / "documents"
    try:
        refuse_links(root / year, content)
    except RefusedFile as error:
        raise OSError(errno.ELOOP, str(error)) from error
    (root / year).mkdir(parents=True, exist_ok=True)
    for number in count(1):
        numbered = name if number == 1 else f"{name}-{number}"
        if any(item.name in (numbered, f"{numbered}.md") for item in root.glob(f"*/{numbered}*")):
            continue
        try:
            (root / year / numbered).mkdir()
        except FileExistsError:
            continue
        break
    doubts = [] if number == 1 else [Doubt("tên tệp", TAKEN.format(numbered))]
    return root / year / numbered, doubts
