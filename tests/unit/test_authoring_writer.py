"""An editor's HTML as Markdown: tables without loss, lists with blocks, pastes of old fonts."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from town_portal.authoring.editing.markdown_writer import write_blocks
from town_portal.authoring.editing.old_fonts import decode_old_fonts


def written(html: str) -> str:
    """Return what the writer makes of HTML whose pictures lie beside the text."""
    return "\n\n".join(write_blocks(html, lambda address: address))


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            "<tr><th rowspan=2>Thôn</th><th colspan=2>Hộ</th></tr><tr><td>A</td><td>B</td></tr>",
            ["| Thôn | Hộ | Hộ |", "| --- | --- | --- |", "| Thôn | A | B |"],
        ),
        ("<tr><td>một</td></tr><tr><td></td></tr>", ["| một |", "| --- |", "|  |"]),
        ("<tr><td><strong>a</strong></td><td>b|c</td></tr>", ["| a | b\\|c |", "| --- | --- |"]),
        (
            "<tr><td><table><tr><td>7 h<td>Họp<tr><td>8 h<td>Ăn</table><td>x<ol><li>y<li>z</ol>",
            ["| 7 h – Họp<br>8 h – Ăn | x<br>1\\. y<br>2\\. z |", "| --- | --- |"],
        ),
        (
            '<tr><td>a<tr><td style="text-align:right"><figure><img src=b.jpg alt=c><p>d</figure>',
            ["| a |", "| --: |", "| ![c](b.jpg)<br>d |"],
        ),
    ],
)
def test_cells_keep_their_places_and_all_they_hold(rows: str, lines: list[str]) -> None:
    """Merged cells are repeated; lists, tables and pictures in a cell are lines of that cell."""
    assert written(f'<figure class="table"><table>{rows}</table></figure>') == "\n".join(lines)


def test_a_tables_caption_stands_before_it() -> None:
    """The portal's Markdown has no captions of tables; the words are a bold line."""
    html = "<figure><table><tr><td>a</td></tr></table><figcaption>Phí *</figcaption></figure>"
    assert written(html) == "**Phí \\***\n\n| a |\n| --- |"


def test_a_list_item_keeps_its_blocks() -> None:
    """Paragraphs and quotations of an item stay below its number, lists where they stood."""
    html = (
        "<ol start=4><li><p>Một</p><p>Hai</p><ul><li>x</li></ul>sau</li>"
        "<li>Ba<blockquote><p>“Lời”</p></blockquote></li><li><p>Bốn</p></li></ol>"
    )
    assert written(html) == (
        "4. Một\n\n    Hai\n\n    - x\n\n    sau\n5. Ba\n\n    > “Lời”\n6. Bốn"
    )


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<font face='.VnTimeH, Arial'>céng hßa</font>", "CỘNG HÒA"),
        ("<span style='font-family:VNI-Times'>Tho<b>âng baù</b>o</span>", "Thông báo"),
        (
            "<style>p.A, li.A {font-family:.VnTime}</style><p class=A>x· <font face=Ari>x·</font>",
            "xã x·",
        ),
        ("<p style='font-family:.VnTime'>xã · Cẩm</p>", "xã · Cẩm"),
    ],
)
def test_a_paste_in_an_old_font_becomes_unicode(html: str, shown: str) -> None:
    """A font counts by style, element or class; Unicode under an old font's name stays."""
    page = BeautifulSoup(decode_old_fonts(html)[0], "lxml")
    assert page.body is not None
    assert page.body.get_text() == shown
