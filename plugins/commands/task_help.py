"""What `python3 tasks.py TASK --help` prints: the task's own words, in Vietnamese.

Nothing is installed for it. The syntax is that of Python 3.7, as in setup.py.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.commands import declared, many

ONE = {"preview": "TỆP", "watch-site": "ĐỊA-CHỈ"}
"""Tasks that take a list for Invoke's sake, and of it only one: what that is."""
WIDTH = 18


def told(name: str) -> str:
    """Give the help of a task; empty where there is none of this name."""
    module, task = declared.parsed(), many.task_of(name)
    if task is None:
        return ""
    words = dict(_words(module, task))
    listed = many.list_of(task)
    place = "" if listed is None else ONE.get(name, "TỆP…")
    usage = f"Cách dùng: python3 tasks.py {name} {place}".rstrip()
    rows = [(place, words[listed])] if listed else []
    flags = many.flags_of(task)
    for arg in task.args.args[1:]:
        option = arg.arg.replace("_", "-")
        if arg.arg != listed:
            sign = f"--{option}" if arg.arg in flags else f"--{option} …"
            rows.append((sign, words.get(option, "")))
    lines = [f"{usage}{' [tùy chọn]' if len(rows) > bool(listed) else ''}", ""]
    lines += [(ast.get_docstring(task) or "").split("\n")[0], ""]
    return "\n".join(lines + [f"  {sign:<{WIDTH}} {text}" for sign, text in rows]).rstrip()


def _words(module: ast.Module, task: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """Give what a task says of each of its arguments."""
    known = {}
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            known[node.targets[0].id] = node.value
    for decorator in task.decorator_list:
        for keyword in getattr(decorator, "keywords", ()):
            if keyword.arg == "help":
                for place, key in enumerate(keyword.value.keys):
                    yield str(ast.literal_eval(key)), _text(keyword.value.values[place], known)


def _text(node: Any, known: Mapping[str, Any]) -> str:
    """Give a text that is written out, by its name, or with such names in it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, known) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _text(node.value, known)
    return (
        _text(known[node.id], known) if isinstance(node, ast.Name) else str(ast.literal_eval(node))
    )
