"""Tasks that take any number of names: `import-page a.html b.html`, which Invoke lacks.

Invoke gives a task a list only where its option stands before each item. The syntax is that of
Python 3.7, as in setup.py.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from plugins.commands import declared


def spread(arguments: Sequence[str]) -> list[str]:
    """Give the arguments with the option of a task's list before each bare name."""
    given = list(arguments)
    task = task_of(given[0]) if given else None
    name = list_of(task) if task else None
    if task is None or name is None:
        return given
    flags = {f"--{arg.replace('_', '-')}" for arg in flags_of(task)}
    made, is_value = given[:1], False
    for word in given[1:]:
        is_option = word.startswith("-") and not is_value
        if not is_option and not is_value:
            made.append(f"--{name}")
        made.append(word)
        is_value = is_option and "=" not in word and word not in flags and word != "--help"
    return made


def task_of(name: str) -> ast.FunctionDef | None:
    """Give a task; None where there is none of this name."""
    for node in declared.parsed().body:
        if isinstance(node, ast.FunctionDef) and node.name == name.replace("-", "_"):
            return node
    return None


def list_of(task: ast.FunctionDef) -> str | None:
    """Give the option that a task names in `iterable`, None where it takes no list."""
    for decorator in task.decorator_list:
        for keyword in getattr(decorator, "keywords", ()):
            if keyword.arg == "iterable":
                return str(ast.literal_eval(keyword.value)[0])
    return None


def flags_of(task: ast.FunctionDef) -> list[str]:
    """Give the arguments of a task that take no value: those that are True or False."""
    arguments = task.args.args[len(task.args.args) - len(task.args.defaults) :]
    return [
        arguments[at].arg
        for at, default in enumerate(task.args.defaults)
        if isinstance(default, ast.Constant) and isinstance(default.value, bool)
    ]
