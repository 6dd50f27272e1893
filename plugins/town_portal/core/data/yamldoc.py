"""YAML as staff write it: every scalar stays text, every value knows its line.

YAML's own guesses (``no`` is false, ``0239`` is octal, ``12:30`` is 750) surprise people; the
models decide what a text means. An empty value means absent.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from town_portal.core.text import normalize_text

Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_ADVICE = {
    "while parsing a flow sequence": "thiếu dấu ngoặc vuông đóng ở dòng này hoặc dòng trên; ví dụ "
    "tags: [lễ hội, y tế]",
    "mapping values are not allowed": "có dấu hai chấm trong giá trị; hãy đặt cả giá trị trong "
    'dấu nháy kép, ví dụ title: "Thông báo: lịch nghỉ lễ"',
    "cannot start any token": "có ký tự đặc biệt ở đầu giá trị; hãy đặt giá trị trong dấu nháy kép",
    "found unexpected end of stream": "thiếu dấu nháy đóng",
    "while scanning a quoted scalar": "thiếu dấu nháy đóng",
    "could not find expected ':'": "thiếu dấu hai chấm sau tên trường",
}
_ADVICE_TAB = "có phím Tab; hãy thay bằng dấu cách"
_ADVICE_ALIAS = (
    "không dùng được & và * để nhắc lại giá trị; hãy viết lại, hoặc đặt trong dấu nháy kép"
)
_ADVICE_CHARACTER = "có ký tự không hiện được trong dòng này; hãy xóa rồi gõ lại dòng"
_ADVICE_DEEP = "các dấu ngoặc hoặc các dòng thụt vào lồng nhau quá sâu; hãy viết lại cho gọn"
_ADVICE_KEY = "tên trường phải là một từ, không phải danh sách; hãy xóa dấu ? hoặc dấu ngoặc"
_ADVICE_OTHER = "không đọc được; hãy xem lại dấu nháy, dấu hai chấm và khoảng thụt đầu dòng"


DEEPEST = 50
"""Lists and groups inside each other: deeper ones break the library."""
_MAYBE_DEEP = re.compile(rf"^[ -]{{{DEEPEST}}}|(?:[-?] +){{20}}", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no page may hold; YAML lets them be written as escapes."""


class YamlError(Exception):
    """A text that is no YAML: ``line`` (from 1) and a sentence in Vietnamese."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


@dataclass
class YamlDocument:
    """A parsed text: its value, the line (from 1) of each value, and keys that stand twice."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    twice: list[Path] = field(default_factory=list)
    seen: set[int] = field(default_factory=set, repr=False, compare=False)

    def line(self, path: Path) -> int:
        """Return the line of the value at ``path``, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def format_path(path: Path) -> str:
    """Return a path as staff read it: ``links.2.url``, counted from 1."""
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)


def parse_yaml(text: str, first_line: int = 1) -> YamlDocument:
    """Return ``text`` parsed; its first line is line ``first_line`` of the file.

    Raises YamlError when the text is no YAML.
    """
    _refuse_deep(text, first_line)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _explain_error(error, text, first_line) from None
    document = YamlDocument()
    document.lines[()] = first_line
    if node is not None:
        document.value = _build_value(node, (), first_line, document)
    return document


def _refuse_deep(text: str, first_line: int) -> None:
    """Raise YamlError for a text that is nested deeper than DEEPEST."""
    if text.count("[") + text.count("{") <= DEEPEST and not _MAYBE_DEEP.search(text):
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                line = event.start_mark.line if event.start_mark else 0
                raise YamlError(first_line + line, _ADVICE_DEEP)
    except yaml.YAMLError:  # composing reports what is wrong
        return


def _explain_error(error: yaml.YAMLError, text: str, first_line: int) -> YamlError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if isinstance(error, yaml.reader.ReaderError):
        number = text.count("\n", 0, _find_forbidden(text))
        return YamlError(first_line + number, _ADVICE_CHARACTER)
    number = mark.line if mark else 0
    lines = text.split("\n")
    near = lines[max(0, number - 1) : number + 1]
    tabbed = next((line for line in near if "\t" in line[: len(line) - len(line.lstrip())]), None)
    if tabbed is not None:
        return YamlError(first_line + lines.index(tabbed), _ADVICE_TAB)
    words = str(error)
    advice = next((text for sign, text in _ADVICE.items() if sign in words), _ADVICE_OTHER)
    return YamlError(first_line + number, advice)


def _find_forbidden(text: str) -> int:
    """Return where the first character stands that YAML does not allow."""
    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return match.start() if match else 0


def _build_value(node: yaml.Node, path: Path, first_line: int, document: YamlDocument) -> Any:
    if id(node) in document.seen:
        raise YamlError(first_line + node.start_mark.line, _ADVICE_ALIAS)
    document.seen.add(id(node))
    document.lines.setdefault(path, first_line + node.start_mark.line)
    if isinstance(node, yaml.ScalarNode):
        if _CONTROL.search(node.value):
            raise YamlError(first_line + node.start_mark.line, _ADVICE_CHARACTER)
        plain = not node.style
        return None if plain and node.value in ("", "~", "null") else normalize_text(node.value)
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, path, first_line, document)
    items: list[Any] = []
    for item in node.value:
        place = (*path, len(items))
        document.lines.pop(place, None)  # of an absent item
        value = _build_value(item, place, first_line, document)
        if not _is_absent(value):
            items.append(value)
    return items


def _build_mapping(
    node: yaml.Node, path: Path, first_line: int, document: YamlDocument
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlError(first_line + key_node.start_mark.line, _ADVICE_KEY)
        key = normalize_text(str(key_node.value))
        if key in found:
            document.twice.append((*path, key))
        document.lines[(*path, key)] = first_line + key_node.start_mark.line
        found[key] = _build_value(value_node, (*path, key), first_line, document)
    return found


def drop_empty(value: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """Return ``value`` without its absent entries.

    One whose name is not ``known`` stays: in ``{note: Địa chỉ, giờ làm việc}`` YAML takes what
    stands behind the comma for a name without a value.
    """
    return {key: item for key, item in value.items() if key not in known or not _is_absent(item)}


def _is_absent(value: Any) -> bool:
    return value is None or value == ""
