"""The room "Soát lỗi": what a second pair of eyes finds, text by text, and what each rule means."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from plugins._kit.text import number
from plugins.commands.serve.staff.contract import Answer, Asked, Place
from plugins.commands.serve.staff.page import ROOM, missing, page
from plugins.commands.serve.staff.rendered import rendered
from plugins.desk.config import opened
from plugins.editorial.check import Check, Report
from plugins.editorial.ledger import Checked
from plugins.editorial.rule import LEVELS
from plugins.editorial.rules import RULES

HERE, TITLE = "soat-loi/", "Soát lỗi"
RULE_PAGES = "quy-tac/"
PER_PAGE = 20
"""Texts on a page of the list."""
MANY = 300
"""From so many changed texts on, the page does not wait for them."""
FAULTS = 20
"""So many faults are shown; the build names them all."""
"""What the editing desk calls the folders."""


class Progress:
    """Checks that go on while pages are shown: how far each content folder is."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._done: dict[Path, tuple[int, int]] = {}

    def of(self, content: Path) -> tuple[int, int] | None:
        """Return how many texts of how many were read; None where no check goes on."""
        with self._lock:
            return self._done.get(content)

    def start(self, content: Path, check: Check) -> tuple[int, int]:
        """Let a check go on by itself."""
        with self._lock:
            self._done[content] = (0, check.waiting)
        threading.Thread(target=self._run, args=(content, check), daemon=True).start()
        return 0, check.waiting

    def _run(self, content: Path, check: Check) -> None:
        def told(done: int, count: int) -> None:
            with self._lock:
                self._done[content] = (done, count)

        try:
            check.report(told)
        finally:
            with self._lock:
                self._done.pop(content, None)


PROGRESS = Progress()


def answer(asked: Asked) -> Answer:
    """Answer one request."""
    if asked.path.startswith(RULE_PAGES):
        return _rules(asked.place, asked.path.removeprefix(RULE_PAGES).rstrip("/"))
    if asked.path:
        return missing(asked.place)
    content = asked.place.content
    done = PROGRESS.of(content)
    if done is None:
        check = Check(content)
        if check.waiting < MANY:
            return _list(asked, check.report())
        done = PROGRESS.start(content, check)
    return _wait(asked.place, *done)


def _wait(place: Place, done: int, count: int) -> Answer:
    """Return the page that is shown while many texts are read; it looks again by itself."""
    body = rendered("proofread_wait.html", done=number(done), count=number(count))
    shown = page(place, HERE, TITLE, body)
    return replace(shown, headers=(*shown.headers, ("Refresh", "2")))


def _list(asked: Asked, report: Report) -> Answer:
    chosen = asked.query.get("quy-tac", "")
    texts = worst_first(report.texts, chosen)
    last = max(1, -(-len(texts) // PER_PAGE))
    given = asked.query.get("trang", "")
    current = min(int(given), last) if given.isdecimal() and int(given) else 1
    counts = _counts(report)
    body = rendered(
        "proofread.html",
        here=_home(asked.place),
        chosen=chosen,
        titles={rule.id: rule.title for rule in RULES.values()},
        counts=[(rule, number(counts[rule.id])) for rule in RULES.values() if rule.id in counts],
        total=number(len(texts)),
        musts=number(sum(text.musts for text in report.texts)),
        faults=[str(fault) for fault in report.faults[:FAULTS]],
        texts=[_shown(text, chosen, asked.place) for text in _of_page(texts, current)],
        pages=_pages(current, last),
        current=current,
    )
    return page(asked.place, HERE, TITLE, body)


def worst_first(texts: Iterable[Checked], rule: str = "") -> list[Checked]:
    """Return the texts with findings (of one rule): with most to put right first, then new ones."""
    found = [it for it in texts if any(rule in ("", one.rule) for one in it.findings)]
    found.sort(key=lambda it: (it.day, it.path), reverse=True)
    return sorted(found, key=lambda it: (-it.musts, -len(it.findings)))


def _of_page(texts: list[Checked], current: int) -> list[Checked]:
    return texts[(current - 1) * PER_PAGE : current * PER_PAGE]


def _pages(current: int, last: int) -> list[int]:
    """Return the pages that are linked: the first, the last, those around the current one."""
    near = range(max(1, current - 2), min(last, current + 2) + 1)
    return sorted({1, last, *near}) if last > 1 else []


def _counts(report: Report) -> dict[str, int]:
    counts: dict[str, int] = {}
    for finding in report.findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return counts


def _shown(text: Checked, rule: str, place: Place) -> dict[str, object]:
    """Return a text as the list shows it."""
    found = [finding for finding in text.findings if rule in ("", finding.rule)]
    return {
        "title": text.title,
        "day": "/".join(reversed(text.day.split("-"))),
        "path": text.path,
        "is_draft": text.status == "draft",
        "desk": f"{place.base}{ROOM}{opened(text.path)}",
        "findings": sorted(found, key=lambda it: (it.level != "must", it)),
        "levels": LEVELS,
    }


def _rules(place: Place, name: str) -> Answer:
    """Return the page of a rule, or of all."""
    home = _home(place)
    if not name:
        body = rendered("proofread_rules.html", here=home, rules=RULES.values(), levels=LEVELS)
        return page(place, HERE, "Các quy tắc soát lỗi", body)
    rule = RULES.get(name)
    if rule is None:
        return missing(place, "Không có quy tắc soát lỗi nào tên như vậy.")
    body = rendered("proofread_rule.html", here=home, rule=rule, level=LEVELS[rule.level])
    return page(place, HERE, rule.title, body)


def _home(place: Place) -> str:
    return place.base + ROOM + HERE
