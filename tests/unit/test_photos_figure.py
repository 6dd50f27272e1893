"""Images in Markdown: which are figures, with which caption, credit and alternative text."""

from __future__ import annotations

import pytest

from plugins.photos.models import Figure
from tests.unit.markdown_text import converted


def figures(text: str) -> list[Figure]:
    """Give the figures of a text in which nothing is wrong."""
    markdown = converted(text)
    assert not markdown.faults
    return list(markdown.figures)


def figure(text: str) -> Figure:
    """Give the only figure of a text."""
    (found,) = figures(text)
    return found


def test_an_image_alone_is_a_figure() -> None:
    """Its alternative text is no caption."""
    assert figure("a\n\n![Cầu](b.jpg)\n\nc") == Figure("b.jpg", "Cầu", "", "", 3)


def test_the_title_is_the_caption() -> None:
    """Alternative text, caption and credit are three things."""
    found = figure('![Cầu](b.jpg "Cầu Bà Nở. Ảnh: Lê An")')
    assert found == Figure("b.jpg", "Cầu", "Cầu Bà Nở.", "Ảnh: Lê An", 1)


@pytest.mark.parametrize(
    "text",
    [
        "![a](b.jpg)\n*Cầu. Nguồn: X*",
        "![a](b.jpg)  \n*Cầu. Nguồn: X*",
        "![a](b.jpg)\n_Cầu. Nguồn: X_",
    ],
)
def test_an_emphasised_line_below_is_the_caption(text: str) -> None:
    """With and without a forced line break, with either mark of emphasis."""
    assert figure(text) == Figure("b.jpg", "a", "Cầu.", "Nguồn: X", 1)


def test_a_caption_may_go_over_two_lines() -> None:
    """A long line that was broken is one caption."""
    assert figure("![a](b.jpg)\n*Cầu\nBà Nở*").caption == "Cầu Bà Nở"


def test_a_caption_is_plain_text() -> None:
    """Bold words and links in the line give their words."""
    found = figure("![a](b.jpg)\n*Cầu **Bà Nở** ở [xã](/x/). Ảnh: **Lê An***")
    assert (found.caption, found.credit) == ("Cầu Bà Nở ở xã.", "Ảnh: Lê An")


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("*H<sub>2</sub>O*", "H2O"),
        ("*Cầu&nbsp;Bà Nở &amp; sông*", "Cầu Bà Nở & sông"),
        ("*Gõ `<b>`*", "Gõ <b>"),
    ],
)
def test_a_caption_has_no_entities_or_tags(line: str, caption: str) -> None:
    """Allowed tags, entities and code in the line give their words."""
    assert figure(f"![a](b.jpg)\n{line}").caption.replace("\u00a0", " ") == caption


def test_an_emphasised_paragraph_of_its_own_is_no_caption() -> None:
    """With an empty line between them they do not belong together."""
    found = converted("![a](b.jpg)\n\n*Cầu*")
    assert found.figures == [Figure("b.jpg", "a", "", "", 1)]
    assert "<p><em>Cầu</em></p>" in found.html


def test_quotes_in_a_title_are_quotes() -> None:
    """A backslash before a quote is Markdown's, not the caption's."""
    assert figure('![a](b.jpg "Ông \\"A\\" nói")').caption == 'Ông "A" nói'


@pytest.mark.parametrize("text", ["![a](b.jpg)\n![c](d.jpg)", "![a](b.jpg) ![c](d.jpg)"])
def test_several_images_are_a_gallery(text: str) -> None:
    """They share one slot, in their order."""
    found = converted(text)
    assert [item.source for item in found.figures] == ["b.jpg", "d.jpg"]
    assert found.html == '<div data-slot="0,1"></div>'


def test_each_of_a_gallery_has_its_caption() -> None:
    """Titles and lines go with the image before them."""
    lines = '![a](b.jpg)\n*một*\n![c](d.jpg "hai")\n![e](f.jpg)\n*Ảnh: X*'
    found = figures(lines)
    assert [(item.caption, item.credit, item.line) for item in found] == [
        *(("một", "", 1), ("hai", "", 3), ("", "Ảnh: X", 4)),
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Xem ![a](b.jpg) này", '<p>Xem <span data-slot="0"></span> này</p>'),
        ("![a](b.jpg) và chữ", '<p><span data-slot="0"></span> và chữ</p>'),
        ("![a](b.jpg)\nvà chữ", '<p><span data-slot="0"></span>\nvà chữ</p>'),
        ("# ![a](b.jpg)", '<h2><span data-slot="0"></span></h2>'),
        ("[![a](b.jpg)](c.pdf)", '<p><a href="c.pdf"><span data-slot="0"></span></a></p>'),
        ("![a](b.jpg)\n**đậm**", '<p><span data-slot="0"></span>\n<strong>đậm</strong></p>'),
        ("![a](b.jpg)\n*một* hai", '<p><span data-slot="0"></span>\n<em>một</em> hai</p>'),
    ],
)
def test_an_image_with_text_is_no_figure(text: str, html: str) -> None:
    """Inside a sentence, a heading or a link a picture stays where it is, text and all."""
    found = converted(text)
    assert found.html == html
    assert [item.kind for item in found.figures] == ["inline"]


