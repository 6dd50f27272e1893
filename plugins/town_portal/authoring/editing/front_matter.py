"""Change fields of a text's front matter; every other line stays as it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import yaml

from town_portal.authoring.editing.yaml_dump import drop_absent, normalize_value
from town_portal.authoring.editing.yaml_lines import LINE_ENDS, NotWritable, change_lines
from town_portal.core.text import normalize_text, unify_line_ends
from town_portal.core.texts import frontmatter

__all__ = ["NotWritable", "replace_body", "set_fields"]
NOT_WRITABLE = (
    "không tự ghi được các trường ở đầu bài này vì đầu bài viết theo cách lạ; hãy mở tệp và sửa "
    "bằng tay, giữa hai dòng ---"
)


def set_fields(text: str, fields: Mapping[str, Any]) -> str:
    """Return an article's text with fields of its front matter set; None removes a field.

    ``text`` has its line ends as in the file. Fields that are equal already keep their lines.
    Raises NotWritable, and YamlError for front matter that cannot be read.
    """
    before = _parse_front_matter(text)
    changes = {
        name: value for name, value in normalize_value(fields).items() if before.get(name) != value
    }
    if not changes:
        return text
    after = {**before, **changes}
    lines = list(StringIO(text, newline=""))
    first = next((index for index, line in enumerate(lines) if normalize_text(line).strip()), 0)
    if normalize_text(lines[first]).strip() == "---":
        changed = "".join(_change_fenced(lines, first, after))
    elif any(map(_needs_yaml, changes.values())):
        changed = _convert_to_fences(lines, after)
    else:
        header = {name: _format_header_value(value) for name, value in changes.items()}
        changed = "".join(_change_header(lines, first, header))
        after = {**before, **header}
    if drop_absent(_parse_front_matter(changed)) != drop_absent(after):
        raise NotWritable(NOT_WRITABLE)
    return changed


def replace_body(text: str, body: str) -> str:
    """Return an article's text with another body; the front matter keeps its bytes.

    ``body`` has line feeds as line ends; the file's own are used.
    """
    parts = _split(text)
    lines = list(StringIO(text, newline=""))
    head = "".join(lines[: parts.body_line - 1])
    ending = _detect_line_end(lines)
    if not head.endswith(tuple(LINE_ENDS)):
        head += ending
    return head + ending + (body.strip("\n") + "\n").replace("\n", ending)


def _split(text: str) -> frontmatter.Parts:
    return frontmatter.split_front_matter(unify_line_ends(text))


def _parse_front_matter(text: str) -> dict[str, Any]:
    return dict(_split(text).head.value or {})


def _change_fenced(lines: Sequence[str], first: int, values: Mapping[str, Any]) -> list[str]:
    """Return the lines of a file whose front matter stands between ``---``, changed."""
    plain = [normalize_text(line).rstrip() for line in lines]
    end = next(at for at in range(first + 1, len(lines)) if plain[at] in ("---", "..."))
    head = change_lines(lines[first + 1 : end], values, is_indented=False)
    return [*lines[: first + 1], *head, *lines[end:]]


def _change_header(
    lines: Sequence[str], first: int, changes: Mapping[str, str | None]
) -> list[str]:
    """Return the lines of a file with Pelican's own front matter (``Title: …``), changed."""
    end = next((at for at in range(first, len(lines)) if not lines[at].strip()), len(lines))
    head, ending = list(lines[first:end]), _detect_line_end(lines)
    if not head[-1].endswith(tuple(LINE_ENDS)):
        head[-1] += ending
    for name, value in changes.items():
        begin = next(
            (at for at, line in enumerate(head) if _is_start_of_field(line, name)), len(head)
        )
        after = min(begin + 1, len(head))
        while begin < after < len(head) and head[after][:1] in (" ", "\t"):
            after += 1
        head[begin:after] = [] if value is None else [f"{name.capitalize()}: {value}{ending}"]
    return [*lines[:first], *head, *lines[end:]]


def _is_start_of_field(line: str, name: str) -> bool:
    return normalize_text(line).lower().startswith(f"{name}:")


def _needs_yaml(value: Any) -> bool:
    """Tell whether a value has no form in a line of Pelican's own front matter."""
    parts = value if isinstance(value, list) else [value]
    return any(isinstance(part, list) or (part is not value and "," in str(part)) for part in parts)


def _format_header_value(value: Any) -> str | None:
    """Return a value as one line of Pelican's own front matter; None where it is removed."""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        flow = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False)
        return " ".join(flow.split())
    return None if value is None else " ".join(str(value).split())


def _convert_to_fences(lines: Sequence[str], fields: Mapping[str, Any]) -> str:
    """Return a file that had Pelican's own front matter (``Title: …``) with YAML instead."""
    ending = _detect_line_end(lines)
    head = "".join(change_lines([], fields, is_indented=False)).replace("\n", ending)
    body = _split("".join(lines)).body.strip("\n").replace("\n", ending)
    return f"---{ending}{head}---{ending}{ending}{body}{ending}"


def _detect_line_end(lines: Sequence[str]) -> str:
    return lines[0][len(lines[0].rstrip(LINE_ENDS)) :] or "\n"
