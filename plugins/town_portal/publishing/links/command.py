"""Tell which outside links lead nowhere any more, file and line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from town_portal.core.faults import shown
from town_portal.core.system.child import stoppable
from town_portal.core.text import number
from town_portal.publishing.links.gather import Place, gather
from town_portal.publishing.links.look import Answer, NoChecker, ask

NOBODY_LOOKED = 2
NO_CHECKER = (
    "Chưa có chương trình xem liên kết (lychee) nên không ai xem được; hãy chạy lệnh này bằng "
    "python3 tasks.py links."
)
OFFLINE = (
    "Không địa chỉ nào trong {} địa chỉ nối được: máy này có lẽ không có mạng, nên không ai xem "
    "được liên kết còn sống hay không. Hãy chạy lại ở máy có mạng."
)
NONE = "Không có liên kết ra ngoài nào."
DONE = "Đã xem {} liên kết ra ngoài ({} địa chỉ): {} hỏng, {} cần tự mở thử."


@stoppable()
def main(content: Path, to: Path | None = None) -> int:
    """Print what is wrong and give the exit code: 1 where a link is dead, 2 where nobody looked.

    ``to`` is a file that gets the result for machines.
    """
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    try:
        places = list(gather(content))
        answers = ask(sorted({it.url for it in places})) if places else {}
    except NoChecker:
        print(NO_CHECKER, file=sys.stderr)
        return NOBODY_LOOKED
    return told(places, answers, to)


def told(places: list[Place], answers: Mapping[str, Answer], to: Path | None = None) -> int:
    """Print what was found, write it for machines, and give the exit code."""
    if not places:
        print(NONE)
        return 0
    if all(answer.state == "unreachable" for answer in answers.values()):
        print(OFFLINE.format(number(len(answers))), file=sys.stderr)
        return NOBODY_LOOKED
    if to:
        to.write_text(_json(places, answers), encoding="utf-8")
    wrong = [it for it in places if answers[it.url].state != "ok"]
    for it in wrong:
        print(_line(it, answers[it.url]))
    doubtful = [it for it in wrong if _is_doubtful(it, answers)]
    counts = (len(places), len(answers), len(wrong) - len(doubtful), len(doubtful))
    print(DONE.format(*map(number, counts)))
    return 1 if len(wrong) > len(doubtful) else 0


def _is_doubtful(place: Place, answers: Mapping[str, Answer]) -> bool:
    """Tell whether a person must look; what the data call ended is known to be."""
    return place.is_ended or answers[place.url].state == "doubtful"


def _line(place: Place, answer: Answer) -> str:
    known = " (dữ liệu đã ghi là có thể đã ngừng)" if place.is_ended else ""
    return f"{shown(place.file)}:{place.line}: {place.url}: {answer.words}{known}"


def _json(places: Iterable[Place], answers: Mapping[str, Answer]) -> str:
    rows = [
        {
            "file": shown(it.file),
            "line": it.line,
            "url": it.url,
            "state": answers[it.url].state,
            "words": answers[it.url].words,
            "ended": it.is_ended,
        }
        for it in places
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
