"""Paragraphs, lists, tables, photographs and captions of a body."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.page.known import captions, faults_of, of_body, prose, words
from town_portal.authoring.importers.draft import DraftFigures
from town_portal.core.text import normalize_text

START = "<p>Một đoạn văn đủ dài để làm mở đầu của bài viết này.</p>"
IMAGE = '<img src="anh.jpg">'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            (
                "<h1>Mục</h1><p><b>Đậm</b><b> liền</b> <i>nghiêng</i>, "
                "<a href='https://a.example/x'>dẫn</a>, H<sub>2</sub>O, m<sup>2</sup>"
                "<br>dòng hai</p><ol><li>một<ul><li>con</li></ul></li></ol>"
                "<blockquote>trích</blockquote><hr><p>Cuối.</p>"
            ),
            (
                "## Mục\n\n**Đậm liền** *nghiêng*, [dẫn](https://a.example/x), H<sub>2</sub>O, "
                "m<sup>2</sup>  \ndòng hai\n\n1. một\n    - con\n\n> trích\n\n---\n\nCuối."
            ),
        ),
        (
            "Đoạn một của bài.<br>&nbsp;<br>Đoạn hai của bài.<br>Vẫn đoạn hai.",
            "Đoạn một của bài.\n\nĐoạn hai của bài.  \nVẫn đoạn hai.",
        ),
        (
            (
                "<table><tr><th>A|B</th><th>C</th></tr><tr><td rowspan=2>1</td><td>x<br>y</td></tr>"
                f"<tr><td>z</td></tr></table>{START}"
            ),
            "| A\\|B | C |\n| --- | --- |\n| 1 | x<br>y |\n| 1 | z |\n\n" + START[3:-4],
        ),
    ],
)
def test_markdown(html: str, expected: str) -> None:
    """Marks, links, lists, paragraphs parted by two line ends, and tables become Markdown."""
    draft = of_body(html).draft
    assert prose(draft) == expected
    assert any("ô gộp" in doubt.sentence for doubt in draft.doubts) is ("rowspan" in html)


def test_exclamation_before_a_link() -> None:
    """A link after an exclamation mark is a link, which Markdown would take for a picture."""
    found = of_body("<p>Mời xem!<a href='https://a.example/x'>tại đây</a> toàn văn.</p>")
    assert words(found.draft) == ["Mời", "xem!tại", "đây", "toàn", "văn."]


@pytest.mark.parametrize(
    "html",
    [
        f"<figure>{IMAGE}<figcaption>Lời dưới ảnh</figcaption></figure>",
        f"<table><tr><td>{IMAGE}</td></tr><tr><td>Lời dưới ảnh</td></tr></table>",
        f"<table><tr><td>{IMAGE}<br>Lời dưới ảnh</td></tr></table>",
        f'<p align="center">{IMAGE}</p><p>&nbsp;</p><p align="center">Lời dưới ảnh</p>',
        f"<p>{IMAGE}</p><p><em>Lời dưới ảnh</em></p>",
        f"<p>{IMAGE}<br><i>Lời dưới ảnh</i></p>",
        f"<center>{IMAGE}<br>Lời dưới ảnh</center>",
        f"<p>{IMAGE}</p><p>Lời dưới ảnh</p>",
        f'<div class="wp-caption">{IMAGE}<p class="wp-caption-text">Lời dưới ảnh</p></div>',
        f'<p><a href="a.jpg">{IMAGE}</a></p><p style="font-style:italic">Lời dưới ảnh</p>',
        f"<em>{IMAGE}<br>Lời dưới ảnh</em>",
        '<p><img src="anh.jpg" title="Lời dưới ảnh"></p>',
    ],
)
def test_caption_forms(html: str) -> None:
    """A caption is found in each of the ways in which old pages set it; it leaves the body."""
    found = of_body(f"{START}{html}<p>Đoạn sau ảnh, kết thúc bằng dấu chấm.</p>")
    assert captions(found.draft) == ["Lời dưới ảnh"]
    assert "Lời dưới ảnh" not in prose(found.draft)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{IMAGE}</p><p>Đoạn văn thường sau ảnh, có dấu chấm.</p>",
        f"<p>{IMAGE}</p><p>{'Một đoạn dài không có dấu chấm ' * 9}</p>",
        f"<p>{IMAGE}</p><h2>Mục sau ảnh</h2>",
        f"<p>{IMAGE}</p><p><b>Tin, ảnh: Ban biên tập</b></p>",
        f"<p>Chữ trước {IMAGE} chữ sau ảnh trong cùng một đoạn văn, dài và có dấu chấm.</p>",
    ],
)
def test_no_caption(html: str) -> None:
    """A paragraph, heading or byline after a photograph is no caption."""
    found = of_body(f"{START}{html}")
    assert captions(found.draft) == []


def test_credit_and_alternative_text() -> None:
    """Caption, credit and alternative text are told apart; a file's name is no text."""
    found = of_body(
        f'{START}<p><img src="a.jpg" alt="Cây cầu qua sông"></p>'
        "<p><i>Cầu mới. Ảnh: Cổng thông tin</i></p>"
        f'<p>Giữa hai ảnh có đoạn này.</p><p><img src="b.jpg" alt="IMG_1234.JPG"></p>'
    )
    first, second = (
        block.pictures[0] for block in found.draft.body if isinstance(block, DraftFigures)
    )
    assert (first.caption, first.credit, first.alt) == (
        "Cầu mới.",
        "Ảnh: Cổng thông tin",
        "Cây cầu qua sông",
    )
    assert (second.caption, second.alt, second.name) == ("", "", "b.jpg")


def test_signs_are_no_photographs() -> None:
    """Icons, captchas and empty places are left out, a photograph named like one is not."""
    found = of_body(
        f'{START}<img src="/_layouts/images/x.gif"><img src="icon_new.gif">'
        '<img src="a.jpg" width="16"><img src="captcha.ashx?x=1">'
        '<p><img src="news-hot-star.jpg"></p>'
    )
    groups = [block for block in found.draft.body if isinstance(block, DraftFigures)]
    assert [picture.name for group in groups for picture in group.pictures] == ["news-hot-star.jpg"]


def test_missing_photograph_is_named() -> None:
    """A photograph that is not at hand keeps its place and name, and the report says which."""
    found = of_body(f"{START}<p><img src='anh/hop.jpg'></p><p><i>Buổi họp</i></p>")
    row = next(row for row in found.fields if row.name == "ảnh")
    assert (row.sure, "anh/hop.jpg" in row.reason or "hop.jpg" in row.reason) == (0, True)


def test_news_below_a_heading_stay() -> None:
    """A heading like that of other news is cut off only where links follow, not paragraphs."""
    body = f"{START}<h3>Tin mới:</h3><p>Đoạn văn thật sự của bài viết, không phải liên kết.</p>"
    assert "Đoạn văn thật sự" in prose(of_body(body).draft)


LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Zs"))
    | st.just(" "),
    min_size=1,
    max_size=60,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(LETTERS, min_size=1, max_size=4))
def test_any_text_stays(texts: list[str]) -> None:
    """Whatever letters and signs a paragraph holds, readers see them, and no HTML comes of them."""
    body = START + "".join(
        f"<p>Đoạn {number}: {text.replace('&', '&amp;').replace('<', '&lt;')} hết.</p>"
        for number, text in enumerate(texts)
    )
    draft = of_body(body).draft
    said = " ".join(f"Đoạn {number}: {text} hết." for number, text in enumerate(texts))
    assert words(draft)[13:] == normalize_text(said).split()
    assert faults_of(prose(draft)) == []
