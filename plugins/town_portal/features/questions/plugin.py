"""Pelican's side of questions and drafts: what the clock says of them, lists, forms."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, cast

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core import dates
from town_portal.core.data.workdays import Holidays
from town_portal.core.texts.letters import KEPT, has_ended, takes_letters
from town_portal.core.texts.question import Question
from town_portal.features.questions.linked_data import render_qa_page
from town_portal.features.questions.plan import (
    iter_draft_pages,
    iter_form_pages,
    iter_question_pages,
    iter_turning_days,
)
from town_portal.features.questions.timing import compute_waiting, find_phase

SCRIPTS = Path(__file__).with_name("js")
UNANSWERED = "câu hỏi ghi là đã trả lời mà chưa có câu trả lời ở dưới phần đầu"
EARLY = "ngày trả lời chưa tới (hôm nay là {}); hãy sửa ngày"


def plan_questions(generators: Iterable[Any]) -> None:
    """Tell each question and draft how it stands; plan the lists and the forms."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    build.values["timing"] = partial(compute_waiting, cast(Holidays, build.data["holidays"]))
    build.values["phase"] = partial(find_phase, build.shown_day)
    _check(adapt.read_now(generators), build)
    _plan(generators[0], build)
    days = iter_turning_days(build.site.of("drafts"), build.town.valid)
    build.lasts_between(dates.convert_to_zone(day, build.zone).timestamp() for day in days)
    when = build.town, build.today
    facts = {"taken": takes_letters(*when), "ended": has_ended(*when)}
    letters = build.watch.function("letters", lambda name: facts[name])
    data = partial(render_qa_page, build.town)
    generators[0].context.update(question_data=data, letters_kept=KEPT, letters=letters)
    if not facts["taken"]:
        build.idle.add("js/letter.js")
    if build.town.live is None:
        build.idle_all(SCRIPTS)


def _check(contents: Iterable[Any], build: Build) -> None:
    """Refuse a question that is called answered and has no answer, or not yet."""
    for content in contents:
        if not (isinstance(content.record, Question) and content.record.answered):
            continue
        if not content._content.strip():
            build.faults.add(Path(content.source_path), 1, "state", UNANSWERED)
        if content.record.answered > build.today:
            adapt.add_fault(
                content, ("answered",), EARLY.format(dates.format_day(build.today)), build
            )


def _plan(generator: Any, build: Build) -> None:
    questions, drafts = build.site.of("questions"), build.site.of("drafts")
    is_there, size = build.town.live is not None, generator.settings["DEFAULT_PAGINATION"]
    is_kept = build.town.archive is not None  # an archive has the pages that it had
    if questions or is_there or is_kept:
        adapt.plan_pages(generator, iter_question_pages(questions, size))
        adapt.plan_pages(generator, iter_form_pages(is_there, has_ended(build.town, build.today)))
    if drafts or is_there or is_kept:
        adapt.plan_pages(generator, iter_draft_pages(drafts, build.shown_day))


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(plan_questions)
