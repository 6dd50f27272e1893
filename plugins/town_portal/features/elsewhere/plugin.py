"""Pelican's side: ``site.elsewhere`` from the copies that were fetched and verified before."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pelican.plugins import signals

from town_portal.build.build import Build
from town_portal.build.incremental.keys import file_identity
from town_portal.core.records import Elsewhere
from town_portal.features.elsewhere.models import get_copy_path, read_kept
from town_portal.features.elsewhere.reading import NoFeed

OUTSIDE = "elsewhere"
"""The news among what comes from outside the content folder (``Build.outside``)."""
NONE_YET = (
    "chưa có tin nào của {} (news_from trong town.yaml); tin được lấy khi chạy python3 tasks.py "
    "publish hoặc build"
)


def take_kept(pelican: Any) -> None:
    """Read the copies, before anybody asks what has changed."""
    build: Build = pelican.settings["BUILD"]
    found = []
    for source in build.town.news_from:
        file = get_copy_path(build.state, source)
        build.external_inputs[str(file)] = file_identity(file)
        try:
            _, headlines = read_kept(file)
        except (OSError, NoFeed):
            build.notices.append(NONE_YET.format(source.title))
            continue
        found.append(Elsewhere(source.title, headlines[: source.count]))
    build.outside[OUTSIDE] = tuple(found)


def give_elsewhere(generators: Iterable[Any]) -> None:
    """Give blocks ``site.elsewhere``."""
    build: Build = next(iter(generators)).settings["BUILD"]
    build.site = replace(build.site, elsewhere=build.outside[OUTSIDE])


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(take_kept)
    signals.all_generators_finalized.connect(give_elsewhere)
