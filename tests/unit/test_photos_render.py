"""The HTML of figures and galleries."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from town_portal.core.records import Image, Photo, Picture
from town_portal.features.photos.render import fill_slots, render_figures


def pictured(name: str) -> Picture:
    """Give a picture in two widths and three formats."""
    kinds = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
    return Picture(
        tuple(
            Image(f"{name}-{width}.{ending}", width, width * 2 // 3, kind, 90)
            for ending, kind in kinds.items()
            for width in (480, 960)
            if (ending, width) != ("jpg", 480)
        )
    )


WHOLE = pictured("b")
PHOTO = Photo("Cầu", "Cầu Bà Nở.", "Ảnh: Lê An", 1200, 800, WHOLE, WHOLE, tone=7)
HOSTILE = '"><script>alert(1)</script><p onclick="x">&amp;\''
TEXTS = st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=40)


def parsed(html: str) -> Any:
    """Give the HTML as a tree."""
    return html5lib.parse(html, namespaceHTMLElements=False)


def text_of(element: Any) -> str:
    """Give the words of an element."""
    return "".join(element.itertext())


@pytest.mark.parametrize(
    ("shapes", "name"),
    [
        ("ww", "2"),
        ("www", "3"),
        ("wwww", "4"),
        ("wwwww", "many"),
        ("hh", "2 gallery--portraits"),
        ("hhhhh", "many gallery--portraits"),
        ("hw", "2"),
        ("wh", "2"),
        ("hs", "2"),
    ],
)
def test_several_photographs_are_a_gallery(shapes: str, name: str) -> None:
    """The gallery tells how many there are, up to four, and whether all are higher than wide."""
    sizes = {"w": (1200, 800), "h": (800, 1200), "s": (800, 800)}
    photos = [replace(PHOTO, width=sizes[shape][0], height=sizes[shape][1]) for shape in shapes]
    (gallery,) = parsed(render_figures(photos, "figure")).iter("div")
    assert gallery.get("class") == f"gallery gallery--{name}"
    figures = list(gallery.iter("figure"))
    assert ["figure--portrait" in figure.get("class") for figure in figures] == [
        shape == "h" for shape in shapes
    ]


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("", (None, "high")),
        ("<p>a</p>\n", (None, "high")),
        (f"<p>{'a' * 401}</p>\n", ("lazy", None)),
    ],
)
def test_a_figure_near_the_top_is_fetched_at_once(before: str, first: Any) -> None:
    """One further down, and each after the first, waits until the reader comes near."""
    body = f'{before}<div data-slot="0,1"></div><div data-slot="2"></div>'
    tree = parsed(fill_slots(body, [PHOTO] * 3, ["figure"] * 3))
    found = [(item.get("loading"), item.get("fetchpriority")) for item in tree.iter("img")]
    assert found == [first, ("lazy", None), ("lazy", None)]


@pytest.mark.parametrize("kind", ["figure", "inline"])
def test_hostile_words_are_words(kind: Any) -> None:
    """Markup in caption, credit and alternative text is shown, not run."""
    photo = replace(PHOTO, alt=HOSTILE, caption=HOSTILE, credit=HOSTILE)
    tree = parsed(render_figures([photo], kind))
    assert not list(tree.iter("script"))
    assert not [element for element in tree.iter() if element.get("onclick")]
    assert next(tree.iter("img")).get("alt") == HOSTILE


@given(TEXTS, TEXTS, TEXTS)
@settings(deadline=None)
def test_words_come_out_as_they_went_in(alt: str, caption: str, credit: str) -> None:
    """Whatever the words are, the reader sees exactly these, a full stop between."""
    photo = replace(PHOTO, alt=alt, caption=caption, credit=credit)
    tree = parsed(render_figures([photo], "figure"))
    assert next(tree.iter("img")).get("alt") == alt
    captions = [text_of(element) for element in tree.iter("figcaption")]
    ended = caption.rstrip('"”’»)').endswith((".", "!", "?", "…", ":"))
    joint = (" " if ended else ". ") if caption and credit else ""
    whole = f"{caption}{joint}{credit}"
    assert captions == ([whole] if whole else [])


def test_slots_are_filled_with_their_photographs() -> None:
    """Each slot gets the photographs it names, in the kind they have."""
    body = '<div data-slot="0,2"></div>\n<p>a <span data-slot="1"></span> b</p>'
    photos = [replace(PHOTO, whole=pictured(name)) for name in "xyz"]
    tree = parsed(fill_slots(body, photos, ["figure", "inline", "figure"]))
    assert [image.get("src") for image in tree.iter("img")] == [
        "x-960.jpg",
        "z-960.jpg",
        "y-960.jpg",
    ]
    (paragraph,) = tree.iter("p")
    assert text_of(paragraph) == "a  b"


def test_a_caption_that_looks_like_a_slot_is_a_caption() -> None:
    """Words are not filled again."""
    photo = replace(PHOTO, caption='<div data-slot="0"></div>')
    tree = parsed(fill_slots('<div data-slot="0"></div>', [photo], ["figure"]))
    assert len(list(tree.iter("img"))) == 1
