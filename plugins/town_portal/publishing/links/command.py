"""Tell which outside links lead nowhere any more, file and line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from town_portal.core.faults import format_path
from town_portal.core.system.child import make_stoppable
from town_portal.core.text import format_number
from town_portal.publishing.links.checker import LinkAnswer, NoChecker, ask_addresses
from town_portal.publishing.links.places import LinkPlace, iter_places

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


@make_stoppable()
def main(content: Path, to: Path | None = None) -> int:
    """Print what is wrong and give the exit code: 1 where a link is dead, 2 where nobody looked.

    ``to`` is a file that gets the result for machines.
    """
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    try:
        places = list(iter_places(content))
        answers = ask_addresses(sorted({place.url for place in places})) if places else {}
    except NoChecker:
        print(NO_CHECKER, file=sys.stderr)
        return NOBODY_LOOKED
    return report_links(places, answers, to)


def report_links(
    places: list[LinkPlace], answers: Mapping[str, LinkAnswer], to: Path | None = None
) -> int:
    """Print what was found, write it for machines, and give the exit code."""
    if not places:
        print(NONE)
        return 0
    if all(answer.state == "unreachable" for answer in answers.values()):
        print(OFFLINE.format(format_number(len(answers))), file=sys.stderr)
        return NOBODY_LOOKED
    if to:
        to.write_text(_format_json(places, answers), encoding="utf-8")
    wrong = [item for item in places if answers[item.url].state != "ok"]
    for item in wrong:
        print(_format_line(item, answers[item.url]))
    doubtful = [item for item in wrong if _is_doubtful(item, answers)]
    counts = (len(places), len(answers), len(wrong) - len(doubtful), len(doubtful))
    print(DONE.format(*map(format_number, counts)))
    return 1 if len(wrong) > len(doubtful) else 0


def _is_doubtful(place: LinkPlace, answers: Mapping[str, LinkAnswer]) -> bool:
    """Tell whether a person must look; what the data call ended is known to be."""
    return place.is_ended or answers[place.url].state == "doubtful"


def _format_line(place: LinkPlace, answer: LinkAnswer) -> str:
    known = " (dữ liệu đã ghi là có thể đã ngừng)" if place.is_ended else ""
    return f"{format_path(place.file)}:{place.line}: {place.url}: {answer.words}{known}"


def _format_json(places: Iterable[LinkPlace], answers: Mapping[str, LinkAnswer]) -> str:
    rows = [
        {
            "file": format_path(place.file),
            "line": place.line,
            "url": place.url,
            "state": answers[place.url].state,
            "words": answers[place.url].words,
            "ended": place.is_ended,
        }
        for place in places
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
