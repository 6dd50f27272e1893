"""Text without marks is left alone: the HTML is the one that Python-Markdown makes without that."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from town_portal.settings.base import MARKDOWN

PIECES = st.lists(
    st.sampled_from(
        (
            *("*", "**", "_", "`", "\\", "[", "](", ")", "![", "<", ">", "&", ";", "&amp;", "  \n"),
            *("\n", "\n\n", "- ", "1. ", "> ", "# ", "|", "\n|-|-|\n", "[^1]", "\n\n[^1]: ", "!"),
            *("http://a.vn", "<a@b.vn>", "chữ ", "Đoạn văn thường. ", "a", " ", "\x02", "~~", "'"),
        )
    ),
    max_size=14,
).map("".join)


CONFIGURED: Any = MARKDOWN


def markdown(*extensions: Extension) -> Any:
    """Return the portal's Markdown, with other extensions beside."""
    return Markdown(
        extensions=[*CONFIGURED["extensions"], *extensions],
        extension_configs=CONFIGURED["extension_configs"],
    )


WITH, WITHOUT = markdown(), markdown()
WITHOUT.treeprocessors.deregister("portal-plain")
WITHOUT.parser.blockprocessors.deregister("portal-paragraph")


class Struck(Extension):
    """A pattern of somebody else's: its marks are not known here."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register it."""
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~~)(.+?)~~", "del"), "struck", 55)


@given(PIECES | st.text(max_size=60))
@settings(max_examples=20_000 if "TEST_LONG" in os.environ else 600)
def test_it_changes_no_html(text: str) -> None:
    """Marks of all kinds among plain text, in any order, and any characters at all."""
    assert WITH.reset().convert(text) == WITHOUT.reset().convert(text)


def test_a_document_does_not_change_the_next_one() -> None:
    """Which patterns are tried is decided for each document anew."""
    both = ("Chữ *nghiêng*.", "Xem [trang](http://a.vn).", "`mã` &amp; <a@b.vn>", "Chữ thường.")
    for text in (*both, *reversed(both)):
        assert WITH.reset().convert(text) == WITHOUT.reset().convert(text)


def test_patterns_of_others_see_every_text() -> None:
    """Where a pattern is registered that is not known, no text is left alone."""
    assert "<del>chữ</del>" in markdown(Struck()).convert("Một ~~chữ~~ thừa.")
