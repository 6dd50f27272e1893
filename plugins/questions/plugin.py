"""Pelican's side of questions and drafts: what the clock says of them, lists, forms."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

from pelican.plugins import signals

from plugins._kit import adapt, dates
from plugins._kit.build import Build
from plugins._kit.kinds import kind_of
from plugins._kit.letters import KEPT, has_ended, takes_letters
from plugins._kit.question import Question
from plugins._kit.workdays import Holidays
from plugins.questions.linked_data import qa_page
from plugins.questions.plan import draft_pages, form_pages, question_pages
from plugins.questions.timing import timing

SCRIPTS = Path(__file__).with_name("js")


def plan_questions(generators: Iterable[Any]) -> None:
    """Tell each question and draft how it stands; plan the lists and the forms."""
    generators = list(generators)
    settings, context = generators[0].settings, generators[0].context
    build: Build = settings["BUILD"]
    today = build.now.astimezone(build.zone).date()
    contents = [*adapt.contents(generators), *adapt.drafts(generators)]
    for content in contents:
        _stand(content, build, today)
    _check(adapt.unsettled(contents), build, today)
    _plan(generators[0], build, today)
    _note_moments(build)
    facts = {
        "taken": takes_letters(build.town, today),
        "ended": has_ended(build.town, today),
    }
    context["question_data"] = partial(qa_page, build.town)
    context["letters_kept"] = KEPT
    context["letters"] = build.watch.function("letters", lambda name: facts[name])
    if not facts["taken"]:
        build.idle.add("js/letter.js")
    if build.town.live is None:
        build.idle.update(f"js/{script.name}" for script in SCRIPTS.glob("*.js"))


def _stand(content: Any, build: Build, today: date) -> None:
    """Give a question its timing, a draft its phase."""
    kind = kind_of(content.relative_source_path)
    name, record = kind.folder if kind else "", content.record
    if name == "questions":
        content.timing = timing(record, cast(Holidays, build.data["holidays"]))
    elif name == "drafts":
        content.phase = record.phase(today)


def _check(contents: Iterable[Any], build: Build, today: date) -> None:
    """Refuse a question that is called answered and has no answer, or not yet.

    What was kept was right then.
    """
    for content in contents:
        is_answered = isinstance(content.record, Question) and content.record.answered
        if is_answered and not content._content.strip():
            sentence = "câu hỏi ghi là đã trả lời mà chưa có câu trả lời ở dưới phần đầu"
            build.faults.add(Path(content.source_path), 1, "state", sentence)
        if is_answered and content.record.answered > today:
            sentence = f"ngày trả lời chưa tới (hôm nay là {dates.day(today)}); hãy sửa ngày"
            line = content.document.line(("answered",))
            build.faults.add(Path(content.source_path), line, "answered", sentence)


def _plan(generator: Any, build: Build, today: date) -> None:
    questions, drafts = build.site.of("questions"), build.site.of("drafts")
    is_there, size = build.town.live is not None, generator.settings["DEFAULT_PAGINATION"]
    is_kept = build.town.archive is not None  # an archive has the pages that it had
    if questions or is_there or is_kept:
        adapt.plan_pages(generator, question_pages(questions, size))
        adapt.plan_pages(generator, form_pages(is_there, has_ended(build.town, today)))
    if drafts or is_there or is_kept:
        adapt.plan_pages(generator, draft_pages(drafts, today))


def _note_moments(build: Build) -> None:
    """Note between which days nothing opens or closes."""
    days = [day for it in build.site.of("drafts") for day in (it.begins, _next(it.deadline))]
    if build.town.valid and build.town.valid.until:
        days.append(_next(build.town.valid.until))
    build.lasts_between(dates.in_zone(day, build.zone).timestamp() for day in days)


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(plan_questions)
