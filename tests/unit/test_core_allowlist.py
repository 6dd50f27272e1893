"""The list of what the HTML of a text may hold, and the attacks that it is there for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pelicanconf
from tests.unit.markdown_text import converted, correct_html
from town_portal.core.markup import bounds
from town_portal.core.markup.allowlist import RAW, SCHEMES, check_html

README = (Path(pelicanconf.__file__).parent / "docs/viet-bai.md").read_text(encoding="utf-8")


CODE_OVER_DETAILS = (
    "<details>\n<summary>Xem</summary>\n\n`mã\n{}\n` hết\n\nchữ\n\n{}\n\n</details>\n"
)
ATTACKS = {
    "module": '<div markdown="1" data-module="evil.js">\n\nchữ\n\n</div>',
    "click": '<p onclick="alert(1)">chữ</p>',
    "frame": '<iframe src="https://evil.example/"></iframe>',
    "form": '<form action="https://evil.example/"><input name="a"></form>',
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=list(ATTACKS))
def test_a_code_span_hides_no_element(attack: str) -> None:
    """What looks like code to one reader and like HTML to another never becomes an element."""
    for text in (
        f"<details>\n`mã\n{attack}\n`\n</details>\n",
        f"<details>\n\n`mã\n\n{attack}\n\n`\n\n</details>\n",
        CODE_OVER_DETAILS.format(attack.replace("\n\n", "\n"), ""),
        f"`mở\n<details>\n{attack}\n</details>\nđóng`",
    ):
        found = converted(text)
        assert not list(check_html(found.html))
        assert found.faults or "&lt;" in found.html


@pytest.mark.parametrize("more", [("attr_list",), ("md_in_html",), ("attr_list", "md_in_html")])
@pytest.mark.parametrize(
    "text",
    [
        "chữ\n\nĐoạn văn.\n{: onclick=x }",
        '<div markdown="1" data-module="evil.js">\n\nchữ\n\n</div>',
        '[x](/a/){: data-press="evil.js" }',
        "<iframe src='https://evil.example/'></iframe>",
        "<svg><a href='/x/'>y</a></svg>",
        "|a|\n|-|\n|<form>b</form>|",
        "chữ[^1]\n\n[^1]: <p onclick=x>b</p>",
    ],
)
def test_whatever_extension_is_on_the_result_is_judged(text: str, more: tuple[str, ...]) -> None:
    """The list holds for the finished HTML: an extension more opens no door."""
    found = converted(text, more=more)
    assert found.faults or not list(check_html(found.html))


@pytest.mark.parametrize(
    ("html", "refused"),
    [
        ('<p>a <a href="/x/" title="&lt;b&gt;">b</a><br>c<br /></p>', []),
        ("<p>a<sub>2</sub></p>", []),
        ("<script>a</script>", ["<script>"]),
        ('<p onclick="x">a</p>', ['<p onclick="x">']),
        ("<P>a</P>", ["<P>"]),
        ("<p>a < b</p>", ["< b"]),
        ("<p>a<!-- b --></p>", ["<!-- b -->"]),
        ('<a href="jAva&#10;script:x">a</a>', ['<a href="jAva&#10;script:x">']),
        ("<a href='/x/'>a</a>", ["<a href='/x/'>"]),
        ('<a href="/x/" href="/y/">a</a>', ['<a href="/x/" href="/y/">']),
        ('<p class="hidden">a</p>', ['<p class="hidden">']),
        ('<div data-slot="a"></div>', ['<div data-slot="a">']),
        ('<li id="noi-dung">a</li>', ['<li id="noi-dung">']),
        ("<p>a<sub>b</p>", ["<sub"]),
        ("<p>a</sub></p>", ["</sub>"]),
        ("<details><p>a</p>", ["<details"]),
        ("</br>", ["</br>"]),
        ("a&#8;b&#xfffe;&#x7f;&#0;&#1114112;", ["&#8", "&#xfffe", "&#x7f", "&#0", "&#1114112"]),
        ("&#7879; &#x1EC7; &#10; &#128512;", []),
        ("<p", ["<p"]),
    ],
)
def test_the_list_names_what_it_refuses(html: str, refused: list[str]) -> None:
    """Elements, attributes, values, kinds of links, classes, ids, and what is left open."""
    assert [written for written, _ in check_html(html)] == refused


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("chữ\n\nH<sub>2O", 3, "chưa đóng"),
        ("chữ\n\nH2</sub>O", 3, "không có thẻ mở"),
        ("chữ\n\n*a<sub>b*c</sub>", 3, "<sub>"),
        ("chữ\n\n<summary>a</summary>", 3, "ngay dưới dòng <details>"),
        ("chữ\n\nmột &#8; hai", 3, "không hiện thành chữ được"),
        ("chữ[^a b]\n\n[^a b]: ghi chú", 1, "fn"),
        ('chữ\n\n<hr data-module="evil.js" x="<">\n', 3, "<hr"),
        ("`<b>`\n\nchữ\n\n<b>", 5, "<b>"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, words: str) -> None:
    """Of a tag left open, in the wrong place or with ``<`` in a value; code above is not meant."""
    (first, sentence), *_ = converted(text).faults
    assert first == line
    assert words in sentence


def test_the_staffs_page_names_what_the_list_holds() -> None:
    """The table in docs/viet-bai.md is the list itself: its tags, kinds of links and bounds."""
    part = README[README.index("Mã HTML không dùng được trong bài") :].partition("Các trang (")[0]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `<")]
    assert sorted(re.findall(r"`<(\w+)>`", "".join(rows))) == sorted(RAW)
    assert set(re.findall(r"`(\w+):`", part)) == SCHEMES
    assert f"tối đa {bounds.DEEPEST} cấp" in part
    assert f"tối đa {bounds.MOST_LINES_TOGETHER:,} dòng".replace(",", ".") in part


def test_the_examples_for_staff_are_right() -> None:
    """What the table shows passes."""
    part = README[README.index("| thẻ | để làm gì |") :].partition("\n\n")[0]
    examples = [
        item for item in re.findall(r"`([^`]+)`", part) if "</" in item and "details" not in item
    ]
    shown = [example for example in examples if "summary" not in example]
    assert len(shown) == 4
    for example in shown:
        assert correct_html(f"Xem {example} đó.") == f"<p>Xem {example} đó.</p>"
