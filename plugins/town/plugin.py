"""Pelican's side of the town: records of all contents, addresses claimed, template variables."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins._kit import adapt
from plugins._kit.access_keys import ACCESS_KEYS
from plugins._kit.build import Build
from plugins._kit.dates import day
from plugins._kit.faults import shown
from plugins._kit.seen import SeenSite
from plugins._kit.stage import GENERATOR
from plugins._kit.watch import Once
from plugins.town.misplaced import find_misplaced
from plugins.town.neutral import NEUTRAL

TOO_EARLY = "ngày này chưa tới; hãy đặt dấu # trước nhóm archive cho tới ngày ấy rồi dựng lại"
NOT_ENDED = (
    "{}: cổng đã là trang lưu trữ (archive) tuy đơn vị còn hoạt động đến hết ngày {} "
    "(valid.until); nếu chưa phải lúc, hãy đặt dấu # trước nhóm archive"
)


def set_up_site(generators: Iterable[Any]) -> None:
    """Make the records, claim their addresses, and give the templates what they share."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    build.site = adapt.site(generators, build)
    contents = sorted(
        [*adapt.contents(generators), *adapt.drafts(generators)], key=lambda item: item.source_path
    )
    for content in contents:
        build.claim(content.url, content.source_path)
    for content in adapt.unsettled(contents):
        _check_template(content, generators[0], build)
    _set_neighbours(contents, build)
    if build.town.emblem and build.town.emblem_url:
        build.copy(build.content / "data" / build.town.emblem, build.town.emblem_url)
    _find_strays(generators[0].settings, build)
    _check_archive(build)
    generators[0].context.update(
        NEUTRAL,
        once=_once(build),
        town=build.town,
        access_keys=ACCESS_KEYS,
        menu=build.menu,
        site=SeenSite(build.site, build.watch),
        generator=GENERATOR,
    )


def _once(build: Build) -> Callable[..., Any]:
    """Return the function with which templates render a call block once for each key."""
    made = Once(build.watch)

    def once(*key: Any, caller: Callable[[], Any]) -> Any:
        """Return what stands in a call block."""
        return made.get(key, caller)

    return once


def _check_template(content: Any, generator: Any, build: Build) -> None:
    """Refuse a ``template`` field that names none; Pelican would stop in the middle."""
    is_chosen = content.template != content.default_template
    if is_chosen and not adapt.has_template(generator, content.template):
        line = content.document.line(("template",))
        sentence = f"không có mẫu trang “{content.template}”; hãy xóa trường này"
        build.faults.add(Path(content.source_path), line, "template", sentence)


def _find_strays(settings: Any, build: Build) -> None:
    """Report texts in the wrong place, which would otherwise be ignored silently."""
    found = list(find_misplaced(build.stamps, settings["ARTICLE_PATHS"] + settings["PAGE_PATHS"]))
    for it in found:
        if it.is_fault:
            build.faults.add(build.content / it.path, 1, "", it.sentence)
    documents = [it for it in found if not it.is_fault]
    if documents:  # else not all copies are needed
        used = {*build.kept_sources(), *(copy.source for copy in build.copies)}
        waiting = {path.rpartition("/")[0] for path in build.absent}  # may offer what lies there
        build.notices += [
            f"{shown(build.content / it.path)}: {it.sentence}"
            for it in documents
            if build.content / it.path not in used and it.path.rpartition("/")[0] not in waiting
        ]


def _check_archive(build: Build) -> None:
    """Refuse an archive of a day to come; tell of an authority that has not ended yet."""
    town, today = build.town, build.now.astimezone(build.zone).date()
    if town.archive and town.archive.since > today:
        build.data_fault("town", ("archive", "since"), TOO_EARLY)
    elif town.archive and town.valid and town.valid.until and town.valid.until >= today:
        build.notices.append(
            NOT_ENDED.format(shown(build.data_file("town")), day(town.valid.until))
        )


def _set_neighbours(contents: list[Any], build: Build) -> None:
    """Give each article ``previous`` (older) and ``next`` (newer); both None elsewhere."""
    by_url = {content.url: content for content in contents}
    for content in contents:
        content.previous = content.next = None
    for newer, older in pairwise(build.site.articles):
        by_url[newer.url].previous = older
        by_url[older.url].next = newer


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(set_up_site)
