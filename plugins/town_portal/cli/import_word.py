"""Import a Word document: read it, tell what was understood and what is doubtful, write a draft."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from town_portal.authoring.importers.category import choose_category
from town_portal.authoring.importers.document import NOT_OFFICIAL, write_document
from town_portal.authoring.importers.draft import Draft
from town_portal.authoring.importers.limited import ImportStopped, ImportWorker
from town_portal.authoring.importers.page.import_record import get_state_folder
from town_portal.authoring.importers.word import GivenFile, WordError, understand_document
from town_portal.authoring.importers.word.convert import (
    convert_to_docx,
    detect_kind,
    find_libreoffice,
)
from town_portal.authoring.importers.word.given_files import sort_files
from town_portal.authoring.importers.word.word_doubts import iter_understood
from town_portal.authoring.importers.write import WrittenArticle, write_draft
from town_portal.cli.import_page import load_categories, load_zone
from town_portal.core.faults import format_path
from town_portal.core.program_errors import LOG
from town_portal.publishing.build_environment import make_build_environment

NO_FILE = "Hãy ghi tên tệp Word, ví dụ: python3 tasks.py import-word bai.docx anh-1.jpg anh-2.jpg"
NOT_WRITTEN = "Không ghi được bản thảo: {}. Hãy xem quyền ghi và chỗ trống của ổ đĩa rồi nhập lại."
NEXT = (
    "Bạn đọc chưa thấy bản thảo. Khi `serve` đang chạy, xem ở http://127.0.0.1:8000/ban-thao/{}/ "
    "hoặc sửa trong bàn soạn tin."
)
OFFERED = (
    "Tệp này là văn bản hành chính ({} {}). Để đưa vào mục Văn bản, kèm tệp cho tải về, hãy xóa "
    "bản thảo này rồi nhập lại với --document."
)
NEXT_DOCUMENT = (
    "Văn bản đang là bản nháp, bạn đọc chưa thấy. Hãy xem lại rồi bỏ dòng status: draft để đăng."
)


@dataclass(frozen=True, slots=True)
class ImportedText:
    """A document that became a draft in the content folder."""

    draft: Draft
    written: WrittenArticle


def write_imported_article(
    files: Sequence[GivenFile], content: Path, category: str
) -> ImportedText:
    """Write the draft of the one document among some files, with the photographs beside it.

    Raises WordError, ValueError (an unknown category) or OSError; nothing is written then.
    """
    key, doubt = choose_category(category, load_categories(content))
    draft = read_draft(files, content)
    if doubt:
        draft = replace(draft, doubts=(*draft.doubts, doubt))
    return ImportedText(draft, write_draft(draft, content, key, _get_today(content)))


def write_imported_document(files: Sequence[GivenFile], content: Path) -> ImportedText:
    """Write the document of an authority among some files, with its Word and PDF files beside it.

    Raises WordError, also where it is no such document, or OSError; nothing is written then.
    """
    scans = [file for file in files if detect_kind(file) == "pdf"]
    others = [file for file in files if file not in scans]
    draft = read_draft(others, content)
    if draft.official is None:
        raise WordError(NOT_OFFICIAL)
    document, _ = sort_files(others)
    return ImportedText(
        draft, write_document(draft, [*scans, document], content, _get_today(content))
    )


def _get_today(content: Path) -> date:
    return datetime.now(load_zone(content)).date()


def read_draft(files: Sequence[GivenFile], content: Path) -> Draft:
    """Return what the one document among some files says, read in a limited process.

    Raises WordError.
    """
    document, photographs = sort_files(files)
    try:
        log = get_state_folder(content) / LOG
        with ImportWorker(make_build_environment(), log, (WordError,)) as worker:
            return worker.call(
                understand_document, convert_to_docx(document, find_libreoffice()), photographs
            )
    except ImportStopped as error:
        raise WordError(f"“{document.name}”: {error}.") from error


def main(paths: Sequence[Path], content: Path, category: str, as_document: bool = False) -> int:
    """Import the document and the photographs at ``paths``; return the exit code."""
    try:
        files = _read(paths, content)
        made = (
            write_imported_document(files, content)
            if as_document
            else write_imported_article(files, content, category)
        )
    except (WordError, ValueError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except OSError as error:
        print(NOT_WRITTEN.format(error.strerror), file=sys.stderr, flush=True)
        return 1
    print("\n".join(format_import(made)), flush=True)
    return 0


def _read(paths: Sequence[Path], content: Path) -> list[GivenFile]:
    """Return the files at ``paths``; raises WordError, in Vietnamese, where that can't be."""
    if not paths:
        raise WordError(NO_FILE)
    if not content.is_dir():
        raise WordError(f"Không có thư mục nội dung: {content}")
    try:
        return [GivenFile(path.name, path.read_bytes()) for path in paths]
    except FileNotFoundError as error:
        raise WordError(f"Không có tệp “{error.filename}”.") from None
    except OSError as error:
        sentence = f"Không đọc được tệp “{error.filename}”; hãy đóng tệp ấy rồi chạy lại."
        raise WordError(sentence) from None


def format_import(made: ImportedText) -> list[str]:
    """Return what to print of an import: what was understood, what is doubtful, where it is."""
    lines = ["Đã hiểu:"]
    lines += [f"  {name}: {text}" for name, text in iter_understood(made.draft)]
    if made.written.doubts:
        lines += ["Cần xem lại:"]
        lines += [f"  - {doubt.about}: {doubt.sentence}" for doubt in made.written.doubts]
    lines += [f"Đã ghi bản thảo: {format_path(made.written.file)}"]
    official = made.draft.official
    if made.written.folder.parent.parent.name == "documents":
        return [*lines, NEXT_DOCUMENT]
    if official:
        lines += [OFFERED.format(official.kind, official.number)]
    return [*lines, NEXT.format(made.written.slug)]
