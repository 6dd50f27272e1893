"""No module reads files past core/content_files, but those that are told here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "plugins" / "town_portal"
READS = {"read_text", "read_bytes", "copyfile", "copy2", "copytree", "hardlink_to"}
WHOLE = {"os.link", "shutil.copy"} | {
    f"{item}.open" for item in ("os", "io", "Image", "codecs", "gzip")
}
ALLOWED = {
    "door": "core/content_files/*",
    "output": "build/{outlet,stage} publishing/gate/{command,budget,cache,modules,jobs} "
    "publishing/{alert/command,compress,publish_signed,hosting/plugin} "
    "publishing/{deliver,manifest,restore,watch_site}/* "
    "cli/{archive/*,single_file,serve/portal} features/photos/{share_files,job_runner}",
    "state": "core/storage features/{timeliness/report_file,live/source,elsewhere/models} "
    "cli/{duties,serve/live,doctor/publication}",
    "portal": "build/incremental/keys blocks/examples core/communes/__init__ "
    "authoring/{editing/labels,new_town/writing} "
    "authoring/{proofreading/language/tables,importers/page/profile} "
    "features/{assets/*,feeds/plugin,photos/share,province/plugin,search/store,specimens/*} "
    "cli/{audit/*,schemas}",
    "asked": "cli/import_word authoring/importers/{page/folder,word/convert}",
    "memory": "core/emblem authoring/importers/{page/thumbs,word/media}",
    "alone": "cli/{setup,lock,streams} core/system/{lock_file,variables}",
    "linked": "publishing/last_good/working_copy",
    "engine": "cli/engine/*",
}
"""Where files are read that are not the content folder's, by what they are instead."""

BOTH = {
    "build/outlet": 2,
    "features/assets/plugin": 1,
    "publishing/gate/command": 2,
    "publishing/manifest/writing": 2,
    "publishing/watch_site/expected_state": 1,
    "features/photos/share_files": 2,
}
"""How many such looks there are in modules that read of the content folder as well."""


Modules = dict[str, tuple[str, list[int]]]
"""The source of each module, and the lines on which it looks at files."""


def patterns(text: str) -> Iterator[str]:
    """Yield each pattern, with what stands in braces put in."""
    for pattern in text.split():
        before, brace, rest = pattern.partition("{")
        inner, _, after = rest.partition("}")
        yield from (f"{before}{item}{after}" for item in inner.split(",")) if brace else (pattern,)


def is_allowed(name: str) -> bool:
    """Tell whether a module, ``build/outlet``, may read files itself."""
    return any(fnmatch(name, pattern) for text in ALLOWED.values() for pattern in patterns(text))


def looks(source: str) -> Iterator[int]:
    """Yield the lines on which a module opens, reads, copies or links a file of its own accord."""
    tree = ast.parse(source)
    door = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("town_portal.core")
        for alias in node.names
    }
    door |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            base = node.value.id if isinstance(node.value, ast.Name) else ""
            is_open = f"{base}.{node.attr}" in WHOLE or node.attr in READS
            if is_open and base not in door:
                yield node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            names = (READS | {"open"}) - door
            yield from [node.lineno] if node.id in names else []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            first = node.args[0] if node.args else ast.Constant("r")
            mode = first.value if isinstance(first, ast.Constant) else None
            if node.func.attr == "open" and isinstance(mode, str) and set(mode) <= set("rwxabt+"):
                yield node.lineno


@pytest.fixture(scope="module")
def modules() -> Modules:
    """Return each module's source, and the lines on which it looks at files, by its name."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        found[path.relative_to(ROOT).with_suffix("").as_posix()] = source, [*looks(source)]
    return found


def test_no_module_goes_past_the_door(modules: Modules) -> None:
    """What a text or a data file names, and texts and data themselves, are opened in one place."""
    assert not [
        (name, lines) for name, (_, lines) in modules.items() if lines and not is_allowed(name)
    ]


def test_who_reads_both_does_not_read_more_of_its_own_accord(
    modules: Modules,
) -> None:
    """An emblem lies in the content folder, the mark in its place in the theme."""
    assert {
        name: len(lines)
        for name, (source, lines) in modules.items()
        if lines and "content_files" in source and not name.startswith("core/content_files/")
    } == BOTH


def test_no_exception_is_left_over(modules: Modules) -> None:
    """A module that reads no file any more needs no leave to."""
    readers = [name for name, (_, lines) in modules.items() if lines]
    allowed = [pattern for text in ALLOWED.values() for pattern in patterns(text)]
    assert not [item for item in allowed if not any(fnmatch(name, item) for name in readers)]
