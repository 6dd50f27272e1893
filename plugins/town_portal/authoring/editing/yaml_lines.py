"""Change values of a YAML text; the lines and comments of all others stay as they are. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import StringIO
from typing import Any

import yaml

from town_portal.authoring.editing.yaml_dump import (
    Dumper,
    Folded,
    IndentedDumper,
    PlainScalar,
    drop_absent,
    normalize_value,
)
from town_portal.core.data import yamldoc
from town_portal.core.text import normalize_text, unify_line_ends

LINE_ENDS = "\r\n"
_WIDTH = 100
_LONGEST = 120
"""Characters of a line on which a list or group in brackets still is written so."""
NOT_WRITABLE = (
    "không tự ghi được vì tệp này viết theo cách lạ; hãy nhờ người quản trị mở tệp và sửa bằng tay"
)


class NotWritable(ValueError):
    """A text is written in a way into which nothing can be put safely."""


class _Unusual(Exception):
    """A value has to be written again as a whole: it cannot be changed line by line."""


def set_values(text: str, values: Mapping[str, Any]) -> str:
    """Return a whole YAML text that says ``values`` and nothing else.

    What it says already keeps its lines; comments stay. Raises NotWritable, and YamlError for a
    text that cannot be read.
    """
    lines = list(StringIO(text, newline=""))
    changed = "".join(change_lines(lines, values, is_indented=True))
    written = yamldoc.parse_yaml(unify_line_ends(changed)).value or {}
    if drop_absent(written) != drop_absent(normalize_value(values)):
        raise NotWritable(NOT_WRITABLE)
    return changed


def change_lines(
    lines: Sequence[str], values: Mapping[str, Any], *, is_indented: bool
) -> list[str]:
    """Return the lines of a YAML text changed so that it says ``values``.

    ``lines`` have their line ends; ``is_indented`` tells how new lists are written. Raises
    NotWritable.
    """
    plain = [normalize_text(line).rstrip(LINE_ENDS) for line in lines]
    before = yamldoc.parse_yaml("\n".join(plain)).value or {}
    after = normalize_value(values)
    if before == after:
        return list(lines)
    node = yaml.compose("\n".join(plain), Loader=yamldoc._Loader)
    editor = _Editor(plain, IndentedDumper if is_indented else Dumper, _collect_plain_scalars(node))
    try:
        edits = editor.change_whole(node, before, after)
    except _Unusual:
        raise NotWritable(NOT_WRITABLE) from None
    return _apply(lines, edits)


@dataclass(frozen=True)
class _Edit:
    """Lines from ``begin`` until before ``end`` become ``lines``."""

    begin: int
    end: int
    lines: tuple[str, ...]


def _apply(lines: Sequence[str], edits: Iterable[_Edit]) -> list[str]:
    """Return the lines with edits applied; of two at one place the first given stands first."""
    ending = (lines[0][len(lines[0].rstrip(LINE_ENDS)) :] if lines else "") or "\n"
    result = list(lines)
    if result and not result[-1].endswith(tuple(LINE_ENDS)):
        result[-1] += ending
    for edit in sorted(edits, key=lambda edit: edit.begin)[::-1]:
        result[edit.begin : edit.end] = [line + ending for line in edit.lines]
    return result


class _Editor:
    """Finds which lines of one text have to change."""

    def __init__(self, lines: Sequence[str], dumper: type[Dumper], plain: frozenset[str]) -> None:
        """Take the lines, without line ends, and the way in which new values are written.

        ``plain`` are the values that stand without quotation marks so far.
        """
        self._lines, self._dumper, self._plain = lines, dumper, plain

    def change_whole(
        self, node: yaml.Node | None, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> list[_Edit]:
        """Return what has to change in the whole text."""
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return [_Edit(len(self._lines), len(self._lines), self._dump(dict(new)))] * bool(new)
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            raise _Unusual
        return self._change_mapping(node, old, new)

    def _change_inside(self, node: yaml.Node, old: Any, new: Any) -> list[_Edit]:
        """Return what has to change inside a list or a group."""
        if not old or not new or getattr(node, "flow_style", True):
            raise _Unusual
        if isinstance(node, yaml.MappingNode) and isinstance(new, dict):
            return self._change_mapping(node, old, new)
        if isinstance(node, yaml.SequenceNode) and isinstance(new, list):
            return self._change_sequence(node, old, new)
        raise _Unusual

    def _change_mapping(
        self, node: yaml.MappingNode, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> list[_Edit]:
        known = {normalize_text(str(key.value)): (key, value) for key, value in node.value}
        if len(known) != len(node.value):
            raise _Unusual
        edits: list[_Edit] = []
        for name, (key, value) in known.items():
            if new.get(name) is None and old[name] is not None:
                edits.append(self._remove(key, value))
            elif new.get(name) != old[name]:
                edits += self._change_value(key, value, old[name], new[name])
        added = {name: new[name] for name in new if name not in known and new[name] is not None}
        if added:
            indent = " " * node.value[0][0].start_mark.column
            at = self._after(node)
            edits.append(_Edit(at, at, _indent(self._dump(added), indent)))
        return edits

    def _change_value(self, key: yaml.Node, value: yaml.Node, old: Any, new: Any) -> list[_Edit]:
        try:
            return self._change_inside(value, old, new)
        except _Unusual:
            return [self._write_again(key, value, str(key.value), new)]

    def _write_again(self, key: yaml.Node, value: yaml.Node, name: str, new: Any) -> _Edit:
        """Return a field written anew, in brackets or folded where it was."""
        line, column = key.start_mark.line, key.start_mark.column
        dumped = self._dump({name: new})
        if isinstance(new, (dict, list)) and value.value and getattr(value, "flow_style", False):
            in_brackets = f"{self._dump({name: 0})[0].removesuffix('0')}{self._in_brackets(new)}"
            dumped = (in_brackets,) if len(in_brackets) <= _LONGEST else dumped
        elif isinstance(value, yaml.ScalarNode) and value.style == ">" and type(new) is str:
            dumped = self._dump({name: Folded(new)})
        if len(dumped) == 1:
            dumped = (dumped[0] + self._comment(value),)
        head = self._lines[line][:column]
        return _Edit(line, self._after(value), _indent(dumped, " " * column, head))

    def _comment(self, value: yaml.Node) -> str:
        """Return the comment that stands behind a value on its last line."""
        if value.end_mark.line >= len(self._lines):
            return ""
        behind = self._lines[value.end_mark.line][value.end_mark.column :]
        return behind if value.end_mark.column and behind.lstrip().startswith("#") else ""

    def _change_sequence(
        self, node: yaml.SequenceNode, old: Sequence[Any], new: Sequence[Any]
    ) -> list[_Edit]:
        if len(node.value) != len(old):  # some stand empty
            raise _Unusual
        column = node.start_mark.column
        edits: list[_Edit] = []
        matcher = SequenceMatcher(a=[*map(repr, old)], b=[*map(repr, new)], autojunk=False)
        for kind, a1, a2, b1, b2 in matcher.get_opcodes():
            if kind == "equal":
                continue
            pairs = min(a2 - a1, b2 - b1)
            for at in range(pairs):
                item = node.value[a1 + at]
                edits += self._change_item(item, column, old[a1 + at], new[b1 + at])
            edits += [self._remove_item(item, column) for item in node.value[a1 + pairs : a2]]
            if b1 + pairs < b2:
                edits.append(self._insert(node, column, a1 + pairs, new[b1 + pairs : b2]))
        return edits

    def _change_item(self, item: yaml.Node, column: int, old: Any, new: Any) -> list[_Edit]:
        try:
            return self._change_inside(item, old, new)
        except _Unusual:
            pass
        line = self._dash(item, column)
        dumped = self._dump([new])
        if isinstance(new, (dict, list)) and item.value and getattr(item, "flow_style", False):
            in_brackets = f"- {self._in_brackets(new)}"
            dumped = (in_brackets,) if len(in_brackets) <= _LONGEST else dumped
        head = self._lines[line][:column]
        return [_Edit(line, self._after(item), _indent(dumped, " " * column, head))]

    def _remove_item(self, item: yaml.Node, column: int) -> _Edit:
        line = self._dash(item, column)
        if self._lines[line][:column].strip():
            raise _Unusual
        return _Edit(line, self._after(item), ())

    def _insert(self, node: yaml.SequenceNode, column: int, at: int, items: Sequence[Any]) -> _Edit:
        """Return new items before the one at a place of a list, or at its end."""
        if at:
            line = self._after(node.value[at - 1])
        else:
            line = self._dash(node.value[0], column)
            if self._lines[line][:column].strip():
                raise _Unusual
        return _Edit(line, line, _indent(self._dump(list(items)), " " * column))

    def _remove(self, key: yaml.Node, value: yaml.Node) -> _Edit:
        line = key.start_mark.line
        if self._lines[line][: key.start_mark.column].strip():
            raise _Unusual
        return _Edit(line, self._after(value), ())

    def _dash(self, item: yaml.Node, column: int) -> int:
        line: int = item.start_mark.line
        if self._lines[line][column : column + 1] != "-":
            raise _Unusual
        return line

    def _after(self, node: yaml.Node) -> int:
        """Return the line after a value's last."""
        after = _find_last_line(node) + 1
        while after > node.start_mark.line + 1 and not self._lines[after - 1].strip():
            after -= 1
        return after

    def _dump(self, value: Any) -> tuple[str, ...]:
        options: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": _WIDTH}
        text = yaml.dump(self._as_before(value), Dumper=self._dumper, **options)
        return tuple(text.rstrip("\n").split("\n"))

    def _in_brackets(self, value: Any) -> str:
        options: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10_000}
        plain = self._as_before(value)
        text = yaml.dump(plain, Dumper=self._dumper, default_flow_style=True, **options)
        return str(text).rstrip("\n")

    def _as_before(self, value: Any) -> Any:
        """Return a value whose numbers and dates are written as they were."""
        if isinstance(value, dict):
            return {key: self._as_before(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._as_before(item) for item in value]
        return PlainScalar(value) if type(value) is str and value in self._plain else value


def _collect_plain_scalars(node: yaml.Node | None) -> frozenset[str]:
    """Return the values in a text that stand without quotation marks and not on several lines."""
    if isinstance(node, yaml.ScalarNode):
        return (
            frozenset()
            if node.style
            else frozenset({normalize_text(node.value)} - {"", "~", "null"})
        )
    if isinstance(node, yaml.MappingNode):
        return frozenset().union(*(_collect_plain_scalars(value) for _key, value in node.value))
    return frozenset().union(*map(_collect_plain_scalars, node.value)) if node else frozenset()


def _indent(lines: Sequence[str], indent: str, head: str | None = None) -> tuple[str, ...]:
    """Return lines further in; ``head`` stands before the first, by default ``indent`` too."""
    first = indent if head is None else head
    return tuple(
        f"{indent if number else first}{line}" if line else line
        for number, line in enumerate(lines)
    )


def _find_last_line(node: yaml.Node) -> int:
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return _find_last_line(last[1] if isinstance(last, tuple) else last)
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    line: int = node.end_mark.line
    return line - 1 if is_block and node.end_mark.column == 0 else line
