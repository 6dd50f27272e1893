"""Pelican's own lists in the context (``articles``, ``tags``, …): which of them a page looks at."""

from secrets import token_hex
from typing import Any

from plugins._kit.identity import UnknownKind, identity
from plugins._kit.seenlist import SeenList
from plugins._kit.watch import Watch
from plugins.incremental.mark import plain

KIND = "context"


def watch_lists(context: dict[str, Any], watch: Watch) -> None:
    """Put a list that tells in place of each list of the context."""
    known: dict[str, str] = {}

    def look(name: str) -> str:
        if name not in known:
            items = list(context.get(name, ()))
            try:
                known[name] = identity(plain(items))
            except UnknownKind:
                known[name] = token_hex()  # never the same again
        return known[name]

    watch.source(KIND, look)
    for name, value in context.items():
        if type(value) is list:
            context[name] = SeenList(value, lambda name=name: watch.see(KIND, name))  # type: ignore[misc]
