"""Where a content uses photographs, and what becomes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from town_portal.core.texts.front import ArticleFront
from town_portal.features.photos.captions import CaptionWords
from town_portal.features.photos.made import Made, PhotoFile, Refusal
from town_portal.features.photos.models import Figure
from town_portal.features.photos.uses import Gathered, gather_uses, list_made_files

SOURCE = Path("bai/index.md")
LINES = {"body": 10, "cover": 3, "poster": 5}
MOVING = PhotoFile("a-dong.webp", 9, 6, "webp", False, 7, "d")
MADE = Made(
    1200,
    800,
    5,
    (
        PhotoFile("a-960.webp", 960, 640, "webp", False, 3, "b"),
        PhotoFile("a-480.webp", 480, 320, "webp", False, 2, "a"),
        PhotoFile("a-480.jpg", 480, 320, "jpeg", False, 4, "c"),
        PhotoFile("a-3x2-240.jpg", 240, 160, "jpeg", True, 1, "e"),
    ),
    MOVING,
)


def figure(name: str, kind: Any = "figure", **fields: Any) -> Figure:
    """Give a figure in the body's second line."""
    return Figure(name, "Lời tả", "Chú thích.", "", 2, kind, **fields)


def gathered(
    *figures: Figure, captions: dict[str, CaptionWords] | None = None, **front: Any
) -> Gathered:
    """Gather the photographs of an article."""
    given = {"title": "T", "date": "2020-12-14", "category": "tin"} | front
    return gather_uses(SOURCE, ArticleFront.model_validate(given), figures, LINES, captions or {})


def test_the_cover_is_the_first_figure() -> None:
    """A picture in a sentence is none; the cover alone gets thumbnails, at the focal point."""
    item = gathered(figure("a.jpg", "inline"), figure("b.jpg"), figure("c.jpg"), focus="40% 20%")
    found = [(want.path.name, want.focus, want.thumbnails) for want in item.wanted()]
    assert found == [("a.jpg", None, False), ("b.jpg", (40, 20), True), ("c.jpg", None, False)]


def test_a_named_cover_has_the_words_of_the_body() -> None:
    """Where it stands there too; else it is a photograph of its own."""
    item = gathered(figure("a.jpg"), figure("b.jpg"), cover="b.jpg")
    assert item.cover is item.figures[1]
    alone = gathered(figure("a.jpg"), cover="c.jpg")
    assert alone.cover is not None
    assert (alone.cover.line, alone.cover.field, len(alone.uses)) == (3, "cover", 2)


def test_credits_and_words_from_elsewhere() -> None:
    """The photographer of the article, and captions.csv, fill what the figure leaves out."""
    item = gathered(
        Figure("a.jpg", "", "", "", 1),
        photographer="Lê An",
        captions={"a.jpg": CaptionWords(2, "Cầu", "", "Một cây cầu")},
    )
    shown = item.photo(item.figures[0], {Path("bai/a.jpg"): MADE})
    assert shown is not None
    assert (shown.caption, shown.credit, shown.alt) == ("Cầu", "Ảnh: Lê An", "Một cây cầu")


def test_what_cannot_be_used_is_no_photograph() -> None:
    """Neither a refused file nor one of which nothing is known; it has no files to keep."""
    item = gathered(figure("a.jpg"))
    refusal = Refusal("hỏng")
    assert item.photo(item.figures[0], {Path("bai/a.jpg"): refusal}) is None
    assert item.photo(item.figures[0], {}) is item.photo(None, {}) is None
    assert (list_made_files(MADE), list_made_files(refusal)) == ((*MADE.files, MOVING), ())


def test_an_original_is_published_only_where_it_is_asked_for() -> None:
    """It may hold the place where it was taken."""
    plain, marked = gathered(figure("A.JPG"), figure("B.JPG", with_original=True)).figures
    assert (plain.original, marked.original) == ("", "b.jpg")
