"""Jinja's templates, compiled once for all builds of the same code, theme and settings.

What Jinja compiles depends on a template's text, which Jinja itself compares, and on what filters
and tests make of constants. Jinja's own and the portal's make the same of the same; another one,
of the settings or of a plugin, may look at anything: with one, each build compiles for itself.
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from town_portal.build.incremental.state import BuildState
from town_portal.core.filters import FILTERS as PORTALS
from town_portal.core.templating import Dedent

NOTE = "templates"
PELICANS = frozenset(("strftime", "plugin_enabled"))
"""Filters and tests of Pelican's own, which depend on the settings alone."""


class Compiled(BytecodeCache):
    """See the module's text. ``key`` is the identity of the code, the theme and the settings."""

    def __init__(self, state: BuildState, key: str) -> None:
        self._state, self._key = state, key
        self._known = self._load_known()  # now: a copy of the process can't ask the state
        self._has_new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what it compiled in an earlier build."""
        found = self._known.get(bucket.key)
        if found and is_known(bucket.environment):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take what Jinja compiled."""
        if is_known(bucket.environment):
            self._known[bucket.key] = bucket.bytecode_to_string()
            self._has_new = True

    def save(self) -> None:
        """Note what is new, to be saved with the state."""
        if self._has_new:
            self._state.put_note(NOTE, (self._key, self._known))

    def _load_known(self) -> dict[str, bytes]:
        """Return what earlier builds of the same key have compiled."""
        key, known = self._state.note(NOTE) or ("", {})
        return dict(known) if key == self._key else {}


def is_known(environment: Environment) -> bool:
    """Tell whether all that an environment makes of constants is the same in each build."""
    return (
        environment.extensions.keys() <= {Dedent.identifier}
        and _match(environment.filters, {**FILTERS, **PORTALS})
        and _match(environment.tests, TESTS)
    )


def _match(found: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    return all(known.get(name) is one for name, one in found.items() if name not in PELICANS)
