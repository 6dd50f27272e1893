"""Whatever passes without a fault holds nothing that could run, and no strange markup.

The judges are parsers of their own (html5lib, lxml), with lists that stand here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.unit.markdown_text import converted
from town_portal.core.data import yamldoc
from town_portal.core.markup.allowlist import SCHEMES
from town_portal.core.svg import check_svg
from town_portal.core.system.places import ROOT
from town_portal.core.text import CONTROLS
from town_portal.core.texts import frontmatter

SPECIFICATION = tuple(
    example.replace("→", "\t")
    for example in re.findall(
        r"^`{32} example\n(.*?)^\.\n",
        (ROOT / "tests/node/node_modules/commonmark-spec/spec.txt").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
)
"""All examples of CommonMark 0.31, as they are typed."""
ELEMENTS = {
    *("html", "head", "body", "p", "a", "em", "strong", "code", "pre", "br", "hr", "ul", "ol"),
    *("li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr"),
    *("th", "td", "div", "span", "sub", "sup", "abbr", "kbd", "details", "summary"),
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
HEAD = (
    *("title: ", "a", "\n", ": ", "- ", "[", "]", "{", "}", '"', "'", "|\n  ", "&a ", "*a", "!!"),
    *("%", "\x08", "\\x08", "\ufffe", "\t", "#", "date: 2020-12-15\n", "<b>", "---", "...", "? "),
    "@",
)
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:s="http://www.w3.org/2000/svg"'
FORBIDDEN = ("script", "foreignObject", "a", "animate", "set", "iframe", "handler")
DRAWN = (
    *("<g>", "</g>", "<g ", '<path d="M0 0"/>', "<s:script>", "</s:script>", "<script>"),
    *("</script>", "<a ", "</a>", 'xlink:href="', 'href="', '"', "'", ">", "/>", "#a"),
    *("java&#115;cript:x()", "data:image/png;base64,AA", "<image ", "<use ", "<set ", "<animate "),
    *(' onload="x()"', " ", "<style>", "</style>", "@import 'x';", "url(#a)", "url(x)"),
    *("<![CDATA[", "]]>", "<!--", "-->", "<?x y?>", "&lt;", "&amp;", "<foreignObject>"),
    *("</foreignObject>", "https://evil.example/", '<g xmlns="http://www.w3.org/1999/xhtml">'),
    *('fill="', "<title>", "</title>", "a"),
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
        *("[a]({})", "[a](<{}>)", "[a][b]\n\n[b]: {}", "<{}>", "![a]({})", "> [a]({})"),
        "[![a]({0})]({0})",
    ]
)
disguised = st.builds(str.format, forms, addresses)
"""Links whose address is a script that is written in strange ways."""
pieces = st.lists(st.sampled_from(TAGS + MARKS), max_size=14).map("".join)


def convert(text: str) -> str | None:
    """Give the HTML of a text, or None where something is wrong with the text."""
    found = converted(f"đầu\n\n{text}")
    return None if found.faults else str(found.html)


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


def cases(share: float) -> int:
    """Give how many texts are tried: 1,000 in all, ten times as many with --long."""
    return int(share * (10_000 if "TEST_LONG" in os.environ else 1_000))


spliced = st.lists(
    st.one_of(
        st.sampled_from(SPECIFICATION),
        st.sampled_from(TAGS + MARKS),
        st.tuples(st.sampled_from(SPECIFICATION), st.integers(0, 80), st.integers(0, 80)).map(
            lambda cut: cut[0][min(cut[1:]) : max(cut[1:])]
        ),
    ),
    max_size=6,
).map("".join)
"""Whole texts of the specification, and pieces of them put together in another way."""


def test_the_examples_of_the_specification() -> None:
    """None of them, alone or inside of what opens on a click, brings an element off the list."""
    assert len(SPECIFICATION) > 600
    for text in SPECIFICATION:
        for whole in (text, f"<details>\n\n{text}\n\n</details>", f"a[^1]\n\n[^1]: {text}"):
            html = convert(whole)
            assert html is None or not strange(html), text


@pytest.mark.parametrize(
    ("texts", "share"),
    [(pieces, 0.3), (spliced, 0.3), (disguised, 0.2), (st.text(max_size=60), 0.1)],
    ids=["pieces", "spliced", "disguised", "any"],
)
def test_what_passes_holds_only_what_is_expected(
    texts: st.SearchStrategy[str], share: float
) -> None:
    """Half tags, cut examples, scripts as addresses and any text at all make nothing strange."""

    @given(texts)
    @settings(max_examples=cases(share))
    def judge(text: str) -> None:
        html = convert(text)
        assert html is None or not strange(html)

    judge()


@given(st.lists(st.sampled_from((*HEAD, *MARKS)), max_size=10).map("".join))
@settings(max_examples=cases(0.1))
def test_any_head_can_be_read(text: str) -> None:
    """A front matter of any pieces is read, or is an error of YAML: never a traceback."""
    with suppress(yamldoc.YamlError):
        parts = frontmatter.split_front_matter(f"---\n{text}\n---\nchữ")
        assert not any(map(CONTROLS.search, texts_in(parts.head.value)))


def texts_in(value: Any) -> Iterator[str]:
    """Give all texts in what a head says."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from (key, *texts_in(item))
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    elif value is not None:
        yield str(value)


@given(st.lists(st.sampled_from(DRAWN), max_size=12).map("".join), st.binary(max_size=3))
@settings(max_examples=cases(0.2))
def test_no_drawing_with_a_script_passes(inner: str, noise: bytes) -> None:
    """Whatever drawing is accepted holds, for another parser, shapes alone."""
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {XLINK}>{inner}</svg>'.encode() + noise
    if check_svg(data):
        return
    for element in etree.fromstring(data, etree.XMLParser(resolve_entities=False)).iter():
        name = etree.QName(element) if isinstance(element.tag, str) else None
        assert name is None or name.localname not in FORBIDDEN
        for key, value in element.attrib.items():
            assert not etree.QName(key).localname.lower().startswith("on")
            if etree.QName(key).localname == "href":
                assert value.strip().startswith(("#", "data:image/png;base64,"))