@pytest.mark.parametrize(
    "text",
    [
        "![a](b.jpg){: .decorative}",
        "![a](b.jpg)\n{: .decorative}",
        '![a](b.jpg "c"){: .decorative}',
        "Xem ![a](b.jpg){: .decorative} này",
    ],
)
def test_a_decorative_image_has_no_alternative_text(text: str) -> None:
    """Its mark is not shown."""
    found = converted(text)
    (item,) = found.figures
    assert (item.alt, item.is_decorative) == ("", True)
    assert "decorative" not in found.html


def test_the_mark_of_one_image_is_not_that_of_the_next() -> None:
    """In a gallery only the marked image is decorative."""
    found = figures("![a](b.jpg){: .decorative}\n![c](d.jpg)")
    assert [item.is_decorative for item in found] == [True, False]


@pytest.mark.parametrize("text", ["![a]()", "![]()", "Xem ![a]() này", '![a]( "c")'])
def test_an_empty_source_is_a_fault(text: str) -> None:
    """An image without a file is told with its line."""
    faults = converted(f"a\n\n{text}").faults
    assert [line for line, _ in faults] == [3]
    assert "ảnh không có tên tệp" in faults[0][1]


def test_an_empty_source_has_its_own_line() -> None:
    """A link above is not taken for the image."""
    faults = converted("[a](b.pdf)\n\n![c](d.jpg)\n\n![e]()").faults
    assert [line for line, _ in faults] == [5]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("* ![a](b.jpg)\n* c", "inline"),
        ("* ![a](b.jpg)\n\n* c", "figure"),
        ("> ![a](b.jpg)\n> *c*", "figure"),
        ("|a|\n|-|\n|![a](b.jpg)|", "inline"),
        ("1. c\n\n    ![a](b.jpg)\n", "figure"),
        ("<details>\n<summary>c</summary>\n\n![a](b.jpg)\n\n</details>", "figure"),
        ("c[^1]\n\n[^1]: ![a](b.jpg)", "inline"),
    ],
)
def test_images_inside_other_things(text: str, kind: str) -> None:
    """In lists, quotations, tables, details and notes they are found as well."""
    found = converted(text)
    assert [(item.source, item.kind) for item in found.figures] == [("b.jpg", kind)]
    assert 'data-slot="0"' in found.html
    assert "<img" not in found.html


def test_the_same_picture_twice() -> None:
    """Each time it stands on its own line."""
    found = figures("![a](b.jpg)\n\n![a](b.jpg)\n\n![a](b.jpg)")
    assert [item.line for item in found] == [1, 3, 5]


def test_the_same_picture_in_a_sentence_and_alone() -> None:
    """Each keeps its own line, whichever kind comes first."""
    found = figures("Xem ![a](b.jpg) này\n\n![a](b.jpg)")
    assert {(item.kind, item.line) for item in found} == {("inline", 1), ("figure", 3)}


def test_the_line_of_an_image_is_not_that_of_the_same_words() -> None:
    """The name of the file in a sentence above is not the image."""
    assert figure("Tệp b.jpg ở dưới.\n\n![a](b.jpg)").line == 3


def test_names_of_files_are_kept() -> None:
    """Underscores, brackets and escapes in a file's name survive."""
    found = figures("![a](b_c_d.jpg)\n\n![a](e(1).jpg)\n\n![a](f\\_g.jpg)\n\n![a](h i.jpg)")
    assert [item.source for item in found] == ["b_c_d.jpg", "e(1).jpg", "f_g.jpg", "h i.jpg"]


def test_a_text_does_not_inherit_figures() -> None:
    """Neither a text without images nor an empty one shows those of the text before."""
    assert converted("![a](b.jpg)", "c").figures == []
    assert converted("![a](b.jpg)", "").figures == []


def test_a_caption_inside_a_sentence_is_a_fault() -> None:
    """There is no room for it there; it is not dropped in silence."""
    found = converted('a\n\nXem ![a](b.jpg "Chú thích") này')
    assert [line for line, _ in found.faults] == [3]
    assert not converted("Xem ![a](b.jpg) này").faults
