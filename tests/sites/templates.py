"""Jinja's templates, compiled once for all builds of a test run that ask for the very same.

Half of the work of a small build from nothing is compiling the theme. Where a site has a filter or
a test of its own, which may make anything of a constant, each build compiles for itself.
"""

from __future__ import annotations

import marshal
from hashlib import blake2b
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment

from town_portal.build.incremental.compiled import is_known

_compile = Environment.compile


def share(folder: Path) -> None:
    """Have this process keep what Jinja compiles in ``folder``, and take it from there."""

    def compiled(environment: Environment, source: Any, *given: Any, **named: Any) -> Any:
        if not (isinstance(source, str) and is_known(environment)):
            return _compile(environment, source, *given, **named)
        asked = (source, given, sorted(named.items()), _switches(environment))
        file = folder / blake2b(repr(asked).encode(), digest_size=16).hexdigest()
        if file.exists():
            return marshal.loads(file.read_bytes())
        code = _compile(environment, source, *given, **named)
        if isinstance(code, CodeType):
            made = file.with_suffix(f".{id(code)}")
            made.write_bytes(marshal.dumps(code))
            made.rename(file)
        return code

    Environment.compile = compiled  # type: ignore[method-assign, assignment]
    # Pelican lists all templates for each of its generators, only to log them.
    Environment.list_templates = lambda *_given, **_named: []  # type: ignore[method-assign]


def _switches(environment: Environment) -> list[Any]:
    """Return what else of an environment its compiler looks at."""
    plain = (
        var for var in vars(environment).items() if isinstance(var[1], str | bool | int | None)
    )
    return [*sorted(plain), *sorted(environment.filters), *sorted(environment.tests)]
