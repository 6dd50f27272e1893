"""A text that would keep the build busy for minutes is refused with its line; long ones are not."""

from __future__ import annotations

import pytest

from tests.unit.markdown_text import converted
from town_portal.core.markup import bounds

MANY = 50_000
HOSTILE = {
    "brackets": "[" * MANY,
    "brackets in each other": "[" * 5_000 + "]" * 5_000,
    "links that never end": "[a](" * MANY,
    "pictures that never end": "![" * MANY,
    "references": "[a][" * MANY,
    "stars": "*" * MANY,
    "stars with letters": "**a" * MANY,
    "backticks": "`" * MANY,
    "backslashes": "\\" * MANY,
    "ampersands": "&amp;" * MANY,
    "tags": "<sub>" * MANY,
    "signs": "<" * MANY,
    "comments": "<!-- " * MANY,
    "quotations": ">" * 5_000,
    "quotations with blanks": "> " * 5_000,
    "quotations in a footnote": "a[^1]\n\n[^1]: " + ">" * 5_000,
    "lists in lists": "\n".join(f"{'    ' * depth}* a" for depth in range(300)),
    "lists on one line": "1. " * 5_000,
    "rulers that are none": "* * * " * 10_000 + "a",
    "one footnote": "[^1]" * 1_400 + "\n\n[^1]: a",
    "headings": "a\n=\n" * 10_000,
    "a table": "|a|b|\n|-|-|\n" + "|1|2|\n" * 20_000,
    "details": "<details>\n\n" * 20_000,
    "a character of many digits": "&#" + "9" * 5_000 + ";",
    "letters": "chữ " * 200_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_a_text_without_bounds_is_refused_and_not_converted(text: str) -> None:
    """One fault says what there is too much of; the text itself is not looked at further."""
    ((line, sentence),) = converted(f"đầu\n\n{text}").faults
    assert line >= 3
    assert "quá" in sentence
    assert "hãy" in sentence


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\n" * 10 + "[" * 100, 21),
        ("a\n\n" * 10 + "x\n" + "*" * 2_000, 22),
        ("a\n\n" * 10 + "\n".join("> " * depth + "a" for depth in range(1, 60)), 61),
    ],
)
def test_the_line_is_where_the_bound_is_passed(text: str, line: int) -> None:
    """Staff are led to the place, not to the top of the text."""
    assert [line for line, _ in converted(text).faults] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "|a|b|\n|-|-|\n" + "|[x](/x/)|**2**|\n" * 600,
        "- [x](/x/) và *y*\n" * 900,
        "".join(f"Câu {n}[^{n}].\n\n" for n in range(400))
        + "".join(f"[^{n}]: ghi chú\n" for n in range(400)),
        "Một câu dài vừa phải của một bài rất dài. " * 9_000,
        "\n".join(f"{'    ' * depth}* a" for depth in range(6)),
        "> > > a",
    ],
    ids=["table", "list", "footnotes", "letters", "lists in lists", "quotations"],
)
def test_long_texts_of_people_pass(text: str) -> None:
    """Far longer tables, lists and articles than any town has written are within the bounds."""
    assert bounds.find_excess(text) is None
    assert not converted(text).faults
