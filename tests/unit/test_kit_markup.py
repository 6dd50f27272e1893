"""Markdown as staff may use it: which HTML passes, which is refused, and where it stands."""

from __future__ import annotations

import pytest

from plugins._kit.allowlist import RAW
from tests.unit.markdown_text import converted, correct_html

TABLE = "| a | b |\n| :-- | --: |\n| 1 | 2 |"
SAID = '<span class="external"> (trang khác)</span>'
EXTERNAL = f'<a href="https://a.vn/" rel="external noopener">a{SAID}</a>'


def fault_lines(text: str) -> set[int]:
    """Give the lines on which something is wrong."""
    return {line for line, _ in converted(text).faults}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n\n<div>\nb\n</div>", {3, 5}),
        ("a <b>b</b> c", {1}),
        ("a <B>b", {1}),
        ("<img\nsrc=x\nonerror=alert(1)>", {1}),
        ("x\n\n<script>alert(1)</script>", {3}),
        ("<svg/onload=alert(1)>", {1}),
        ("a\n\n<!--\nb\n-->", {3}),
        ("<?php a ?>", {1}),
        ("<!DOCTYPE html>", {1}),
        ("<![CDATA[a]]>", {1}),
        ("* a\n* <font color=red>b</font>", {2}),
        ("> a <u>b</u>", {1}),
        ("|a|b|\n|-|-|\n|1|<b>2</b>|", {3}),
        ("a[^1]\n\n[^1]: <b>b</b>", {3}),
        ("a\n\n\t<b>b</b>", {3}),
        ("</div>", {1}),
        ("\\<b>a</b>", {1}),
        ("`a` <b> `c`", {1}),
        ("\\`<b>\\`", {1}),
        ("`a\n\n<b>`", {3}),
        ("<details>\n<summary>T</summary>\n\n<b>b</b>\n\n</details>", {4}),
        ("<details>\n\n<p onclick=x\nid=y>b</p>\n\n</details>", {3, 4}),
        *((f"a\n\nb <{name} onclick=x>c", {3}) for name in sorted(RAW)),
        ('a <sub style="color:red">b</sub>', {1}),
        ('a <abbr title="a" onclick="b">c</abbr>', {1}),
        ("a <kbd/x=y>", {1}),
    ],
)
def test_raw_html_is_refused_with_its_line(text: str, lines: set[int]) -> None:
    """Tags, comments, instructions, attributes of allowed tags, wherever they stand."""
    assert fault_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "html"),
    [
        *((f"a<{name}>b</{name}>c",) * 2 for name in ("sub", "sup", "abbr", "kbd")),
        *((text, "a<br>b") for text in ("a<br>b", "a<br/>b", "a<br />b", "a<BR>b")),
        ('<abbr title="Hội đồng nhân dân">HĐND</abbr>',) * 2,
        ("a < b", "a &lt; b"),
        ("1<2 và 3>2", "1&lt;2 và 3&gt;2"),
        ("tuổi <60", "tuổi &lt;60"),
        ("<3", "&lt;3"),
        ("a <- b -> c", "a &lt;- b -&gt; c"),
        ("<= và >=", "&lt;= và &gt;="),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("AT&T", "AT&amp;T"),
        ("nếu x<y thì thôi", "nếu x&lt;y thì thôi"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("`` <b> ` ``", "<code>&lt;b&gt; `</code>"),
        ("`<b>\n<i>`", "<code>&lt;b&gt;\n&lt;i&gt;</code>"),
        ("    bốn dấu cách", "bốn dấu cách"),
        ("\tmột tab", "một tab"),
        ("[a](https://a.vn/) và [b](/b/)", f'{EXTERNAL} và <a href="/b/">b</a>'),
    ],
)
def test_what_staff_write_is_shown(text: str, html: str) -> None:
    """Allowed tags stay, signs and code are text, blanks before a line make no program code."""
    assert correct_html(text) == f"<p>{html}</p>"


def test_details_hold_markdown() -> None:
    """What opens on a click may hold paragraphs, lists and tables."""
    result = correct_html(
        "<details>\n<summary>T</summary>\n\n* **a**\n\n|b|\n|-|\n|c|\n\n</details>\n\nsau"
    )
    assert result.startswith("<details>\n<summary>T</summary>")
    assert "<li><strong>a</strong></li>" in result
    assert "<td>c</td>" in result
    assert result.endswith("</details>\n<p>sau</p>")


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n<details>\n<summary>T</summary>\n\nb\n",
        "a <details> b",
        "a\n\n  <details>\n  b",
        "* <details>\n* b",
        "|a|\n|-|\n|<details>|",
        "[a](<details>\nb",
    ],
)
def test_details_that_are_never_closed_do_not_hide_the_page(text: str) -> None:
    """They are closed by themselves or a fault; else all that follows would be inside them."""
    result = converted(text)
    assert result.faults or result.html.count("<details") == result.html.count("</details>")


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches() -> None:
    """Its header cells head their columns; alignment is no style, which the policy forbids."""
    result = correct_html(f"* a\n\n    {TABLE}\n\nsau".replace("\n|", "\n    |"))
    box = '<div aria-label="Bảng, có thể cuộn ngang" class="table" role="group" tabindex="0">'
    assert result.index("<li>") < result.index(box) < result.index("</li>")
    assert result.count('scope="col"') == 2
    assert '<td align="right">2</td>' in result
    assert "style" not in result
