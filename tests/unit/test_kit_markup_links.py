"""Links in a body: which are refused, and what is known of the others."""

from __future__ import annotations

from typing import Any, cast

import pytest
from markdown import Markdown

import pelicanconf
from plugins._kit.markup import REFUSED_SCHEME, Link


def converted(*texts: str) -> Any:
    """Give the Markdown instance after it has converted these texts, one after the other."""
    settings = cast(Any, pelicanconf.MARKDOWN)
    names = dict.fromkeys([*settings["extensions"], *settings["extension_configs"]])
    markdown = Markdown(extensions=list(names), extension_configs=settings["extension_configs"])
    for text in texts:
        markdown.reset().convert(text)
    return markdown


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "vbscript:a",
        "data:text/html,a",
        "file:///etc/passwd",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "java&#10;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "java&Tab;script:alert(1)",
        "&#1;javascript:alert(1)",
        "\x01javascript:alert(1)",
        "&#32;javascript:alert(1)",
    ],
)
@pytest.mark.parametrize("form", ["[a]({})", "[a][b]\n\n[b]: {}"])
def test_a_link_that_would_run_something_is_refused(address: str, form: str) -> None:
    """However it is disguised, a script or data is no address."""
    found = converted("đầu\n\n" + form.format(address))
    assert found.faults
    assert not found.links


@pytest.mark.parametrize("text", ["<javascript:alert(1)>", "<javascript://a@b>", "<data:text/a>"])
def test_an_autolink_that_would_run_something_is_refused(text: str) -> None:
    """The form in angle brackets is no way round."""
    assert converted(text).faults


@pytest.mark.parametrize(
    "address",
    [
        "https://a.vn/?b=c&d=e#f",
        "HTTPS://A.VN",
        "http://a.vn",
        "mailto:a@b.vn",
        "tel:+842393835356",
        "/ban-do/",
        "#muc-1",
        "tep.pdf",
        "{filename}../a.md",
        "2020/10:30/",
    ],
)
def test_an_honest_link_is_known(address: str) -> None:
    """Web, mail, telephone and the portal's own addresses are noted as they are written."""
    found = converted(f"đầu\n\n[a]({address}) cuối")
    assert not found.faults
    assert found.links == [Link(address, 3)]


def test_a_link_without_address_is_a_fault() -> None:
    """Brackets with nothing in them lead nowhere."""
    found = converted("a\n\n[b]()")
    assert [line for line, _ in found.faults] == [3]


def test_a_refused_link_is_told_with_its_line_and_kind() -> None:
    """Staff read which kind of link it was."""
    found = converted("a\n\n\nb [c](javascript:d)")
    assert found.faults == [(4, REFUSED_SCHEME.format("javascript"))]


def test_the_same_link_twice_is_known_twice() -> None:
    """Each has its own line."""
    found = converted("[a](tep.pdf)\n\n[b](tep.pdf)\n\n[c](/x/)\n")
    assert found.links == [Link("tep.pdf", 1), Link("tep.pdf", 3), Link("/x/", 5)]


def test_the_line_of_a_link_is_not_that_of_the_same_words() -> None:
    """The name of a file in a sentence above is not the link."""
    found = converted("Xem tep.pdf ở dưới.\n\n[a](tep.pdf)")
    assert found.links == [Link("tep.pdf", 3)]


def test_a_mail_address_in_angle_brackets_is_a_link() -> None:
    """The contact page may write <ubnd@a.vn>: the address is known in plain letters."""
    found = converted("a\n\n<ubnd@a.vn>")
    assert not found.faults
    assert found.links == [Link("mailto:ubnd@a.vn", 3)]


def test_links_in_tables_lists_and_details_are_known() -> None:
    """No place of the text is left out."""
    text = "* [a](1)\n\n|b|\n|-|\n|[b](2)|\n\n<details>\n\n[c](3)\n\n</details>\n\n> [d](4)"
    assert {link.address for link in converted(text).links} == {"1", "2", "3", "4"}


def test_links_of_footnotes_are_not_checked_as_addresses() -> None:
    """The way to a note and back is none of the author's links; those in the note are."""
    found = converted("a[^1]\n\n[^1]: b [c](/x/)")
    assert [link.address for link in found.links] == ["/x/"]


def test_a_text_does_not_inherit_from_the_one_before() -> None:
    """Links, faults and the first paragraph are those of the last text alone."""
    found = converted("[a](javascript:b)\n\n[a](tep.pdf)", "c")
    assert (found.links, found.faults, found.first_paragraph) == ([], [], "c")


def test_an_empty_body_does_not_inherit_either() -> None:
    """An article without a word has no links, faults or first paragraph of the one before."""
    found = converted("[a](javascript:b)\n\n[a](tep.pdf)", "  \n")
    assert (found.links, found.faults, found.first_paragraph) == ([], [], "")


def test_an_empty_body_alone_has_nothing_wrong() -> None:
    """Even the first article of a build may be empty."""
    found = converted("")
    assert (found.links, found.faults, found.first_paragraph) == ([], [], "")


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
        ("<abbr>HĐND</abbr> họp", "HĐND họp"),
        ("Một chú thích[^1] ở đây\n\n[^1]: b", "Một chú thích ở đây"),
    ],
)
def test_the_first_paragraph_is_plain_text(text: str, first: str) -> None:
    """Lists and feeds get words without tags, entities or Markdown's own marks."""
    assert converted(text).first_paragraph.replace("\u00a0", " ") == first
