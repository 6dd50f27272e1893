"""The room "Soát lỗi": findings of all texts, and a page for each rule."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from newsroom.accounts.access import require_permission
from newsroom.texts.paths import get_content_folder
from town_portal.authoring.proofreading.check import ContentCheck, ContentReport
from town_portal.authoring.proofreading.check_cache import Checked
from town_portal.authoring.proofreading.rule import LEVELS
from town_portal.authoring.proofreading.rules import RULES
from town_portal.core.text import upper_first

PER_PAGE = 20
"""Texts on a page of the list."""
MANY = 300
"""From so many changed texts on, the page does not wait for them."""
MOST_FAULTS = 20
"""So many of the faults that stop a build are shown."""


class Progress:
    """How far the check of the content folder is that goes on while pages are shown."""

    def __init__(self) -> None:
        """Begin with no check going on."""
        self._lock = threading.Lock()
        self._done: tuple[int, int] | None = None

    @property
    def done(self) -> tuple[int, int] | None:
        """How many texts of how many were read; None while no check goes on."""
        with self._lock:
            return self._done

    def start(self, check: ContentCheck) -> tuple[int, int]:
        """Run a check in a thread of its own, unless one goes on already."""
        with self._lock:
            if self._done is None:
                self._done = (0, check.waiting)
                threading.Thread(target=self._run, args=(check,), daemon=True).start()
            return self._done

    def _run(self, check: ContentCheck) -> None:
        try:
            check.report(self._note)
        finally:
            with self._lock:
                self._done = None

    def _note(self, done: int, count: int) -> None:
        with self._lock:
            self._done = (done, count)


PROGRESS = Progress()


@require_permission("texts.write")
def proofreading(request: HttpRequest) -> HttpResponse:
    """List the texts with findings, the worst first; of one rule where it is asked for."""
    progress = PROGRESS.done
    if progress is None:
        check = ContentCheck(get_content_folder())
        if check.waiting < MANY:
            return _show_list(request, check.report())
        progress = PROGRESS.start(check)
    context = {"title": "Soát lỗi", "done": progress[0], "count": progress[1]}
    answer = render(request, "newsroom/proofreading_wait.html", context)
    answer.headers["Refresh"] = "2"
    return answer


def _show_list(request: HttpRequest, report: ContentReport) -> HttpResponse:
    chosen = request.GET.get("quy-tac", "")
    texts = sort_worst_first(report.texts, chosen)
    page = Paginator(texts, PER_PAGE).get_page(request.GET.get("page"))
    counts = Counter(finding.rule for finding in report.findings)
    context = {
        "title": "Soát lỗi",
        "page": page,
        "texts": [_describe(text, chosen) for text in page],
        "chosen": chosen,
        "rules": [(rule, counts[rule.id]) for rule in RULES.values() if counts[rule.id]],
        "blocking": sum(text.blocking_count for text in report.texts),
        "faults": [str(fault) for fault in report.faults[:MOST_FAULTS]],
    }
    return render(request, "newsroom/proofreading.html", context)


def sort_worst_first(texts: Iterable[Checked], rule: str = "") -> list[Checked]:
    """Return the texts with findings (of one rule): most blocking, most findings, newest first."""
    matching = [
        text for text in texts if any(rule in ("", finding.rule) for finding in text.findings)
    ]
    matching.sort(key=lambda text: (text.day, text.path), reverse=True)
    return sorted(matching, key=lambda text: (-text.blocking_count, -len(text.findings)))


def _describe(text: Checked, rule: str) -> dict[str, Any]:
    """Return a text as the list shows it."""
    findings = [finding for finding in text.findings if rule in ("", finding.rule)]
    return {
        "path": text.path,
        "title": text.title,
        "day": "/".join(reversed(text.day.split("-"))),
        "is_draft": text.status == "draft",
        "findings": [
            {
                "level": finding.level,
                "level_title": LEVELS[finding.level],
                "sentence": upper_first(finding.sentence),
                "rule": RULES[finding.rule],
            }
            for finding in sorted(findings, key=lambda finding: (finding.level != "must", finding))
        ],
    }


@require_permission("texts.write")
def rules(request: HttpRequest) -> HttpResponse:
    """List all rules."""
    rows = [(rule, LEVELS[rule.level]) for rule in RULES.values()]
    return render(request, "newsroom/rules.html", {"title": "Các quy tắc soát lỗi", "rows": rows})


@require_permission("texts.write")
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """Explain a rule: why, a wrong and a right example, how a text is exempted."""
    if name not in RULES:
        raise Http404
    context = {"title": RULES[name].title, "rule": RULES[name], "level": LEVELS[RULES[name].level]}
    return render(request, "newsroom/rule.html", context)
