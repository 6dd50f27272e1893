"""Jinja's templates, compiled once for all builds of a test run that ask for the very same.

Half of the work of a small build from nothing is compiling the theme. What is kept here is found by
all that Jinja's compiler is given: the text, its names, the environment's switches and functions.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment

_compile = Environment.compile


def share(folder: Path) -> None:
    """Have this process keep what Jinja compiles in ``folder``, and take it from there."""

    def compile(environment: Environment, source: Any, *given: Any, **named: Any) -> Any:  # noqa: A001
        if not isinstance(source, str):
            return _compile(environment, source, *given, **named)
        asked = (source, given, sorted(named.items()), _switches(environment))
        file = folder / blake2b(repr(asked).encode(), digest_size=16).hexdigest()
        if file.exists():
            return marshal.loads(file.read_bytes())  # our own
        code = _compile(environment, source, *given, **named)
        if isinstance(code, CodeType):
            made = file.with_suffix(f".{id(code)}")
            made.write_bytes(marshal.dumps(code))
            made.rename(file)
        return code

    Environment.compile = compile  # type: ignore[method-assign, assignment]


def _switches(environment: Environment) -> list[Any]:
    """Return all of an environment that its compiler may look at."""
    plain = [it for it in vars(environment).items() if isinstance(it[1], str | bool | int | None)]
    functions = {**environment.filters, **environment.tests}
    described = [(name, _description(it)) for name, it in functions.items()]
    return [sorted(plain), sorted(described), sorted(environment.extensions), environment.finalize]


def _description(function: Callable[..., Any]) -> str:
    """Return what tells a function from another one of its name."""
    code = getattr(function, "__code__", None)
    if code is None:
        return repr((type(function), getattr(function, "__dict__", None)))
    return repr((function.__module__, code.co_code, code.co_consts, code.co_names))
