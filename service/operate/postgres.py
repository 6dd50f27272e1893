"""Copies of a PostgreSQL database by its own programs, pg_dump and pg_restore."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


class PostgresFailed(Exception):
    """PostgreSQL's program said no; the message is its own."""


def dump_database(settings: Mapping[str, Any], target: Path) -> None:
    """Write a copy as it is at one moment, whole or not at all. Raises Failed."""
    part = target.with_name(f"{target.name}.part")
    part.touch(mode=0o600)
    try:
        _run(["pg_dump", "--format=custom", "--no-owner", f"--file={part}"], settings)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def restore_database(settings: Mapping[str, Any], copied: Path) -> None:
    """Put a copy in the place of all tables, in one transaction. Raises Failed."""
    words = ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction"]
    _run([*words, f"--dbname={settings['NAME']}", str(copied)], settings)


def read_dump(copied: Path) -> None:
    """Read a copy to its end, as restoring it would. Raises Failed."""
    _run(["pg_restore", f"--file={os.devnull}", str(copied)], {})


def _run(words: Sequence[str], settings: Mapping[str, Any]) -> None:
    program = shutil.which(words[0])
    if program is None:
        raise PostgresFailed(f"Máy này không có {words[0]}. Hãy cài gói postgresql-client.")
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    values = {name: str(settings[key]) for name, key in names.items() if settings.get(key)}
    named = {"PGDATABASE": str(settings["NAME"])} if settings else {}
    env = {**os.environ, **values, **named}
    done = subprocess.run(
        [program, *words[1:]], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PostgresFailed(done.stderr.strip())
