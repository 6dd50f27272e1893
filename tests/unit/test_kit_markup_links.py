"""Links in a body: which are refused, and what is known of the others."""

from __future__ import annotations

import pytest

from plugins._kit.markup import REFUSED_SCHEME, Link
from tests.unit.markdown_text import converted

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
    assert found.links == [Link(address, 3)]


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
    assert sorted((it.address, it.line) for it in found.links) == sorted(links)


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
