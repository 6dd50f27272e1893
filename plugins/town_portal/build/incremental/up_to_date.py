"""Whether a build would change nothing, found out before Pelican and the plugins are imported.

``make`` calls such a target up to date. All that a build depends on takes part: the words of the
command, the environment, the settings, the code, the packages, the clock, the contents, files from
outside (``Build.external_inputs``), the output. What differs in any of it, or cannot be told, is
left to the build itself, which finds out what that means (build/incremental/opening.py).
"""

import json
import os
import runpy
import sqlite3
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from math import inf
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from town_portal.build.ending import NOTHING_CHANGED, print_closing, print_notices
from town_portal.build.incremental import state_reader
from town_portal.build.incremental.keys import file_identity, files_key, hash_code, hash_settings
from town_portal.core.identity import compute_identity
from town_portal.core.scan import scan_folder
from town_portal.core.storage import Storage, read_note
from town_portal.core.system import clock
from town_portal.core.system.places import TOWN

NOTE = "launch"
"""The note of a state that holds a ``Launch``."""
LAUNCH = "LAUNCH"
"""The setting that tells a build the identity of what it was started with."""
_MORE = frozenset(("EXPLAIN", "VERIFY", "WATCHED", "DEBUG", "PLUGIN_PATHS"))
"""Settings with which more than the output is wanted, or plugins may come from anywhere."""
_CLOCK = "SOURCE_DATE_EPOCH"


class Command(NamedTuple):
    """What Pelican's command line says: folders, the file of settings, settings given by hand."""

    content: Path
    output: Path
    settings: Path
    overrides: tuple[str, ...]


class Launch(NamedTuple):
    """What a build leaves for this module beside what it leaves for the next build.

    ``key`` is the identity of what it was started with; empty: the next build must look itself.
    ``code`` are the files and folders of plugins that are not the portal's, with their identity,
    ``external_inputs`` identities of files outside of the content folder. ``upcoming`` is the
    sentence about articles that will appear or cease to be shown.
    """

    key: str = ""
    code: Sequence[Path] = ()
    code_identity: str = ""
    external_inputs: Mapping[str, str] = MappingProxyType({})
    upcoming: str = ""

    def save(self, state: Storage, upcoming: str) -> None:
        """Put this into the state, with the sentence about what is upcoming."""
        plain = self._replace(external_inputs=dict(self.external_inputs), upcoming=upcoming)
        state.put_note(NOTE, tuple(plain))


class UpToDate(NamedTuple):
    """An output in which a build would change nothing, with what it would tell people."""

    notices: list[str]
    upcoming: str

    def report(self, seconds: float) -> None:
        """Print what a build prints that finds nothing to do and takes so long."""
        print_notices(self.notices)
        if self.upcoming:
            print(self.upcoming)
        print_closing((NOTHING_CHANGED,), seconds)


def read_command(words: Sequence[str]) -> Command | None:
    """Return what the words behind Pelican's name say; None where that is more than a build."""
    given: dict[str, str] = {}
    overrides: tuple[str, ...] = ()
    rest = iter(words)
    for word in rest:
        if word in ("-s", "-o"):
            given[word] = next(rest, "")
        elif word == "-e":
            overrides = tuple(rest)
        elif not word.startswith("-") and "content" not in given:
            given["content"] = word
        elif word not in ("-q", "--quiet"):
            return None
    is_more = any(
        override.startswith("-") or override.partition("=")[0] in _MORE for override in overrides
    )
    if is_more or not all(given.get(name) for name in ("content", "-s", "-o")):
        return None
    return Command(Path(given["content"]), Path(given["-o"]), Path(given["-s"]), overrides)


def run_settings(file: Path) -> dict[str, Any]:
    """Return what a file of settings says, leaving Pelican to run it afresh."""
    folders = (TOWN, file.resolve().parent)
    _forget_settings()
    before = set(sys.modules)
    found = runpy.run_path(str(file))
    for name in set(sys.modules) - before:
        if Path(getattr(sys.modules[name], "__file__", None) or "").parent in folders:
            del sys.modules[name]
    _forget_settings()
    return {name: value for name, value in found.items() if name.isupper()}


def _forget_settings() -> None:
    """Have the settings that others begin with run anew: a town's own may change their lists."""
    for name in [name for name in sys.modules if name.startswith("town_portal.settings.")]:
        del sys.modules[name]


def make_launch_key(command: Command) -> str:
    """Return the identity of all that a build depends on but for contents, clock and output.

    Empty where the settings ask for more than an output.
    """
    settings = run_settings(command.settings)
    if any(settings.get(name) for name in _MORE):
        return ""
    return compute_identity(
        [str(word) for word in command],
        str(Path.cwd()),
        sorted((name, item) for name, item in os.environ.items() if name != _CLOCK),
        list(dict.fromkeys(sys.path)),
        [_find_package(str(name)) for name in settings.get("PLUGINS", ())],
        hash_settings(settings),
        hash_code(command.settings.parent / str(settings.get("THEME", ""))),
    )


def _find_package(module: str) -> str:
    """Return where Python would find the package of a module; nothing is imported."""
    spec = find_spec(module.partition(".")[0])
    return repr(spec and (spec.origin, list(spec.submodule_search_locations or ())))


def find_up_to_date(command: Command, key: str) -> UpToDate | None:
    """Return the output of a command if a build would leave it as it is."""
    try:
        with state_reader.open_state(command.output) as base:
            return _find(base, command, key)
    except (state_reader.Nothing, sqlite3.Error, OSError):
        return None


def _find(base: sqlite3.Connection, command: Command, key: str) -> UpToDate | None:
    launch = Launch(*(read_note(base, NOTE) or ()))
    if not (key and key == launch.key) or read_note(base, "is writing"):
        return None
    is_done = base.execute("SELECT 1 FROM dirty LIMIT 1").fetchone() is None
    _, since, until, notices, _ = read_note(base, "whole") or ("", inf, inf, [], {})
    is_now = since <= clock.get_now().timestamp() < until
    if not (
        is_done and is_now and state_reader.place_of(command.output) == read_note(base, "output")
    ):
        return None
    if files_key(launch.code) != launch.code_identity:
        return None
    if any(file_identity(Path(item)) != was for item, was in launch.external_inputs.items()):
        return None
    _, stamps = read_note(base, "stamps") or ("", None)
    found = scan_folder(command.content, read_note(base, "listings") or {}, time.time_ns())
    return None if found.refused or found.stamps != stamps else UpToDate(notices, launch.upcoming)


def main(words: Sequence[str], earlier: str = "") -> None:
    """Build as ``python -m pelican`` with the same words does; at once if nothing has changed.

    ``earlier`` is the key of what this process has imported in advance.
    """
    begun = time.monotonic()
    command, key, found = read_command(words), "", None
    if command:
        with suppress(Exception):  # what is wrong with the settings Pelican itself tells
            key = make_launch_key(command)
            found = find_up_to_date(command, key)
    if found:
        found.report(time.monotonic() - begun)
    else:
        _run_pelican(words, earlier or key)


def _run_pelican(words: Sequence[str], key: str) -> None:
    """Become ``python -m pelican`` with these words, started with what ``key`` identifies."""
    more = (f"{LAUNCH}={json.dumps(key)}",) if key else ()
    option = ("-e",) if more and "-e" not in words else ()
    sys.argv[1:] = [*words, *option, *more]
    runpy.run_module("pelican", run_name="__main__", alter_sys=True)
