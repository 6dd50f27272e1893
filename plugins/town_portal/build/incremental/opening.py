"""How a build begins: what the last one left is opened, and looked at for what has changed."""

import sys
from collections.abc import Iterable
from hashlib import blake2b
from math import inf
from pathlib import Path
from typing import Any

from town_portal.build.article import describe_upcoming
from town_portal.build.build import Build
from town_portal.build.ending import Plan, Unchanged
from town_portal.build.incremental.affected import AffectedKeys
from town_portal.build.incremental.cached import Restorer
from town_portal.build.incremental.claims import StoredClaims
from town_portal.build.incremental.compiled import Compiled
from town_portal.build.incremental.foreign import find_foreign_listeners
from town_portal.build.incremental.index import Index
from town_portal.build.incremental.inputs import list_shared_files
from town_portal.build.incremental.keys import (
    files_key,
    hash_code,
    hash_settings,
    plugin_folders,
)
from town_portal.build.incremental.output_manifest import FILES, OutputManifest
from town_portal.build.incremental.session import Session
from town_portal.build.incremental.state import BuildState
from town_portal.build.incremental.state_reader import place_of
from town_portal.build.incremental.texts import ContentCache
from town_portal.build.incremental.up_to_date import LAUNCH, Launch
from town_portal.core.identity import compute_identity

NOT_USED = (
    "bản ghi nhớ của lần dựng trước không dùng được ({}) nên mọi trang được dựng lại; nếu lần sau "
    "vẫn thấy lời này, hãy xem quyền ghi và chỗ trống của thư mục {}"
)
ALL_PAGES = (
    "mọi trang được dựng lại trong mỗi lần dựng, vì {} cần thấy mọi bài; bỏ phần ấy thì lần dựng "
    "sau nhanh hơn nhiều"
)
TABLES = ("town", "categories")
"""The data files that every text depends on."""
OFF = "INCREMENTAL = False"


def begin_session(settings: Any, context: dict[str, Any]) -> Session:
    """Open what the last build left; from here on the build's outlet is a ledger.

    Raises Unchanged when a build would change nothing at all, StateLost when that is of no use.
    """
    build: Build = settings["BUILD"]
    state = _open_state(settings, build)
    code = plugin_folders(sys.modules[name] for name in settings["PLUGINS"] if name in sys.modules)
    parts = _compute_parts(settings, build, code)
    key = compute_identity(parts)
    seen = blake2b(f"{key} {compute_identity(build.outside)}".encode(), digest_size=16).hexdigest()
    foreign = _find_foreign(settings, build)
    ledger = _open_ledger(settings, build, state, key)
    launch = Launch()
    if not (foreign or _is_asked(settings, build)):
        launch = Launch(settings.get(LAUNCH, ""), code, files_key(code), build.external_inputs)
        if ledger and not ledger.is_meddled:
            _stop_if_unchanged(build, state, key, seen, launch)
    index = Index(state, build)
    texts = ContentCache(state, build, index, key)
    folders = (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"])
    damaged = ledger.damaged_texts() if ledger else set()
    texts.open(folders, Restorer(context, settings), damaged)
    build.work = work = AffectedKeys(build.steps, state, build, parts["code"])
    if ledger:
        work.is_all = ledger.is_interrupted and not state.note("rendered")
        _take_outlet(build, ledger, texts, state)
    compiled, before = Compiled(state, key), state.note("parts") or {}
    kept = (build, state, index, texts, ledger, work, context, parts, seen, compiled, launch)
    return Session(*kept, before, foreign)


def _find_foreign(settings: Any, build: Build) -> tuple[str, ...]:
    """Return who asks for all articles, of which the build gives notice."""
    foreign = find_foreign_listeners(settings)
    if foreign:
        build.notices.append(ALL_PAGES.format(", ".join(foreign)))
    return foreign


def _open_state(settings: Any, build: Build) -> BuildState:
    is_on = bool(settings.get("INCREMENTAL", True))
    state = BuildState(build.state, settings.get("STATE_LOST", "") if is_on else OFF)
    if state.problem and is_on:
        build.notices.append(NOT_USED.format(state.problem, build.state.name))
    return state


def _open_ledger(settings: Any, build: Build, state: BuildState, key: str) -> OutputManifest | None:
    """Return the ledger of the output; None where nothing is to be remembered."""
    if state.problem == OFF:
        return None
    output = Path(settings["OUTPUT_PATH"])
    ledger = OutputManifest(build.outlet.folder, output, state, build.watch, key)
    ledger.is_interrupted = bool(state.note("is writing"))
    # A publication writes beside the pages, and tells how it has left the output.
    left = (state.note("output"), tuple(settings.get("OUTPUT_PLACE") or state.note("output") or ()))
    ledger.is_meddled = ledger.is_interrupted or place_of(output) not in left
    if ledger.is_meddled or settings.get("VERIFY"):
        ledger.find_damaged()
    return ledger


def _take_outlet(
    build: Build, ledger: OutputManifest, texts: ContentCache, state: BuildState
) -> None:
    """Have all that is written go through the ledger, and addresses be known that it leaves."""
    build.outlet, build.kept_sources = ledger, ledger.sources
    ledger.plan({(FILES, path) for path in texts.unsettled})
    ledger.is_new = texts.is_new
    ledger.is_whole_visit = texts.is_new or build.work.is_all
    build.claims = StoredClaims(state, ledger, texts.unsettled, build)


def _is_asked(settings: Any, build: Build) -> bool:
    """Tell whether somebody wants more than the output."""
    names = ("WATCHED", "EXPLAIN", "VERIFY")
    return bool(build.faults.found) or any(settings.get(name) for name in names)


def _compute_parts(settings: Any, build: Build, code: Iterable[Path]) -> dict[str, str]:
    """Return what all texts depend on."""
    return {
        "code": hash_code(Path(settings["THEME"]), code),
        "settings": hash_settings(settings),
        "files": compute_identity(list_shared_files(build.stamps, build.town.emblem or "")),
        **{name: build.table_identity(name) for name in TABLES},
    }


def _stop_if_unchanged(
    build: Build, state: BuildState, key: str, seen: str, launch: Launch
) -> None:
    before, since, until, notices, plans = state.note("whole") or ("", inf, inf, [], {})
    is_now = since <= build.now.timestamp() < until
    known, stamps = state.note("stamps") or ("", {})
    is_done = not state.one("SELECT count(*) FROM dirty")
    if is_now and is_done and seen == before and known == key and stamps == build.stamps:
        build.notices[:] = notices
        build.plans.update({path: Plan(*plan) for path, plan in plans.items()})
        if launch.key:
            launch.save(state, describe_upcoming(build.plans.values(), build.zone))
            state.save()
        state.close()
        raise Unchanged
