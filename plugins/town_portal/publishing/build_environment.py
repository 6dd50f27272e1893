"""The environment of a build: the variables that Pelican needs, none of them secret.

Content decides much of what a build does. So the build's process gets a list of harmless variables
and none besides: no token, key, password or agent of the process that publishes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

ALLOWED = frozenset(
    (
        # Programs, folders, language, time
        *("PATH", "HOME", "LANG", "LANGUAGE", "TMPDIR", "TZ", "LD_LIBRARY_PATH"),
        *("DYLD_LIBRARY_PATH", "SOURCE_DATE_EPOCH", "CI", "NO_COLOR", "TERM"),
        # Windows
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP"),
        *("USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES"),
        *("NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE"),
        # Python and its measurements
        *("PYTHONPATH", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
        *("PYTHONWARNINGS", "PYTHONFAULTHANDLER", "COVERAGE_PROCESS_START"),
        # The project's own
        "LIVE_SNAPSHOT",
    )
)
ALLOWED_PREFIX = "LC_"
SERVICE_ASKED = "LIVE_SERVICE_ASKED"
"""Set if the starting command asks the live service (features/live/source.py)."""


def make_build_environment(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the variables of ``given`` that a build may read, and those that each build has."""
    kept = {
        name: value
        for name, value in given.items()
        if name in ALLOWED or name.startswith(ALLOWED_PREFIX)
    }
    if given.get("LIVE_EXPORT"):
        kept[SERVICE_ASKED] = "1"
    return {**kept, "PYTHONUTF8": "1", "COLUMNS": "1000"}  # Pelican wraps what it prints at COLUMNS
