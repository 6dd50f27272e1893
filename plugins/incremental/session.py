"""One incremental build from its beginning to its end."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins._kit.build import Build
from plugins._kit.identity import identity
from plugins.incremental.kept import Restorer
from plugins.incremental.keys import code_key, settings_key
from plugins.incremental.ledger import Ledger
from plugins.incremental.past import Past
from plugins.incremental.state import State

NOT_KEPT = "không ghi nhớ được gì cho lần dựng sau ({}); lần sau sẽ dựng lại mọi trang"
TABLES = ("town", "categories")
"""The data files that every text depends on."""
SHOWN = (*TABLES, "menu", "layout")
"""The data files that every page depends on."""


@dataclass
class Session:
    """What the parts of an incremental build share; ``settings["SPARING"]`` in Pelican."""

    past: Past
    ledger: Ledger
    state: State
    key: str
    context: dict[str, Any]

    def render_key(self, build: Build) -> str:
        """Return the identity of what all pages depend on, once all plugins have had their turn."""
        tables = [build.table_identity(name) for name in SHOWN]
        plain = (str, int, float, bool, type(None))
        extras = [(name, value) for name, value in self.context.items() if isinstance(value, plain)]
        left_out = ("OUTPUT_PATH", "CACHE_PATH", "localsiteurl")
        return identity(self.key, tables, [it for it in sorted(extras) if it[0] not in left_out])


def begin(settings: Any, context: dict[str, Any]) -> Session:
    """Open what the last build left; from here on the build's outlet is a ledger."""
    build: Build = settings["BUILD"]
    state = State(build.state)
    build.listings = json.loads(state.note("listings") or "{}")
    if state.problem:
        build.notices.append(NOT_KEPT.format(state.problem))
    modules = [sys.modules[name] for name in settings["PLUGINS"] if name in sys.modules]
    code = identity(code_key(Path(settings["THEME"]), modules), settings_key(settings))
    data = [(path, stamp) for path, stamp in _data_files(build) if not path.endswith(".yaml")]
    key = identity(code, [build.table_identity(name) for name in TABLES], data)
    output = Path(settings["OUTPUT_PATH"])
    ledger = Ledger(build.outlet.folder, output, state.outputs(), build.watch, key)
    past = Past(state, build, key)
    build.outlet, build.kept_sources = ledger, ledger.kept_sources
    folders = (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"])
    past.open(folders, ledger, Restorer(context, settings, state.rest))
    return Session(past, ledger, state, key, context)


def _data_files(build: Build) -> list[tuple[str, Any]]:
    return [item for item in build.stamps.items() if item[0].startswith("data/")]


def finish(session: Session) -> None:
    """Save what the next build is to know."""
    session.past.save()
    session.state.drop("outputs", session.ledger.gone())
    session.state.put(session.ledger.settle())
    session.state.save()
    session.state.close()
