"""Change fields of a text's front matter; every other line stays as it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import yaml

from plugins._kit import frontmatter, yamldoc
from plugins._kit.text import nfc

LINE_ENDS = "\r\n"
_WIDTH = 100
NOT_WRITABLE = (
    "không tự ghi được các trường ở đầu bài này vì đầu bài viết theo cách lạ; hãy mở tệp và sửa "
    "bằng tay, giữa hai dòng ---"
)


class NotWritable(ValueError):
    """The front matter is written in a way into which nothing can be put safely."""


def set_fields(text: str, fields: Mapping[str, Any]) -> str:
    """Return an article's text with fields of its front matter set; None removes a field.

    ``text`` has its line ends as in the file. Fields that are equal already keep their lines.
    Raises NotWritable, and YamlError for front matter that cannot be read.
    """
    before = _front_matter(text)
    wanted = {name: _as_read(name, value) for name, value in fields.items()}
    changes = {name: fields[name] for name in fields if before.get(name) != wanted[name]}
    if not changes:
        return text
    lines = list(StringIO(text, newline=""))
    first = next((index for index, line in enumerate(lines) if nfc(line).strip()), 0)
    if nfc(lines[first]).strip() == "---":
        changed = "".join(_change_fenced(lines, first, changes))
    else:
        changed = _with_fences(lines, {**before, **changes})
    after = {**before, **{name: wanted[name] for name in changes}}
    if _front_matter(changed) != {
        name: value for name, value in after.items() if value is not None
    }:
        raise NotWritable(NOT_WRITABLE)
    return changed


def replace_body(text: str, body: str) -> str:
    """Return an article's text with another body; the front matter keeps its bytes.

    ``body`` has line feeds as line ends; the file's own are used.
    """
    parts = _split(text)
    lines = list(StringIO(text, newline=""))
    head = "".join(lines[: parts.body_line - 1])
    ending = _line_end(lines)
    if not head.endswith(tuple(LINE_ENDS)):
        head += ending
    return head + ending + (body.strip("\n") + "\n").replace("\n", ending)


def _split(text: str) -> frontmatter.Parts:
    return frontmatter.split(text.replace("\r\n", "\n").replace("\r", "\n"))


def _front_matter(text: str) -> dict[str, Any]:
    return dict(_split(text).head.value or {})


def _change_fenced(lines: Sequence[str], first: int, changes: Mapping[str, Any]) -> list[str]:
    """Return the lines of a file whose front matter stands between ``---``, changed."""
    plain = [nfc(line).rstrip() for line in lines]
    end = next(at for at in range(first + 1, len(lines)) if plain[at] in ("---", "..."))
    head = "\n".join(nfc(line).rstrip(LINE_ENDS) for line in lines[first + 1 : end])
    spans = _spans(head)
    ending = _line_end(lines)
    result = list(lines)
    added = [name for name in changes if name not in spans]
    result[end:end] = [line for name in added for line in _dump(name, changes[name], ending)]
    for name, (begin, after) in sorted(spans.items(), key=lambda span: span[1], reverse=True):
        if name in changes:
            dumped = _dump(name, changes[name], ending)
            result[first + 1 + begin : first + 1 + after] = dumped
    return result


def _spans(head: str) -> dict[str, tuple[int, int]]:
    """Return from which line until before which each field stands."""
    node = yaml.compose(head, Loader=yamldoc._Loader)
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise NotWritable(NOT_WRITABLE)
    return {key.value: (key.start_mark.line, _last_line(value) + 1) for key, value in node.value}


def _last_line(node: yaml.Node) -> int:
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    line: int = node.end_mark.line
    return line - 1 if is_block and node.end_mark.column == 0 else line


def _with_fences(lines: Sequence[str], fields: Mapping[str, Any]) -> str:
    """Return a file that had Pelican's own front matter (``Title: …``) with YAML instead."""
    text = "".join(lines)
    ending = _line_end(lines)
    dumped = [line for name, value in fields.items() for line in _dump(name, value, ending)]
    body = _split(text).body.strip("\n").replace("\n", ending)
    return f"---{ending}{''.join(dumped)}---{ending}{ending}{body}{ending}"


def _as_read(name: str, value: Any) -> Any:
    """Return a value as the portal reads it from a file: every scalar is a text."""
    if value is None:
        return None
    return yamldoc.parse("".join(_dump(name, value, "\n"))).value[name]


def _dump(name: str, value: Any, ending: str) -> list[str]:
    """Return a field's lines as YAML; none where it is removed."""
    if value is None:
        return []
    text = yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return [line + ending for line in nfc(text).rstrip("\n").split("\n")]


def _line_end(lines: Sequence[str]) -> str:
    return lines[0][len(lines[0].rstrip(LINE_ENDS)) :] or "\n"
