"""Whatever passes without a fault holds nothing that could run, and no strange markup."""

from __future__ import annotations

import re
from typing import Any, cast

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

import pelicanconf
from plugins._kit.allowlist import SCHEMES

ELEMENTS = {
    *(
        "html",
        "head",
        "body",
        "p",
        "a",
        "em",
        "strong",
        "code",
        "pre",
        "br",
        "hr",
        "ul",
        "ol",
        "li",
    ),
    *(
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ),
    *("div", "span", "sub", "sup", "abbr", "kbd", "details", "summary"),
}
ATTRIBUTES = {
    *("href", "title", "class", "id", "align", "data-slot", "start", "role", "rel"),
    *("aria-label", "tabindex", "scope"),
}
IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20]+")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

TAGS = (
    *("<p onclick=x>", "<img src=x onerror=y>", "<x-y onclick=1>", "<svg/onload=x>", "<script>"),
    *('<div markdown="1" onclick=x>', "<details>", "</details>", "<summary>", "</summary>"),
    *("<sub>", "</sub>", '<abbr title="', '">', "<br", "/>", "<a", "<", ">", "</", "<!--", "-->"),
    *("<?", "?>", "<![CDATA[", "]]>", "<https://a.vn/", "@b"),
)
MARKS = (
    *("`", "``", "```", "~~~", "\\", "\\<", "\n", "\n\n", "\r", "\f", "\u2028", "\t", "    "),
    *("* ", "> ", "1. ", "# ", "|", "\n|-|-|\n", "[^1]", "[^1]: ", "[a]: ", "[a]", "[a](", "!["),
    *("](", ")", "**", "_", "{: ", ".decorative}", '"', "'", "&lt;", "&#60;", "&amp;", "a", "á "),
    *("\u200b", "\x02", "\x03", "\x02wzxhzdk:0\x03", "data-slot=", "onclick=x ", "="),
)
HOSTILE = "javascript:alert(1)"


def disguises(letter: str) -> st.SearchStrategy[str]:
    """Give ways to write a letter that a browser reads as that letter."""
    noise = st.sampled_from(["", "", "", "&#10;", "&Tab;", "&#13;", "&NewLine;", "\x01", "&#x9;"])
    written = st.sampled_from(
        [letter, letter, letter.upper(), f"&#{ord(letter)};", f"&#x{ord(letter):x};", f"\\{letter}"]
    )
    return st.tuples(noise, written).map("".join)


addresses = st.tuples(*(disguises(letter) for letter in HOSTILE)).map("".join)
forms = st.sampled_from(
    [
        "[a]({})",
        "[a](<{}>)",
        "[a][b]\n\n[b]: {}",
        "<{}>",
        "![a]({})",
        "[![a]({0})]({0})",
        "> [a]({})",
    ]
)
pieces = st.lists(st.sampled_from(TAGS + MARKS), max_size=14).map("".join)


def convert(text: str) -> str | None:
    """Give the HTML of a text, or None where something is wrong with the text."""
    settings = cast(Any, pelicanconf.MARKDOWN)
    names = dict.fromkeys([*settings["extensions"], *settings["extension_configs"]])
    markdown: Any = Markdown(
        extensions=list(names), extension_configs=settings["extension_configs"]
    )
    html = markdown.convert(f"đầu\n\n{text}")
    return None if markdown.faults else str(html)


def strange(html: str) -> set[str]:
    """Give what does not belong into the HTML of an article."""
    found: set[str] = set()
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        name = element.tag
        if name not in ELEMENTS:
            found.add(str(name))
        found |= {f"{name} {key}" for key in element.attrib if key not in ATTRIBUTES}
        address = IGNORED_BY_BROWSERS.sub("", element.get("href", ""))
        scheme = SCHEME.match(address)
        if scheme and scheme[1].lower() not in SCHEMES:
            found.add(scheme[0])
    return found


def test_the_check_finds_what_is_strange() -> None:
    """The judge of the tests below is awake."""
    hostile = '<p onclick="x"><img src=x><a href=" jAva&#10;script:a">b</a><!-- c --></p>'
    assert len(strange(hostile)) == 5


@given(pieces)
@settings(deadline=None, max_examples=400)
def test_what_passes_holds_only_what_is_expected(text: str) -> None:
    """Tags, half tags, code spans, escapes and comments in any order make nothing strange."""
    html = convert(text)
    assert html is None or not strange(html)


@given(forms, addresses)
@settings(deadline=None, max_examples=400)
def test_no_disguise_makes_a_script_an_address(form: str, address: str) -> None:
    """Entities, control characters and capitals do not carry a script past the guard."""
    html = convert(form.format(address))
    assert html is None or not strange(html)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_can_be_converted(text: str) -> None:
    """No text, however strange, breaks the conversion."""
    html = convert(text)
    assert html is None or not strange(html)
