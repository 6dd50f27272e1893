"""The process that builds for the preview: ready before it is asked, and patching afterwards.

It reads one word a line: ``build`` (once) or ``patch``. What Pelican prints comes as it is; a line
that begins with ``END`` closes each answer: an exit code and, behind ``UNTIL``, until when the
clock changes nothing (seconds since 1970), or one of the words below.
"""

from __future__ import annotations

import os
import sys
from math import inf
from typing import Any

from town_portal.core.system.places import OVERLAY, PACKAGE, ROOT, TOWN

END = "\x1e"
UNTIL = "@"
"""Stands between an exit code and until when the clock changes nothing."""
STALE = "stale"
"""The program has changed since this process began: another one must build."""
PATCHED = "patched"
PROGRAM_ERROR = "Lỗi của chương trình ({}: {}); hãy báo người phụ trách kỹ thuật."
WHOLE = "whole"
"""A whole build is needed."""


def fingerprint_program() -> tuple[tuple[str, int], ...]:
    """Return what tells that settings, plugins, theme or packages have changed."""
    files = [*TOWN.glob("*.py"), *ROOT.glob("package*.json")]
    for folder in (PACKAGE, ROOT / "theme", OVERLAY):
        files += folder.rglob("*.*")
    ours = [file for file in files if file.suffix != ".pyc" and not file.name.startswith(".")]
    return tuple(sorted((str(file), file.stat().st_mtime_ns) for file in ours if file.is_file()))


def close_answer(word: object) -> None:
    """Close an answer."""
    print(f"{END}{word}", flush=True)


def build_once(pelican: Any) -> int:
    """Build once and return the exit code."""
    try:
        pelican.run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except Exception as error:  # noqa: BLE001  # the preview must go on
        print(PROGRAM_ERROR.format(type(error).__name__, error), flush=True)
        return 1
    return 0


def find_valid_until(pelican: Any) -> float:
    """Return until when (seconds since 1970) the clock changes nothing in what was built."""
    built = pelican.settings.get("BUILD")
    stands_still = "SOURCE_DATE_EPOCH" in os.environ
    return float(built.span[1]) if built and not stands_still else inf


def patch_output(settings: Any, patchers: list[Any]) -> str:
    """Patch what the build has left, if that is possible."""
    from town_portal.build.incremental.fast_path import Patcher

    session = settings.get("SPARING")
    if session is None:
        return WHOLE
    if not patchers:
        patchers.append(Patcher(session))
    try:
        return PATCHED if patchers[0].patch() else WHOLE
    except Exception:  # noqa: BLE001  # the whole build reports what is wrong
        return WHOLE


def main(content: str, settings_file: str, output: str) -> None:
    """Answer until there are no more questions."""
    from pelican import get_instance, init_logging, parse_arguments

    begun = fingerprint_program()
    init_logging(name="pelican")
    arguments = [content, "-s", settings_file, "-o", output, "-e", "WATCHED=true"]
    pelican, settings = get_instance(parse_arguments(arguments))
    patchers: list[Any] = []
    for line in sys.stdin:
        if fingerprint_program() != begun:
            close_answer(STALE)
        elif line.strip() == "build":
            close_answer(f"{build_once(pelican)}{UNTIL}{find_valid_until(pelican)}")
        else:
            close_answer(patch_output(settings, patchers))
