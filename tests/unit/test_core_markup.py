"""Markdown as staff may use it: HTML, links, and the lines of what is refused."""

from __future__ import annotations

import pytest

from tests.unit.markdown_text import converted, correct_html
from town_portal.core.markup.allowlist import RAW
from town_portal.core.markup.extension import REFUSED_SCHEME, BodyLink

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


DISGUISES = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "vbscript:a"),
    *("data:text/html,a", "file:///etc/passwd", "&#106;avascript:alert(1)"),
    *("&#x6A;avascript:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)"),
    *("java&#10;script:alert(1)", "java&NewLine;script:alert(1)", "java&Tab;script:alert(1)"),
    *("&#1;javascript:alert(1)", "\x01javascript:alert(1)", "&#32;javascript:alert(1)"),
)


@pytest.mark.parametrize(
    "text",
    [
        *(f"[a]({address})" for address in DISGUISES),
        *(f"[a][b]\n\n[b]: {address}" for address in DISGUISES),
        *("<javascript:alert(1)>", "<javascript://a@b>", "<data:text/a>"),
    ],
)
def test_a_link_that_would_run_something_is_refused(text: str) -> None:
    """However it is disguised and written, a script or data is no address."""
    found = converted("đầu\n\n" + text)
    assert found.faults
    assert not found.links


@pytest.mark.parametrize(
    "address",
    [
        *("https://a.vn/?b=c&d=e#f", "HTTPS://A.VN", "http://a.vn", "mailto:a@b.vn"),
        *("tel:+842393835356", "/ban-do/", "#muc-1", "tep.pdf", "{filename}../a.md"),
        "2020/10:30/",
    ],
)
def test_an_honest_link_is_known(address: str) -> None:
    """Web, mail, telephone and the portal's own addresses are noted as they are written."""
    found = converted(f"đầu\n\n[a]({address}) cuối")
    assert not found.faults
    assert found.links == [BodyLink(address, 3)]


def test_a_refused_link_is_told_with_its_line_and_kind() -> None:
    """Staff read which kind of link it was; one without an address leads nowhere."""
    found = converted("a\n\n\nb [c](javascript:d)")
    assert found.faults == [(4, REFUSED_SCHEME.format("javascript"))]
    assert [line for line, _ in converted("a\n\n[b]()").faults] == [3]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "[a](tep.pdf)\n\n[b](tep.pdf)\n\n[c](/x/)\n",
            [("tep.pdf", 1), ("tep.pdf", 3), ("/x/", 5)],
        ),
        ("Xem tep.pdf ở dưới.\n\n[a](tep.pdf)", [("tep.pdf", 3)]),
        ("a\n\n<ubnd@a.vn>", [("mailto:ubnd@a.vn", 3)]),
        ("* [a](1)\n\n|b|\n|-|\n|[b](2)|", [("1", 1), ("2", 5)]),
        ("<details>\n\n[c](3)\n\n</details>\n\n> [d](4)", [("3", 3), ("4", 7)]),
        ("a[^1]\n\n[^1]: b [c](/x/)", [("/x/", 3)]),
    ],
)
def test_each_link_has_its_own_line(text: str, links: list[tuple[str, int]]) -> None:
    """Wherever it stands, whatever else holds the same words; a note's way back is no link."""
    found = converted(text)
    assert not found.faults
    assert sorted((link.address, link.line) for link in found.links) == sorted(links)


@pytest.mark.parametrize(("last", "first_paragraph"), [("c", "c"), ("  \n", ""), ("", "")])
def test_a_text_does_not_inherit_from_the_one_before(last: str, first_paragraph: str) -> None:
    """Links, faults and the first paragraph are those of the last text alone, empty or not."""
    found = converted("[a](javascript:b)\n\n[a](tep.pdf)", last)
    assert (found.links, found.faults, found.first_paragraph) == ([], [], first_paragraph)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("# Mục\n\nMột **hai**\n[ba](/x/).\n\nBốn.", "Một hai ba."),
        ("![a](b.jpg)\n\nMột.", "Một."),
        ("![a](b.jpg)\n*Chú thích*\n\nMột.", "Một."),
        ("> Một.", "Một."),
        ("## Chỉ có mục", ""),
        ("a < b & c", "a < b & c"),
        ("H<sub>2</sub>O và m<sup>2</sup>", "H2O và m2"),
        ("Một<br>hai", "Một hai"),
        ("Một&nbsp;hai &amp; ba &lt;bốn&gt;", "Một hai & ba <bốn>"),
        ("Gõ `<b>` rồi xem", "Gõ <b> rồi xem"),
        ("Thư gửi <ubnd@a.vn>", "Thư gửi ubnd@a.vn"),
        ("Một chú thích[^1] ở đây\n\n[^1]: b", "Một chú thích ở đây"),
    ],
)
def test_the_first_paragraph_is_plain_text(text: str, first: str) -> None:
    """Lists and feeds get words without tags, entities or Markdown's own marks."""
    assert converted(text).first_paragraph.replace("\u00a0", " ") == first
