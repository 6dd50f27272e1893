"""Every page's words: Vietnamese, complete, nothing left over from a template."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from tests.portal import Page, Portal, text

LEFT_OVER = re.compile(
    r"\bNone\b|\b[Uu]ndefined\b|\bNaN\b|\bnull\b|\{\{|\}\}|\{%|%\}|\{filename\}|\{static\}|&amp;amp;"
    r"|&amp;(?:lt|gt|quot|#\d+);|Markup\(|<built-in|object at 0x"
)
SCRIPT = re.compile(r"<script[^>]*>.*?</script>", re.DOTALL)
"""What is written in a script is no template's."""
ENGLISH = re.compile(
    r"\b(?:Read more|Home|Tags?|Categor(?:y|ies)|Next|Previous|Search|Jump back|Archives?|Menu"
    r"|Skip to|Comments?|Author|Share|Loading|Page|Posted|Published|Updated|Footnotes?)\b",
    re.IGNORECASE,
)
EMPTY_LABELS = re.compile(
    r"\b(?:Online|Đang xem|Thống kê|Lượt truy cập|Lượt đánh giá|Trung bình|Ảnh|Tin|Nguồn|Nhạc|Lời"
    r"|Điện thoại|Fax|Địa chỉ|Thư điện tử|Độ tin cậy)\s*:\s*(?:$|[,.;|·)])",
    re.IGNORECASE,
)
BROKEN_LISTS = re.compile(r"·\s*·|\|\s*\||,\s*,|\(\s*\)|:\s*[,.;:]|^\s*[,;|·]|[|·]\s*$|\s[,.;]\s")
FILLED = (
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "th", "td", "caption"),
    *("a", "button", "label", "option", "summary", "figcaption", "title", "time", "strong", "em"),
)
SHOWING = ("img", "svg", "audio", "video", "input", "table", "{http://www.w3.org/2000/svg}svg")
LISTS = {"ul", "ol", "dl", "table", "figure", "blockquote", "div", "section"}
SPOKEN = ("alt", "title", "aria-label", "placeholder", "content", "label")


def words(page: Page) -> Iterator[str]:
    """Give every text of the page a reader may see or hear, one element at a time."""
    for element in page.tree.iter("*"):
        if element.tag in {"script", "style"}:
            continue
        for value in (element.text, *(child.tail for child in element)):
            if value and value.strip():
                yield " ".join(value.split())
        yield from (element.get(name) for name in SPOKEN if element.get(name))


def test_nothing_is_left_over_from_a_template(portal: Portal) -> None:
    """No page shows a Python value, a placeholder, or text that was escaped twice."""
    assert portal.faults(lambda page: LEFT_OVER.findall(SCRIPT.sub("", page.source))) == []


def test_interface_is_vietnamese(portal: Portal) -> None:
    """No label, link or alternative text is an English word of an interface."""

    def check(page: Page) -> Iterator[str]:
        names = {"Town Portal Generator", "width=device-width, initial-scale=1"}
        for value in words(page) if page.kind != "english" else ():
            if value not in names and ENGLISH.search(value):
                yield value

    assert portal.faults(check) == []


def test_every_label_has_its_value(portal: Portal) -> None:
    """No line says “Online:” or “lượt đánh giá: ,” with nothing behind it."""

    def check(page: Page) -> Iterator[str]:
        for element in page.tree.iter("p", "li", "dd", "dt", "figcaption", "td", "span", "address"):
            found = EMPTY_LABELS.search(text(element))
            if found and not _introduces(element):
                yield f"<{element.tag}> {text(element)!r}"

    assert portal.faults(check) == []


def _introduces(element: Any) -> bool:
    """Tell whether a list follows that the label stands above."""
    following = element.getnext()
    return following is not None and following.tag in LISTS


def test_a_colon_is_followed_by_something(portal: Portal) -> None:
    """A paragraph or list item that ends in a colon introduces a list."""

    def check(page: Page) -> Iterator[str]:
        for element in page.tree.iter("p", "li", "dd"):
            if text(element).endswith(":") and not _introduces(element):
                yield text(element)

    assert portal.faults(check) == []


def test_lines_put_together_have_no_gap(portal: Portal) -> None:
    """No line has a separator with nothing on one side, or empty brackets."""

    def check(page: Page) -> Iterator[str]:
        for element in page.tree.iter("p", "li", "dd", "dt", "figcaption", "h1", "h2", "h3"):
            if not page.find(".//pre") and BROKEN_LISTS.search(text(element)):
                yield text(element)

    assert portal.faults(check) == []


def is_calendar(element: Any) -> bool:
    """Tell whether an element is the days of a month."""
    return bool(element.get("class") == "calendar")


def test_no_element_is_empty(portal: Portal) -> None:
    """Headings, links, paragraphs, list items and cells all hold a text or a picture."""

    def check(page: Page) -> Iterator[str]:
        for element in page.tree.iter(*FILLED):
            if any(
                iterancestor.tag == "template" or is_calendar(iterancestor)
                for iterancestor in element.iterancestors()
            ):
                continue  # a script fills it in; a day of another month is none
            shows = text(element) or element.get("aria-label")
            if not shows and next(element.iter(*SHOWING), None) is None:
                yield f"<{element.tag} class={element.get('class')}> in <{element.getparent().tag}>"

    assert portal.faults(check) == []


def test_text_is_composed_unicode(portal: Portal) -> None:
    """Vietnamese letters are whole characters (NFC), so that search and print find them."""

    def check(page: Page) -> Iterator[str]:
        yield from (word for word in words(page) if not unicodedata.is_normalized("NFC", word))
        yield from (word for word in words(page) if "�" in word)

    assert portal.faults(check) == []
