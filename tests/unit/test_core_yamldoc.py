"""YAML as staff write it: text stays text, values know their lines, errors give advice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hanging import refuse_to_hang
from town_portal.core.data import yamldoc
from town_portal.core.text import normalize_text

relaxed = settings(deadline=None)


@pytest.mark.parametrize(
    "written",
    ["no", "yes", "on", "true", "0239", "12:30", "2020", "1e3", "0x1F", "2020-12-14", "1_000", "="],
)
def test_scalars_stay_text(written: str) -> None:
    """YAML's guesses about numbers, times and yes and no are not made."""
    assert yamldoc.parse_yaml(f"a: {written}").value == {"a": written}


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z", "M"]), min_size=1))
@relaxed
def test_quoted_text_comes_back(words: str) -> None:
    """Whatever stands in quotes comes back as it was, in NFC."""
    quoted = words.replace("'", "''")
    value = yamldoc.parse_yaml(f"a: '{quoted}'").value["a"]
    assert value == normalize_text(words)


def test_every_value_knows_its_line() -> None:
    """From the line where the text begins in its file; an absent one has that of what is around."""
    document = yamldoc.parse_yaml(
        "a: x\nb:\n  -\n  - c: 1\n    d: 2\n\n  - e\n  - ''\nf: >-\n  g\n", 9
    )
    assert document.value == {"a": "x", "b": [{"c": "1", "d": "2"}, "e"], "f": "g"}
    paths: list[tuple[str | int, ...]]
    paths = [("a",), ("b",), ("b", 0), ("b", 0, "d"), ("b", 0, "title"), ("b", 1), ("f",)]
    assert [document.line(path) for path in paths] == [9, 10, 12, 13, 12, 15, 17]
    assert document.line(("title",)) == 9
    assert yamldoc.parse_yaml("# chưa có gì\n").value is None


def test_a_key_that_stands_twice_is_noticed() -> None:
    """Both at the top and further in, the second line is the one that is shown."""
    document = yamldoc.parse_yaml("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n")
    assert document.twice == [("b", "c"), ("a",)]
    assert document.line(("a",)) == 5


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("a: x\ntitle: Thông báo: lịch nghỉ", 2, "có dấu hai chấm trong giá trị.*nháy kép"),
        ("a: x\n\tb: y", 2, "có phím Tab"),
        ("a: x\nb:\n\t- y", 3, "phím Tab"),
        ('a: x\nb: "y', 2, "thiếu dấu nháy đóng"),
        ("a: [x, y\nb: z", 2, "thiếu dấu ngoặc vuông đóng"),
        ("a: x\nb: @y", 2, "dấu nháy kép"),
        ("a: x\nb: [y\nc: z", 3, "không đọc được|dấu"),
        ("a: x\nb: 'It's'", 2, "dấu nháy"),
        ("a: b\n? [c, d]\n: e\n", 2, "tên trường phải là một từ"),
        ("a: x\nb: y\x07\n", 2, "ký tự"),
        *(
            (f"title: x\nsummary: {item}\n", 2, "ký tự không hiện được")
            for item in ('"a\\x00b"', '"\\b"', '"\\x1b[2J"', '"\\uFFFE"')
        ),
    ],
)
def test_an_error_gives_line_and_advice(text: str, line: int, advice: str) -> None:
    """What is no YAML is shown with its line in the file and what to do about it."""
    with pytest.raises(yamldoc.YamlError, match=advice) as caught:
        yamldoc.parse_yaml(text, 7)
    assert caught.value.line == line + 6


@pytest.mark.parametrize("text", ["a: &x [*x]", "a: &x {b: *x}"])
def test_a_value_that_holds_itself_is_an_error(text: str) -> None:
    """An anchor inside its own value does not run for ever."""
    with refuse_to_hang(), pytest.raises(yamldoc.YamlError):
        yamldoc.parse_yaml(text)


@given(st.text(alphabet="ab:-# \n\t'\"[]{}|>&*!%@`,?~đ", max_size=40))
@relaxed
def test_parse_never_breaks(text: str) -> None:
    """Whatever is written, the answer is a document or an error in Vietnamese."""
    try:
        line = yamldoc.parse_yaml(text).line(())
    except yamldoc.YamlError as error:
        line = error.line
    assert 1 <= line <= text.count("\n") + 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("t: " + "[" * 2_000 + "]" * 2_000, 1),
        ("a: b\nt: " + "[" * 200_000 + "]" * 200_000, 2),
        ("t: " + "{a: " * 2_000 + "}" * 2_000, 1),
        ("\n".join(" " * depth + "a:" for depth in range(1_500)), 51),
        ("- " * 3_000, 1),
        ("? " * 3_000, 1),
        ("a:\n  - [[" + "[" * 60 + "]" * 62, 2),
    ],
)
def test_endless_nesting_is_an_error(text: str, line: int) -> None:
    """Neither Python's nor the library's stack is used up; a long table is no nesting."""
    value = yamldoc.parse_yaml("rows:\n" + "  - {a: [1, 2], b: {c: [3]}}\n" * 500).value
    assert len(value["rows"]) == 500
    with pytest.raises(yamldoc.YamlError, match="lồng nhau quá sâu") as caught:
        yamldoc.parse_yaml(text)
    assert caught.value.line == line
