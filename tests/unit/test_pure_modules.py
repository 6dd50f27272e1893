"""A module whose docstring says that it is pure looks at nothing but what it is given."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_MODULES = (
    "fcntl glob http importlib logging multiprocessing os random requests secrets shutil signal "
    "socket sqlite3 subprocess sys tempfile threading time urllib.request"
)
MODULES = frozenset(_MODULES.split())
"""What reaches the disk, the clock, chance, other programs or the network."""
SEEDED = {"random.Random"}
CALLS = frozenset(("open", "input", "print"))
_METHODS = (
    "exists glob is_dir is_file iterdir lstat mkdir now read_bytes read_text rename resolve rglob "
    "rmdir samefile stat symlink_to today touch unlink utcnow write_bytes write_text"
)
METHODS = frozenset(_METHODS.split())
"""Methods of paths, dates and moments that ask the world outside."""
READERS = ("plugins._kit.content_files.copying", "plugins._kit.content_files.opening")


def claims_to_be_pure(text: str) -> bool:
    """Tell whether the docstring of a module has the word."""
    return bool(re.search(r"\bPure\b", ast.get_docstring(ast.parse(text)) or ""))


def impurities(text: str) -> Iterator[str]:
    """Yield what in a module's text reaches beyond what its functions are given."""
    for node in ast.walk(ast.parse(text)):
        for name in _imported(node):
            parts = {name.rpartition(".")[0], name, name.partition(".")[0]}
            if name not in SEEDED and parts & {*MODULES, *READERS}:
                yield f"{node.lineno}: {name}"  # type: ignore[attr-defined]
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in CALLS:
                yield f"{node.lineno}: {called.id}"
            if isinstance(called, ast.Attribute) and called.attr in METHODS:
                yield f"{node.lineno}: {called.attr}"


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (it.name for it in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{it.name}" for it in node.names)


def test_modules_that_say_they_are_pure_are() -> None:
    """No module that says so opens files, asks the clock, draws lots, logs or runs programs."""
    found = {}
    for top in ("plugins", "service", "tools"):
        for file in (ROOT / top).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            if claims_to_be_pure(text) and (wrong := list(impurities(text))):
                found[file.relative_to(ROOT).as_posix()] = wrong
    assert not found


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "from os import environ",
        "import urllib.request",
        "from random import choice",
        "from plugins._kit.content_files.opening import read_text",
        "text = open('a')",
        "text = Path('a').read_text()",
        "here = Path('a').is_file()",
        "at = datetime.now(UTC)",
        "day = date.today()",
    ],
)
def test_what_is_not_pure_is_noticed(line: str) -> None:
    """Each way to the disk, the clock or chance is found, wherever in the module it stands."""
    text = f'"""Words. Pure."""\n\ndef words():\n    {line}\n'
    assert claims_to_be_pure(text)
    assert len(list(impurities(text))) == 1
    assert not list(impurities(text.replace(line, "return json.loads(Random(1).text)")))
