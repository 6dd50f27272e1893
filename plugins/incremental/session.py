"""One incremental build from its beginning to its end."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from plugins._kit.build import Build, Plan, StateLost, Unchanged
from plugins._kit.identity import identity
from plugins._kit.text import number
from plugins.incremental.compiled import Compiled
from plugins.incremental.explain import explanation
from plugins.incremental.inputs import shared_files
from plugins.incremental.kept import Restorer
from plugins.incremental.keys import LEFT_OUT, code_key, settings_key
from plugins.incremental.ledger import Ledger
from plugins.incremental.mark import LENGTH
from plugins.incremental.past import Past
from plugins.incremental.state import State

NOT_USED = (
    "bản ghi nhớ của lần dựng trước không dùng được ({}) nên mọi trang được dựng lại; nếu lần sau "
    "vẫn thấy lời này, hãy xem quyền ghi và chỗ trống của thư mục {}"
)
NOT_KEPT = "không ghi nhớ được gì cho lần dựng sau ({}); lần sau sẽ dựng lại mọi trang"
TABLES = ("town", "categories")
"""The data files that every text depends on."""
SHOWN = ("menu", "layout", "province")
"""The data files that every page depends on beside them."""


@dataclass
class Session:
    """What the parts of an incremental build share; ``settings["SPARING"]`` in Pelican.

    ``parts`` are the identities of what all pages depend on, by names that plugins/incremental/
    reasons.py tells people. ``seen`` tells that no file of the content folder has changed.
    """

    build: Build
    past: Past
    ledger: Ledger
    state: State
    context: dict[str, Any]
    parts: dict[str, str]
    seen: str
    compiled: Compiled
    before: Mapping[str, str] = field(default_factory=dict)
    listings: Mapping[str, Any] = field(default_factory=dict)
    rendered: int = 0
    articles: Any = None
    """Pelican's generator of articles."""

    def render_key(self) -> str:
        """Return the identity of what all pages depend on, once all plugins have had their turn."""
        self.parts |= {name: self.build.table_identity(name) for name in SHOWN}
        plain = (str, int, float, bool, type(None))
        extras = [
            (name, value)
            for name, value in self.context.items()
            if isinstance(value, plain) and name not in {*LEFT_OUT, "localsiteurl"}
        ]
        self.parts["context"] = identity(sorted(extras))
        names = [name for name, known in self.parts.items() if self.before.get(name) != known]
        self.ledger.changed_parts = names
        return identity(self.parts)[:LENGTH]

    def finish(self) -> None:
        """Save what the next build is to know, and tell what this one has done."""
        build = self.build
        try:
            self._save()
        except (StateLost, OSError) as error:  # the output is right all the same
            build.notices.append(NOT_KEPT.format(error))
        read, kept = len(self.past.fresh), len(self.past.shown)
        build.closing.append(f"đọc {number(read)} bài, {number(kept)} bài không đổi")
        build.closing.append(f"dựng {number(self.rendered)} trang")
        self.explain()

    def _save(self) -> None:
        build, state = self.build, self.state
        self.past.save()
        state.drop("outputs", self.ledger.gone())
        state.put(self.ledger.settle())
        self.compiled.save()
        state.put_note("parts", json.dumps(self.parts))
        if build.listings != self.listings:
            state.put_note("listings", json.dumps(build.listings))
        whole = (self.seen, *build.span, build.notices, build.plans)
        state.put_note("whole", json.dumps(whole))
        state.save()

    def explain(self) -> None:
        """Tell why the page of the setting ``EXPLAIN`` was made again, if that is asked for."""
        page = self.context.get("EXPLAIN")
        if page:
            build = self.build
            build.notices.append(explanation(str(page), self.ledger, build.zone, build.town.base))


def begin(settings: Any, context: dict[str, Any]) -> Session:
    """Open what the last build left; from here on the build's outlet is a ledger.

    Raises Unchanged when a build would change nothing at all, StateLost when that is of no use.
    """
    try:
        return _begin(settings, context)
    except ValueError as error:  # what should be JSON
        raise StateLost(str(error)) from error


def _begin(settings: Any, context: dict[str, Any]) -> Session:
    build: Build = settings["BUILD"]
    state = State(build.state, settings.get("STATE_LOST", ""))
    build.listings = listings = json.loads(state.note("listings") or "{}")
    if state.problem:
        build.notices.append(NOT_USED.format(state.problem, build.state.name))
    parts = _parts(settings, build)
    key = identity(parts)
    output = Path(settings["OUTPUT_PATH"])
    ledger = Ledger(build.outlet.folder, output, state.outputs(), build.watch, key)
    told = f"{key} {build.stamps!r} {identity(build.outside)}"
    seen = blake2b(told.encode(), digest_size=16).hexdigest()
    is_asked = settings.get("WATCHED") or settings.get("EXPLAIN") or settings["RENDER_ALWAYS"]
    if not (is_asked or build.faults.found):
        _stop_if_unchanged(build, state, ledger, seen)
    past = Past(state, build, key)
    build.outlet, build.kept_sources = ledger, ledger.kept_sources
    folders = (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"])
    past.open(folders, ledger, Restorer(context, settings, state.rest))
    before = json.loads(state.note("parts") or "{}")
    compiled = Compiled(state, key)
    return Session(build, past, ledger, state, context, parts, seen, compiled, before, listings)


def _parts(settings: Any, build: Build) -> dict[str, str]:
    """Return what all texts depend on."""
    modules = [sys.modules[name] for name in settings["PLUGINS"] if name in sys.modules]
    return {
        "code": code_key(Path(settings["THEME"]), modules),
        "settings": settings_key(settings),
        "files": identity(shared_files(build.stamps, build.town.emblem or "")),
        **{name: build.table_identity(name) for name in TABLES},
    }


def _stop_if_unchanged(build: Build, state: State, ledger: Ledger, seen: str) -> None:
    known = json.loads(state.note("whole") or '["", 0, 0, [], {}]')
    before, since, until, notices, plans = known
    is_now = since <= build.now.timestamp() < until
    if is_now and seen == before and ledger.is_all_whole:
        state.close()
        build.notices[:] = notices
        build.plans.update({path: Plan(*plan) for path, plan in plans.items()})
        raise Unchanged
