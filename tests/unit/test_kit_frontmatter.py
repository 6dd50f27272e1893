"""The head of an article: YAML between dashes, or Pelican's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins._kit.data import read_text
from plugins._kit.faults import Faults
from plugins._kit.frontmatter import (
    NO_HEAD,
    NOT_CLOSED,
    NOT_FIELDS,
    NOT_OPENED,
    split,
)
from plugins._kit.yamldoc import YamlError

FENCED = "---\ntitle: A\ntags:\n  - x\n---\n\nThân bài.\n"
HEADER = "Title: A\nTags: x, y\n\nThân bài.\n"


@pytest.mark.parametrize(
    ("text", "head", "tags_line", "body_line", "body"),
    [
        (FENCED, {"title": "A", "tags": ["x"]}, 3, 6, "\nThân bài.\n"),
        (f"\n\n{FENCED}", {"title": "A", "tags": ["x"]}, 5, 8, "\nThân bài.\n"),
        (HEADER, {"title": "A", "tags": "x, y"}, 2, 3, "\nThân bài.\n"),
        ('Title: "A": b\n   c\nTags: x\n\nB', {"title": '"A": b\nc', "tags": "x"}, 3, 4, "\nB"),
        ("---\ntags: A\n...\nB", {"tags": "A"}, 2, 4, "B"),
        ("---\ntags: 1\n---\nx\n---\ny", {"tags": "1"}, 2, 4, "x\n---\ny"),
        ("---\n---\nx", None, 2, 3, "x"),
        *(
            (f"Tags: A\n\n{body}", {"tags": "A"}, 1, 2, f"\n{body}")
            for body in ("Thân bài.\n---\nb", "Thân bài.\n\n---", "Câu: a, b\n---")
        ),
    ],
)
def test_head_and_body(text: str, head: Any, tags_line: int, body_line: int, body: str) -> None:
    """YAML between dashes or Pelican's lines; further dashes are body; lines count from the top."""
    parts = split(text)
    assert (parts.head.value, parts.body) == (head, body)
    assert (parts.head.line(("tags",)), parts.body_line) == (tags_line, body_line)


def test_a_field_that_stands_twice_is_noticed_in_both_heads() -> None:
    """Neither form of head lets the second value win in silence."""
    assert split("---\na: 1\na: 2\n---\n").head.twice == [("a",)]
    assert split("A: 1\na: 2\n\n").head.twice == [("a",)]


@pytest.mark.parametrize("text", [FENCED, HEADER])
@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_line_ends_and_a_byte_order_mark(
    tmp_path: Path, text: str, ends: str, mark: bytes
) -> None:
    """Files of Windows and of old editors are read like all others."""
    file = tmp_path / "a.md"
    file.write_bytes(mark + text.replace("\n", ends).encode())
    assert split(read_text(file, Faults()) or "") == split(text)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, NO_HEAD),
        ("\n\n", 1, NO_HEAD),
        ("Thân bài không có phần đầu.\n", 1, NO_HEAD),
        ("\n# Tiêu đề\n", 2, NO_HEAD),
        ("Title: A\nđoạn văn\n", 2, NOT_FIELDS),
        ("---\ntitle: A\n\nThân bài.\n", 1, NOT_CLOSED),
        ("\n---\ntitle: A\n", 2, NOT_CLOSED),
        ("title: A\ndate: b\n---\nThân bài.\n", 1, NOT_OPENED),
        ("title: A\n\ntags:\n- x\n  - y\n\n---  \nThân bài.\n", 1, NOT_OPENED),
        ("\n\ntitle: A\n---\n", 3, NOT_OPENED),
        ("Thân bài.\n---\n", 1, NO_HEAD),
        ("---\n- a\n---\n", 2, NOT_FIELDS),
        ("---\nchỉ có chữ\n---\n", 2, NOT_FIELDS),
    ],
)
def test_a_head_that_is_none(text: str, line: int, sentence: str) -> None:
    """A head that is missing, open or of another kind is shown with its line."""
    with pytest.raises(YamlError) as caught:
        split(text)
    assert (caught.value.line, str(caught.value)) == (line, sentence)


def test_an_error_in_the_yaml_has_the_line_of_the_file() -> None:
    """Lines of YAML errors count from the top of the file."""
    with pytest.raises(YamlError) as caught:
        split("---\ntitle: A\nsummary: b: c\n---\n")
    assert caught.value.line == 3


@given(st.lists(st.text(alphabet="aă#*->: ", max_size=8), max_size=12))
def test_the_body_is_kept_letter_by_letter(lines: list[str]) -> None:
    """Whatever the body holds, it comes out unchanged and its line is right."""
    body = "\n".join(lines)
    parts = split(f"---\ntitle: A\n---\n{body}")
    assert (parts.body, parts.body_line) == (body, 4)
