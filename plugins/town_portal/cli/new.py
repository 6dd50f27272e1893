"""Begin the portal of another town: ask what is missing, write its folder, say what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from zoneinfo import ZoneInfo

from town_portal.authoring import new_town
from town_portal.authoring.new_town import Answers, Match, NotWritten, WrongAnswer, check_answer
from town_portal.authoring.new_town.writing import check_folder, read_templates
from town_portal.cli.engine.folder import install_files
from town_portal.cli.engine.wheel import NoWheel, find_wheel, locate_wheel
from town_portal.cli.setup import print_refusal
from town_portal.core.communes import Commune, list_communes, read_commune
from town_portal.core.faults import format_path
from town_portal.core.system import clock
from town_portal.core.text import lower_first

ASK_WARD = "Xã, phường, đặc khu nào (tên hoặc mã)? "
QUESTIONS: Mapping[str, str] = {
    "domain": "Tên miền của cổng, ví dụ ten-xa.gov.vn (chưa có thì Enter): ",
    "colour": "Màu chính: do, xanh-duong, xanh-la, nau, tim hoặc mã như #0b4a8f (Enter: đỏ): ",
    "telephone": "Điện thoại của cơ quan (chưa biết thì Enter): ",
    "email": "Thư điện tử của cơ quan (chưa có thì Enter): ",
}
NO_WARD = "Hãy ghi thêm xã, phường, đặc khu: --ward MÃ hoặc --ward TÊN."
UNKNOWN = "Không tìm thấy “{}”. Hãy ghi tên đầy đủ có dấu, hoặc mã năm chữ số."
SEVERAL = "“{}” có thể là các đơn vị sau. Hãy dùng mã ở đầu dòng, ví dụ {}:"
SHOWN = 20
HALF = "Đã dừng khi chưa xong; hãy xóa thư mục {} rồi chạy lại."
MORE = "… và {} đơn vị khác; hãy ghi thêm tên tỉnh sau dấu phẩy: {}, tên tỉnh."
DONE = """\
Đã lập cổng thông tin điện tử {unit}, {province}: {count} tệp trong {folder}.
{history}

Việc tiếp theo:
  1. Vào thư mục ấy: cd {folder}
  2. Xem thử, soạn tin: python3 tasks.py serve (lần đầu tự cài, mất vài phút)
  3. Ghi địa chỉ trụ sở, điện thoại, người chịu trách nhiệm vào content/data/town.yaml.
  4. Viết bài đầu tiên; cách viết ở bản thảo {article}.
Mọi việc cần làm trước khi đăng ghi ở {folder}/README.md."""


T = TypeVar("T")


class NewTownRefused(Exception):
    """Nothing was written; the message says what to do."""


def main(
    folder: Path,
    ward: str,
    given: Mapping[str, str],
    engine: Path | None = None,
    *,
    is_asked: bool,
) -> int:
    """Make a town's folder and give the exit code; ``given`` are the answers by their flags.

    ``engine`` is the wheel that it gets; None: of the generator that runs.
    """
    try:
        check_folder(folder)
        commune = _ask(ASK_WARD, _choose) if is_asked and not ward else _choose(ward)
        files = _make_files(commune, _collect_answers(given, is_asked=is_asked))
        with TemporaryDirectory() as scratch:
            wheel = find_wheel(engine) if engine else locate_wheel(Path(scratch))
            new_town.write_town(folder, files)
            install_files(folder, wheel)
    except (NotWritten, NoWheel, NewTownRefused, WrongAnswer) as error:
        return print_refusal(str(error))
    except OSError as error:
        return print_refusal(f"Không ghi được {error.filename}: {error.strerror}.")
    except (EOFError, KeyboardInterrupt):
        is_there = (folder / "content").exists()
        return print_refusal(HALF.format(folder) if is_there else "Đã dừng, chưa ghi gì.", 130)
    history = new_town.start_history(folder)
    print(_describe(folder, commune, files, history))
    return 0


def _make_files(commune: Commune, answers: Answers) -> Mapping[str, str]:
    """Return the text of each file of a commune's content by its path."""
    neighbours = [neighbour for neighbour in map(read_commune, commune.neighbours) if neighbour]
    today = clock.get_now().astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    return new_town.make_files(read_templates(), commune, neighbours, answers, today)


def _choose(text: str) -> Commune:
    """Return the one commune that a text means; raises Refused with the candidates."""
    if not text.strip():
        raise NewTownRefused(NO_WARD)
    found = new_town.find_communes(list_communes(), text)
    if not found:
        raise NewTownRefused(UNKNOWN.format(text))
    if len(found) > 1 or found[0].former:
        raise NewTownRefused(_list(text, found))
    return found[0].commune


def _list(text: str, found: Sequence[Match]) -> str:
    lines = [SEVERAL.format(text, found[0].commune.code), *(f"  {item}" for item in found[:SHOWN])]
    if len(found) > SHOWN:
        lines.append(MORE.format(len(found) - SHOWN, text.partition(",")[0]))
    return "\n".join(lines)


def _collect_answers(given: Mapping[str, str], *, is_asked: bool) -> Answers:
    """Return the answers to what was given, and to what is asked."""
    answers = Answers()
    for name, question in QUESTIONS.items():
        if given.get(name):
            value = check_answer(name, given[name])
        else:
            value = _ask(question, partial(check_answer, name)) if is_asked else ""
        answers = replace(answers, **{name: value})
    return answers


def _ask(question: str, check: Callable[[str], T]) -> T:
    """Return what a check makes of the answer; the question is asked until it will do."""
    while True:
        try:
            return check(input(question))
        except (NewTownRefused, WrongAnswer) as error:
            print(error)


def _describe(folder: Path, commune: Commune, files: Mapping[str, str], history: str) -> str:
    return DONE.format(
        unit=lower_first(commune.name),
        province=lower_first(commune.province),
        count=len(files),
        folder=format_path(folder),
        article=next(path for path in files if path.startswith("content/articles/")),
        history=history,
    )
