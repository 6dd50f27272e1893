"""Import a Word document: read it, tell what was understood and what is doubtful, write a draft."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from plugins._kit.faults import shown
from plugins._kit.program_errors import LOG
from plugins.commands.build_environment import make_build_environment
from plugins.commands.import_page import categories_of, zone_of
from plugins.importers.category import chosen
from plugins.importers.draft import Draft
from plugins.importers.limited import ImportStopped, ImportWorker
from plugins.importers.page.kept import state_folder
from plugins.importers.word import File, WordError, understand
from plugins.importers.word.convert import as_docx, libreoffice
from plugins.importers.word.taken import sorted_out
from plugins.importers.word.told import understood
from plugins.importers.write import Written, write

NO_FILE = "Hãy ghi tên tệp Word, ví dụ: python3 tasks.py import-word bai.docx anh-1.jpg anh-2.jpg"
NOT_WRITTEN = "Không ghi được bản thảo: {}. Hãy xem quyền ghi và chỗ trống của ổ đĩa rồi nhập lại."
NEXT = (
    "Bạn đọc chưa thấy bản thảo. Khi `serve` đang chạy, xem ở http://127.0.0.1:8000/ban-thao/{}/ "
    "hoặc sửa trong bàn soạn tin."
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
    document, photographs = sorted_out(files)
    try:
        log = state_folder(content) / LOG
        with ImportWorker(make_build_environment(), log, (WordError,)) as worker:
            draft = worker.call(understand, as_docx(document, libreoffice()), photographs)
    except ImportStopped as error:
        raise WordError(f"“{document.name}”: {error}.") from error
    if doubt:
        draft = replace(draft, doubts=(*draft.doubts, doubt))
    today = datetime.now(zone_of(content)).date()
    return Imported(draft, write(draft, content, key, today))


def main(paths: Sequence[Path], content: Path, category: str) -> int:
    """Import the document and the photographs at ``paths``; return the exit code."""
    try:
        made = imported(_read(paths, content), content, category)
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
    lines += [f"Đã ghi bản thảo: {shown(made.written.file)}", NEXT.format(made.written.slug)]
    return lines
