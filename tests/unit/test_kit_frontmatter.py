"""The head of an article: YAML between dashes, or Pelican's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins._kit.data import read_text
from plugins._kit.faults import Faults
from plugins._kit.frontmatter import (
    NO_HEAD,
    NOT_CLOSED,
    NOT_FIELDS,
    NOT_OPENED,
    Parts,
    split,
)
from plugins._kit.yamldoc import YamlError

FENCED = "---\ntitle: A\ntags:\n  - x\n---\n\nThân bài.\n"
HEADER = "Title: A\nTags: x, y\n\nThân bài.\n"


def first_line(parts: Parts) -> int:
    """Tell on which line of the file the words “Thân bài.” stand, counted from the body."""
    return parts.body_line + parts.body.split("\n").index("Thân bài.")


def test_yaml_between_dashes() -> None:
    """The head is read as YAML, the body begins after the second line of dashes."""
    parts = split(FENCED)
    assert parts.head.value == {"title": "A", "tags": ["x"]}
    assert parts.body == "\nThân bài.\n"
    assert (parts.head.line(("tags",)), parts.body_line, first_line(parts)) == (3, 6, 7)


def test_pelicans_own_head() -> None:
    """Lines of `Name: value` up to an empty one are a head too; names may have capitals."""
    parts = split(HEADER)
    assert parts.head.value == {"title": "A", "tags": "x, y"}
    assert (parts.head.line(("tags",)), first_line(parts)) == (2, 4)


def test_pelicans_own_head_goes_on_in_indented_lines() -> None:
    """An indented line belongs to the value before it; quotes and colons are kept."""
    parts = split('Title: "A": b\n   c\nDate: 2020-12-14\n\nThân bài.')
    assert parts.head.value == {"title": '"A": b\nc', "date": "2020-12-14"}


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


def test_empty_lines_before_the_head_count() -> None:
    """Empty lines at the top are forgiven and lines stay right."""
    parts = split("\n\n" + FENCED)
    assert (parts.head.line(("title",)), first_line(parts)) == (4, 9)


def test_three_dots_close_the_head_too() -> None:
    """YAML's own end of a document closes the head."""
    assert split("---\ntitle: A\n...\nThân bài.").body == "Thân bài."


def test_dashes_in_the_body_are_body() -> None:
    """A line of dashes in the body does not end anything."""
    assert split("---\na: 1\n---\nx\n---\ny").body == "x\n---\ny"


def test_an_empty_head_is_no_error_here() -> None:
    """What is missing in an empty head is for the models to say."""
    assert split("---\n---\nx").head.value is None


@pytest.mark.parametrize("body", ["Thân bài.\n---\nb", "Thân bài.\n\n---", "Câu: a, b\n---"])
def test_dashes_in_the_body_below_pelicans_own_head_are_body(body: str) -> None:
    """Below a sentence they do not close a head that was never opened."""
    assert split(f"Title: A\n\n{body}").body == f"\n{body}"


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
@settings(deadline=None)
def test_the_body_is_kept_letter_by_letter(lines: list[str]) -> None:
    """Whatever the body holds, it comes out unchanged and its line is right."""
    body = "\n".join(lines)
    parts = split(f"---\ntitle: A\n---\n{body}")
    assert (parts.body, parts.body_line) == (body, 4)
