"""Links of the archive name files; what it does not hold is named by its public address."""

from __future__ import annotations

import pytest

from town_portal.publishing.archive.link_rewriting import House, rewrite_link, rewrite_links
from town_portal.publishing.archive.plain_text import extract_plain_text

INSIDE = {"", "2026/05/01/bai/", "lien-he/", "chuyen-muc/"}
HOUSE = House(lambda address: address in INSIDE, "https://thu.example")
NAMELESS = House(lambda address: address in INSIDE, None)
PAGE = "2026/05/01/bai/index.html"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../../../../", "../../../../index.html"),
        ("../../../..", "../../../../index.html"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("../../../../lien-he/#dia-chi", "../../../../lien-he/index.html#dia-chi"),
        ("../../../../lien-he/?q=a", "../../../../lien-he/index.html?q=a"),
        ("/", "../../../../index.html"),
        ("/lien-he/", "../../../../lien-he/index.html"),
        ("/tep/a.pdf", "../../../../tep/a.pdf"),
        ("anh-1.jpg", "anh-1.jpg"),
        ("#muc", "#muc"),
        ("", ""),
        ("https://example.org/x/", "https://example.org/x/"),
        ("//example.org/x/", "//example.org/x/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("../../../../2025/01/01/cu/", "https://thu.example/2025/01/01/cu/"),
    ],
)
def test_a_link_names_what_opens_without_a_server(address: str, expected: str) -> None:
    """Folders become their page, roots become relative; files and other sites stay."""
    assert rewrite_link(address, PAGE, HOUSE) == expected


def test_without_a_public_address_a_missing_page_is_no_link() -> None:
    """The words stay; they lead nowhere."""
    html = '<p><a class="x" href="../../../../2025/01/01/cu/">Bài cũ</a></p>'
    assert rewrite_links(html, PAGE, NAMELESS) == '<p><a class="x">Bài cũ</a></p>'


def test_words_that_look_like_links_stay() -> None:
    """Only tags are looked at, and only their link; quotes and signs come out as they went in."""
    html = '<p title="a > href=&quot;x/&quot;">Viết href="./" như vậy <a href="/?a=1&amp;b=2">x</a>'
    made = html.replace('"/?a', '"../../../../index.html?a')
    assert rewrite_links(html, PAGE, HOUSE) == made


def test_marks_for_scripts_go() -> None:
    """No attribute names a module that is not in the package."""
    html = '<div class="b" data-module="../js/x.js" data-source="../khoi/x.html" data-width="3">'
    assert rewrite_links(html, PAGE, HOUSE) == '<div class="b" data-width="3">'


def test_each_kind_of_words_is_a_line() -> None:
    """Paragraphs, items, rows, captions, descriptions of pictures; what only looks is left out."""
    html = (
        "<h2>Đề mục</h2><p>Một\n <strong>hai</strong>,<br>ba<sup>2</sup>.</p><!-- x -->"
        "<ul><li>A</li><li><p>B</p></li></ul><button>Nút</button>"
        '<figure><a href="x"><picture><source srcset="y"><img alt="Tả" src="x"></picture></a>'
        "<figcaption>Lời <span>Ảnh: An</span></figcaption></figure>"
        "<table><tr><th>C</th><th>D</th></tr><tr><td>1</td><td>2</td></tr></table>"
        '<p>Cuối<sup id="r"><a class="footnote-ref" href="#n">1</a></sup>'
        '<a class="footnote-backref" href="#r">↩</a></p>'
    )
    assert extract_plain_text(html).split("\n\n") == [
        *("Đề mục", "Một hai,\nba2.", "- A", "- B", "[Ảnh: Tả]", "Lời Ảnh: An"),
        *("C | D", "1 | 2", "Cuối[1]"),
    ]
