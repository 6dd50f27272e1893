"""Images in Markdown: which are figures, with which caption, credit and alternative text."""

from __future__ import annotations

import pytest

from tests.unit.markdown_text import converted
from town_portal.features.photos.models import Figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("a\n\n![Cầu](b.jpg)\n\nc", Figure("b.jpg", "Cầu", "", "", 3)),
        (
            '![Cầu](b.jpg "Cầu Bà Nở. Ảnh: Lê An")',
            Figure("b.jpg", "Cầu", "Cầu Bà Nở.", "Ảnh: Lê An", 1),
        ),
        ("![a](b.jpg)\n*Cầu. Nguồn: X*", Figure("b.jpg", "a", "Cầu.", "Nguồn: X", 1)),
        ("![a](b.jpg)  \n*Cầu. Nguồn: X*", Figure("b.jpg", "a", "Cầu.", "Nguồn: X", 1)),
        ("![a](b.jpg)\n_Cầu. Nguồn: X_", Figure("b.jpg", "a", "Cầu.", "Nguồn: X", 1)),
        ("![a](b.jpg)\n\n*Cầu*", Figure("b.jpg", "a", "", "", 1)),
        ("Tệp b.jpg ở dưới.\n\n![a](b.jpg)", Figure("b.jpg", "a", "", "", 3)),
    ],
)
def test_an_image_alone_is_a_figure(text: str, figure: Figure) -> None:
    """Its title or the emphasised line below is the caption; its alternative text is none."""
    found = converted(text)
    assert (found.figures, found.faults) == ([figure], [])


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("*Cầu\nBà Nở*", "Cầu Bà Nở"),
        ("*Cầu **Bà Nở** ở [xã](/x/). Ảnh: **Lê An***", "Cầu Bà Nở ở xã."),
        ("*H<sub>2</sub>O*", "H2O"),
        ("*Cầu&nbsp;Bà Nở &amp; sông*", "Cầu Bà Nở & sông"),
        ("*Gõ `<b>`*", "Gõ <b>"),
    ],
)
def test_a_caption_is_plain_text(line: str, caption: str) -> None:
    """Lines that were broken, bold words, links, tags, entities and code give their words."""
    (found,) = converted(f"![a](b.jpg)\n{line}").figures
    assert found.caption == caption


@pytest.mark.parametrize("text", ["![a](b.jpg)\n![c](d.jpg)", "![a](b.jpg) ![c](d.jpg)"])
def test_several_images_are_a_gallery(text: str) -> None:
    """They share one slot, in their order."""
    found = converted(text)
    assert [item.source for item in found.figures] == ["b.jpg", "d.jpg"]
    assert found.html == '<div data-slot="0,1"></div>'


def test_each_of_a_gallery_has_its_caption() -> None:
    """Titles, lines and marks go with the image before them."""
    lines = '![a](b.jpg){: .decorative}\n*một*\n![c](d.jpg "hai")\n![e](f.jpg)\n*Ảnh: X*'
    found = converted(lines).figures
    assert [(item.caption, item.credit, item.line, item.is_decorative) for item in found] == [
        *(("một", "", 1, True), ("hai", "", 3, False), ("", "Ảnh: X", 4, False)),
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


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n\n![a]()", 3, "ảnh không có tên tệp"),
        ("a\n\n![]()", 3, "ảnh không có tên tệp"),
        ("a\n\nXem ![a]() này", 3, "ảnh không có tên tệp"),
        ('a\n\n![a]( "c")', 3, "ảnh không có tên tệp"),
        ("[a](b.pdf)\n\n![c](d.jpg)\n\n![e]()", 5, "ảnh không có tên tệp"),
        ('a\n\nXem ![a](b.jpg "Chú thích") này', 3, ""),
    ],
)
def test_what_cannot_be_shown_is_a_fault(text: str, line: int, words: str) -> None:
    """An image without a file, and a caption inside a sentence, are told with their line."""
    ((told, sentence),) = converted(text).faults
    assert told == line
    assert words in sentence


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


@pytest.mark.parametrize("text", ["c", ""])
def test_a_text_does_not_inherit_figures(text: str) -> None:
    """Neither a text without images nor an empty one shows those of the text before."""
    assert converted("![a](b.jpg)", text).figures == []
