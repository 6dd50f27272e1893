"""Files with a line ``NAME=value`` each, as systemd reads them."""

from __future__ import annotations

from pathlib import Path


def read_variables(file: Path) -> dict[str, str]:
    """Return the variables of a file by name; empty without the file.

    Empty lines and those that begin with ``#`` are left out, quotation marks around a value too.
    Raises OSError, UnicodeDecodeError.
    """
    if not file.is_file():
        return {}
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip('"') for name, equals, value in pairs if equals}
