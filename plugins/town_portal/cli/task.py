"""A task of the command line: its name, its words for people, its options, what it needs.

Only the standard library is used, so that help costs no installation.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

WIDTH = 18
UNKNOWN = "Không có tùy chọn nào tên là “{}”. Xem các tùy chọn bằng --help."
NO_TASK = "Không có việc nào tên là “{}”. Xem các việc: python3 tasks.py"
MISUSED = "Chưa hiểu lệnh này ({}). Xem các tùy chọn bằng --help."
LIST = "Cách dùng: python3 tasks.py VIỆC [tùy chọn]   (xem tùy chọn: python3 tasks.py VIỆC --help)"


class Mistake(Exception):
    """A command that can't be run as it was typed; the message says what to do."""


@dataclass(frozen=True)
class Option:
    """An option of a task: what it says of itself, and how argparse reads it.

    ``sign`` is what stands for names that are given without an option.
    """

    help: str
    settings: Mapping[str, Any]
    sign: str = ""


def make_option(text: str, default: object = "", kind: Callable[[str], object] = str) -> Option:
    """Describe an option with a value."""
    return Option(text, {"default": default, "type": kind})


def make_path_option(text: str, default: Path | None) -> Option:
    """Describe an option whose value is a file or folder; None where it may be left out."""
    return make_option(text, default, Path)


def make_flag(text: str) -> Option:
    """Describe an option without a value."""
    return Option(text, {"action": "store_true"})


def make_optional(text: str) -> Option:
    """Describe an option whose value may be left out: True then, an empty text without it."""
    return Option(text, {"nargs": "?", "const": True, "default": ""})


def make_names(sign: str, text: str, kind: Callable[[str], object] = Path) -> Option:
    """Describe names that are given without an option, any number of them."""
    return Option(text, {"nargs": "*", "type": kind}, sign)


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Mistake(MISUSED.format(message))


@dataclass(frozen=True)
class Task:
    """What a task runs, the options that it takes, and what it needs besides a build's packages."""

    run: Callable[[Namespace], int]
    options: Mapping[str, Option]
    needs: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name on the command line."""
        return self.run.__name__.replace("_", "-")

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return str(self.run.__doc__)

    def explain(self) -> str:
        """Return its help."""
        rows = []
        for name, item in self.options.items():
            value = "" if item.settings.get("action") else " …"
            rows.append((item.sign or f"--{name.replace('_', '-')}{value}", item.help))
        words = [item.sign for item in self.options.values() if item.sign]
        words += ["[tùy chọn]"] if len(rows) > len(words) else []
        usage = " ".join(["Cách dùng: python3 tasks.py", self.name, *words])
        lines = [f"  {sign:<{WIDTH}} {text}" for sign, text in rows]
        return "\n".join([usage, "", self.summary, "", *lines]).rstrip()

    def parse(self, arguments: list[str]) -> Namespace:
        """Read what was typed after the task's name; raises Mistake."""
        parser = _Parser(add_help=False, allow_abbrev=False)
        for name, item in self.options.items():
            word = name if item.sign else f"--{name.replace('_', '-')}"
            parser.add_argument(word, **item.settings)
        given, strange = parser.parse_known_intermixed_args(arguments)
        if strange:
            raise Mistake(UNKNOWN.format(strange[0].partition("=")[0]))
        return given


@dataclass
class TaskList:
    """The tasks by name, in the order in which people are told of them."""

    tasks: dict[str, Task] = field(default_factory=dict)

    def add(
        self, *needs: str, **options: Option
    ) -> Callable[[Callable[[Namespace], int]], Callable[[Namespace], int]]:
        """Make a function a task: its name and docstring are the task's."""

        def register(run: Callable[[Namespace], int]) -> Callable[[Namespace], int]:
            task = Task(run, options, needs)
            self.tasks[task.name] = task
            return run

        return register

    def find(self, name: str) -> Task:
        """Return the task of a name; raises Mistake."""
        if name not in self.tasks:
            raise Mistake(NO_TASK.format(name))
        return self.tasks[name]

    def __str__(self) -> str:
        """Return the list of all tasks."""
        return "\n".join(
            [LIST, *(f"  {task.name:<12} {task.summary}" for task in self.tasks.values())]
        )
