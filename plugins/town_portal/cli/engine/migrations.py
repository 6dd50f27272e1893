"""What a version of the generator changes in a town's data files, so that it can read them. Pure.

A migration is added, never edited; it changes text and leaves comments and order as they are.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml


class ByHand(Exception):
    """A file is written in a way that no migration can change; the message says what to do."""


@dataclass(frozen=True)
class Migration:
    """A change of one file below content/: its path, what is told of it, how its text changes."""

    file: str
    words: str
    change: Callable[[str], str]


def without_group(name: str) -> Callable[[str], str]:
    """Return what takes a group of the first level out of a YAML file; raises ByHand."""
    group = re.compile(rf"^{name}:.*\n?(?:[ \t-].*\n?|[ \t]*\n(?=[ \t-]))*", re.MULTILINE)

    def change(text: str) -> str:
        before = _parsed(text)
        if name not in before:
            return text
        after = group.sub("", text, count=1)
        if _parsed(after) != {key: value for key, value in before.items() if key != name}:
            raise ByHand(f"hãy tự xóa nhóm {name}")
        return after

    return change


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        found = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ByHand("tệp không phải YAML; hãy sửa trước") from error
    return found if isinstance(found, dict) else {}


MIGRATIONS = (
    Migration(
        "data/town.yaml",
        "bỏ nhóm desk: bàn soạn tin trên cổng công khai không còn, thay bằng bàn soạn tin riêng",
        without_group("desk"),
    ),
)
"""All of them, the oldest first."""


def migrate(read: Callable[[str], str | None]) -> tuple[dict[str, str], list[str]]:
    """Return the new text of each file that changes, by its path, and a line for each change.

    ``read`` gives the text of a file below content/, None where there is none.
    """
    changed: dict[str, str] = {}
    lines = []
    for item in MIGRATIONS:
        text = changed.get(item.file) or read(item.file)
        if text is None:
            continue
        try:
            new = item.change(text)
        except ByHand as error:
            lines.append(f"content/{item.file}: {item.words} – không tự đổi được, {error}")
            continue
        if new != text:
            changed[item.file] = new
            lines.append(f"content/{item.file}: {item.words}")
    return changed, lines
