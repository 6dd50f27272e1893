"""Import a Word document: read it, tell what was understood and what is doubtful, write a draft."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from town_portal.authoring.importers.category import chosen
from town_portal.authoring.importers.document import NOT_OFFICIAL, write_document
from town_portal.authoring.importers.draft import Draft
from town_portal.authoring.importers.limited import ImportStopped, ImportWorker
from town_portal.authoring.importers.page.kept import state_folder
from town_portal.authoring.importers.word import File, WordError, understand
from town_portal.authoring.importers.word.convert import as_docx, kind_of, libreoffice
from town_portal.authoring.importers.word.taken import sorted_out
from town_portal.authoring.importers.word.told import understood
from town_portal.authoring.importers.write import Written, write
from town_portal.cli.import_page import categories_of, zone_of
from town_portal.core.faults import shown
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
class Imported:
    """A document that became a draft in the content folder."""

    draft: Draft
    written: Written


def imported(files: Sequence[File], content: Path, category: str) -> Imported:
    """Write the draft of the one document among some files, with the photographs beside it.

    Raises WordError, ValueError (an unknown category) or OSError; nothing is written then.
    """
    key, doubt = chosen(category, categories_of(content))
    draft = draft_of(files, content)
    if doubt:
        draft = replace(draft, doubts=(*draft.doubts, doubt))
    return Imported(draft, write(draft, content, key, _today(content)))


def imported_document(files: Sequence[File], content: Path) -> Imported:
    """Write the document of an authority among some files, with its Word and PDF files beside it.

    Raises WordError, also where it is no such document, or OSError; nothing is written then.
    """
    scans = [file for file in files if kind_of(file) == "pdf"]
    others = [file for file in files if file not in scans]
    draft = draft_of(others, content)
    if draft.official is None:
        raise WordError(NOT_OFFICIAL)
    document, _ = sorted_out(others)
    return Imported(draft, write_document(draft, [*scans, document], content, _today(content)))


def _today(content: Path) -> date:
    return datetime.now(zone_of(content)).date()


def draft_of(files: Sequence[File], content: Path) -> Draft:
    """Return what the one document among some files says, read in a limited process.

    Raises WordError.
    """
    document, photographs = sorted_out(files)
    try:
        log = state_folder(content) / LOG
        with ImportWorker(make_build_environment(), log, (WordError,)) as worker:
            return worker.call(understand, as_docx(document, libreoffice()), photographs)
    except ImportStopped as error:
        raise WordError(f"“{document.name}”: {error}.") from error


def main(paths: Sequence[Path], content: Path, category: str, as_document: bool = False) -> int:
    """Import the document and the photographs at ``paths``; return the exit code."""
    try:
        files = _read(paths, content)
        made = (
            imported_document(files, content) if as_document else imported(files, content, category)
        )
    except (WordError, ValueError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except OSError as error:
        print(NOT_WRITTEN.format(error.strerror), file=sys.stderr, flush=True)
        return 1
    print("\n".join(told(made)), flush=True)
    return 0


def _read(paths: Sequence[Path], content: Path) -> list[File]:
    """Return the files at ``paths``; raises WordError, in Vietnamese, where that can't be."""
    if not paths:
        raise WordError(NO_FILE)
    if not content.is_dir():
        raise WordError(f"Không có thư mục nội dung: {content}")
    try:
        return [File(path.name, path.read_bytes()) for path in paths]
    except FileNotFoundError as error:
        raise WordError(f"Không có tệp “{error.filename}”.") from None
    except OSError as error:
        sentence = f"Không đọc được tệp “{error.filename}”; hãy đóng tệp ấy rồi chạy lại."
        raise WordError(sentence) from None


def told(made: Imported) -> list[str]:
    """Return what to print of an import: what was understood, what is doubtful, where it is."""
    lines = ["Đã hiểu:"]
    lines += [f"  {name}: {text}" for name, text in understood(made.draft)]
    if made.written.doubts:
        lines += ["Cần xem lại:"]
        lines += [f"  - {it.about}: {it.sentence}" for it in made.written.doubts]
    lines += [f"Đã ghi bản thảo: {shown(made.written.file)}"]
    official = made.draft.official
    if made.written.folder.parent.parent.name == "documents":
        return [*lines, NEXT_DOCUMENT]
    if official:
        lines += [OFFERED.format(official.kind, official.number)]
    return [*lines, NEXT.format(made.written.slug)]
