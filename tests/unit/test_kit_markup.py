"""Markdown as staff may use it: which HTML passes, which is refused, and where it stands."""

from __future__ import annotations

from typing import Any, cast

import pytest
from markdown import Markdown

import pelicanconf
from plugins._kit.allowlist import RAW
from plugins._kit.markup import Finder


def portal_markdown() -> Any:
    """Give Markdown with every extension that the settings name."""
    settings = cast(Any, pelicanconf.MARKDOWN)
    names = dict.fromkeys([*settings["extensions"], *settings["extension_configs"]])
    return Markdown(extensions=list(names), extension_configs=settings["extension_configs"])


def convert(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Give the HTML of a text and what is wrong with it."""
    markdown = portal_markdown()
    return str(markdown.convert(text)), markdown.faults


def html(text: str) -> str:
    """Give the HTML of a text without faults."""
    result, faults = convert(text)
    assert not faults
    return result


def fault_lines(text: str) -> list[int]:
    """Give the lines on which something is wrong."""
    return [line for line, _ in convert(text)[1]]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<p>x</p>", {1}),
        ("a\n\n<div>\nb\n</div>", {3, 5}),
        ("a <b>b</b> c", {1}),
        ("a <B>b", {1}),
        ("a\n<img src=x onerror=alert(1)>", {2}),
        ("<img\nsrc=x\nonerror=alert(1)>", {1}),
        ("x\n\n<script>alert(1)</script>", {3}),
        ("<svg/onload=alert(1)>", {1}),
        ("<iframe src='https://a.vn'></iframe>", {1}),
        ("a <!-- b -->", {1}),
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
    ],
)
def test_raw_html_is_refused_with_its_line(text: str, lines: set[int]) -> None:
    """Tags, comments and instructions are faults, wherever in the text they stand."""
    assert set(fault_lines(text)) == lines


@pytest.mark.parametrize("name", ["sub", "sup", "abbr", "kbd"])
def test_allowed_tags_pass(name: str) -> None:
    """The tags of the short list come out as they are."""
    assert html(f"a<{name}>b</{name}>c") == f"<p>a<{name}>b</{name}>c</p>"


@pytest.mark.parametrize("text", ["a<br>b", "a<br/>b", "a<br />b", "a<BR>b"])
def test_a_line_break_passes_in_each_spelling(text: str) -> None:
    """All spellings of br are accepted, and written out as one."""
    assert html(text) == "<p>a<br>b</p>"


def test_an_abbreviation_may_have_a_title() -> None:
    """The title of abbr is the one attribute that is allowed."""
    text = '<abbr title="Hội đồng nhân dân">HĐND</abbr>'
    assert html(text) == f"<p>{text}</p>"


@pytest.mark.parametrize("name", sorted(RAW))
@pytest.mark.parametrize(
    "attribute", ["onclick=x", 'style="color:red"', 'class="a"', 'title="a" onclick="b"', "/x=y"]
)
def test_allowed_tags_have_no_other_attribute(name: str, attribute: str) -> None:
    """An attribute on an allowed tag is a fault."""
    assert fault_lines(f"a\n\nb <{name} {attribute}>c") == [3]


def test_a_fault_says_what_to_do() -> None:
    """The sentence shows the tag and names those that are accepted."""
    ((_, sentence),) = convert("a <font>")[1]
    assert "“<font>”" in sentence
    assert all(name in sentence for name in RAW)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a < b", "a &lt; b"),
        ("1<2 và 3>2", "1&lt;2 và 3&gt;2"),
        ("tuổi <60", "tuổi &lt;60"),
        ("<3", "&lt;3"),
        ("a <- b -> c", "a &lt;- b -&gt; c"),
        ("<= và >=", "&lt;= và &gt;="),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("AT&T", "AT&amp;T"),
    ],
)
def test_a_sign_in_plain_text_is_text(text: str, shown: str) -> None:
    """“Less than” in a sentence is no tag: it is shown, and no fault."""
    assert html(text) == f"<p>{shown}</p>"


def test_a_sign_before_a_letter_is_text() -> None:
    """“x<y”, which nothing closes, is text too."""
    assert html("nếu x<y thì thôi") == "<p>nếu x&lt;y thì thôi</p>"


@pytest.mark.parametrize("text", ["`<b>`", "`` <b> ` ``", "`a` và `<img src=x onerror=y>`"])
def test_html_in_a_code_span_is_shown(text: str) -> None:
    """What stands between backticks is text."""
    assert "<code>" in html(text)
    assert "<b>" not in html(text)
    assert "<img" not in html(text)


def test_html_in_a_code_span_over_two_lines_is_shown() -> None:
    """A code span may go on in the next line."""
    assert html("`<b>\n<i>`") == "<p><code>&lt;b&gt;\n&lt;i&gt;</code></p>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("    bốn dấu cách", "bốn dấu cách"),
        ("\tmột tab", "một tab"),
        ("a\n\n        tám", "tám"),
    ],
)
def test_pasted_text_with_spaces_before_it_is_a_paragraph(text: str, words: str) -> None:
    """Text from Word or e-mail with spaces before it is no program code."""
    result = html(text)
    assert f"<p>{words}</p>" in result
    assert "<code" not in result


def test_details_hold_markdown() -> None:
    """What opens on a click may hold paragraphs, lists and tables."""
    result = html(
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
    result, faults = convert(text)
    assert faults or result.count("<details") == result.count("</details>")


def test_html_inside_details_is_refused_with_its_line() -> None:
    """The rules are the same inside."""
    assert fault_lines("<details>\n<summary>T</summary>\n\n<b>b</b>\n\n</details>") == [4, 4]
    assert fault_lines("<details>\n\n<p onclick=x\nid=y>b</p>\n\n</details>") == [3, 4]


def test_tables_align_without_styles() -> None:
    """Alignment is an attribute: inline styles do not pass the content security policy."""
    result = html("|a|b|\n|-|-:|\n|1|2|")
    assert '<td align="right">2</td>' in result
    assert "style" not in result


def test_the_finder_goes_through_the_text_in_order() -> None:
    """The same words found again are found further down; what is not there is on line 1."""
    finder = Finder("a\nb\na\n")
    assert [finder.line("a"), finder.line("b"), finder.line("a"), finder.line("a")] == [1, 2, 3, 3]
    assert [finder.line("c"), finder.line("")] == [1, 1]


def test_a_link_to_another_site_says_so() -> None:
    """In a body as in the boxes the reader knows before the click; the portal's own say nothing."""
    said = '<span class="external"> (trang khác)</span>'
    out = f'<a href="https://a.vn/" rel="external noopener">a{said}</a>'
    assert html("[a](https://a.vn/) và [b](/b/)") == f'<p>{out} và <a href="/b/">b</a></p>'
