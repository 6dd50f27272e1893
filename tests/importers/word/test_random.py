"""Documents of random structure: whatever stands in them, every word is shown, in its order."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from tests.importers.word.samples import shapes, words
from tests.importers.word.samples.maker import Maker
from town_portal.authoring.importers.draft import Draft
from town_portal.authoring.importers.word import GivenFile, understand_document
from town_portal.authoring.importers.write import format_article, format_credit, list_pictures
from town_portal.settings.base import MARKDOWN

NASTY = (
    *("*", "**", "_", "[x](y)", "<b>", "</p>", "1.", "2)", "-", "+", "#", "&amp;", "`", "\\", "|"),
    *("![a](b.jpg)", "{: .original}", "---", "===", "~~", "http://x.vn/a_b", "<!--", '"', "'", ":"),
    *(
        "a@b.vn",
        "<https://x.vn>",
        "[^1]",
        "[a]: b",
        ">",
        "2<3",
        "&",
        "*a*",
        "$",
        "(",
        "]",
        "\u00a0",
    ),
)
piece = st.one_of(st.sampled_from(NASTY), st.just("chữ"), st.just("Đỗ."), st.just("ảnh"))
text = st.lists(piece, min_size=1, max_size=4)
marks = st.sampled_from(("", "", "b", "i", "bi", "^"))
runs = st.lists(st.tuples(text, marks, st.booleans()), min_size=1, max_size=4)
block = st.tuples(
    st.sampled_from(
        [
            *("text", "text", "centre", "heading", "bullet", "deep", "number", "table", "picture"),
            *("box", "note", "lines", "link"),
        ]
    ),
    runs,
)


class Builder:
    """Builds a document whose words are numbered, so that their order can be seen."""

    def __init__(self) -> None:
        self.make = Maker()
        self.numbers = count(1)
        self.notes: list[str] = []

    def words(self, pieces: list[str]) -> str:
        """Return pieces with a numbered word among them."""
        return " ".join((*pieces[:1], f"t{next(self.numbers)}t", *pieces[1:]))

    def fill(self, paragraph: Any, runs: list[tuple[list[str], str, bool]]) -> None:
        """Put runs into a paragraph; True has none but a blank after it, False nothing."""
        for pieces, marks, apart in runs:
            self.make.run(paragraph, self.words(pieces) + (" " if apart else ""), marks)

    def add(self, kind: str, runs: list[tuple[list[str], str, bool]]) -> None:
        """Add a block."""
        make = self.make
        styles = {"heading": "Heading 2", "bullet": "List Bullet", "deep": "List Bullet 2"}
        if kind in (*styles, "number", "text", "centre"):
            style = {**styles, "number": "List Number"}.get(kind, "")
            self.fill(make.paragraph(style=style, align="center" if kind == "centre" else ""), runs)
        elif kind == "picture":
            make.picture()
            self.fill(make.paragraph(align="center"), runs)
        elif kind == "table":
            table = make.document.add_table(2, 2)
            for cell in (cell for row in table.rows for cell in row.cells):
                self.fill(cell.paragraphs[0], runs)
        else:
            self.special(kind, runs)

    def special(self, kind: str, runs: list[tuple[list[str], str, bool]]) -> None:
        """Add what python-docx has no words for."""
        make, paragraph = self.make, self.make.paragraph()
        if kind == "box":
            make.xml(paragraph, shapes.box(f"t{next(self.numbers)}t trong khung"))
            return
        self.fill(paragraph, runs)
        if kind == "lines":
            paragraph.runs[0].add_break()
            self.fill(paragraph, runs)
        elif kind == "link":
            make.link(paragraph, f"t{next(self.numbers)}t", "https://x.vn/a_b(c)?d=*e*")
        else:
            make.note(paragraph, f"chú thích n{next(self.numbers)}n")


def seen(draft: Draft) -> tuple[str, list[Any]]:
    """Return all that a reader sees of a draft, and the faults that the portal finds in it."""
    names = [f"anh-{number}.jpg" for number, _ in enumerate(list_pictures(draft), 1)]
    body = format_article(draft, "tin", names).split("\n---\n", 1)[1]
    options: dict[str, Any] = dict(MARKDOWN)
    portal: Any = Markdown(**options)
    html = portal.convert(body)
    parts = [draft.title, draft.summary]
    tree = BeautifulSoup(re.sub(r"<(p|li|td|th|br|h\d|div)\b", r" <\1", html), "html.parser")
    for number in tree.find_all(class_=["footnote-ref", "footnote-backref"]):
        number.decompose()
    for slot in tree.select("[data-slot]"):
        figures = [portal.figures[int(item)] for item in str(slot["data-slot"]).split(",")]
        slot.replace_with(" ".join(f" {figure.caption} {figure.credit} " for figure in figures))
    return " ".join((*parts, tree.get_text())), portal.faults


@pytest.mark.parametrize("first", ["Title", "Heading 1"])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(blocks=st.lists(block, min_size=1, max_size=7))
def test_no_word_is_lost_and_none_moves(first: str, blocks: list[Any]) -> None:
    """Every word of a document is seen in the article, in the same order, and builds."""
    builder = Builder()
    builder.make.paragraph("Tiêu đề t0t", style=first)
    for kind, runs in blocks:
        builder.add(kind, runs)
    data = builder.make.done()
    draft = understand_document(GivenFile("bai.docx", data))
    shown, faults = seen(draft)
    assert not faults, faults
    assert not words.lost(words.of_document(data), words.words(shown))
    numbers = [int(item) for item in re.findall(r"t(\d+)t", shown)]
    assert numbers == sorted(numbers)
    assert [
        format_credit(picture) for picture in list_pictures(draft) if picture.data is None
    ] == []
