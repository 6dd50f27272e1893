"""Rules for all modules that no linter knows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins" / "town_portal"


def packages(folder: Path) -> list[str]:
    """Give the names of the packages in a folder, in order."""
    return sorted(path.parent.name for path in folder.glob("*/__init__.py"))


def test_templates_and_style_sheets_are_short() -> None:
    """Their lines have at most 120 characters, a template at most 100 lines."""
    folders = [ROOT / name for name in ("theme", "plugins", "service")]
    files = [
        item for folder in folders for end in ("html", "css") for item in folder.rglob(f"*.{end}")
    ]
    for path in (file for file in files if "bench" not in file.parts):  # pages of other programs
        lines = path.read_text(encoding="utf-8").splitlines()
        assert path.suffix == ".css" or len(lines) <= 100, path
        wide = [number for number, line in enumerate(lines, 1) if len(line) > 120]
        assert not wide, f"{path}: {wide}"


def test_no_block_imports_another_one() -> None:
    """A block stands alone, so that its folder can be copied or taken away."""
    graph = grimp.build_graph("town_portal", cache_dir=None)
    blocks = {f"town_portal.blocks.{name}" for name in packages(PACKAGE / "blocks")}
    crossings = {
        (block, other)
        for block in blocks
        for other in blocks - {block}
        if graph.direct_import_exists(importer=block, imported=other, as_packages=True)
    }
    assert not crossings


def test_what_knows_pelican_is_short() -> None:
    """A plugin.py has at most 80 lines; what needs no Pelican stands in other modules."""
    files = [*PACKAGE.rglob("plugin.py")]
    lines = {file.parent.name: len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert not {name: count for name, count in lines.items() if count > 80}


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
READERS = ("town_portal.core.content_files.copying", "town_portal.core.content_files.opening")


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
        yield from (name.name for name in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{name.name}" for name in node.names)


def test_modules_that_say_they_are_pure_are() -> None:
    """No module that says so opens files, asks the clock, draws lots, logs or runs programs."""
    found = {}
    for top in ("plugins", "service", "tools"):
        for file in (ROOT / top).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            if claims_to_be_pure(text) and (wrong := list(impurities(text))):
                found[file.relative_to(ROOT).as_posix()] = wrong
    assert not found
