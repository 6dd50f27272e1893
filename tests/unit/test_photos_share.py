"""Share pictures: what they show, how a title is set, that nothing is drawn twice."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from town_portal.core.data.tables import Town
from town_portal.features.photos import card, faces, share, share_files
from town_portal.features.photos.card import CardStyle
from town_portal.features.photos.made import Made, PhotoFile
from town_portal.features.photos.share import SIZE, View
from town_portal.features.photos.store import PhotoStore, get_store_path, write_derivative
from town_portal.features.photos.typeset import (
    LEADING,
    TypeArea,
    balance_lines,
    break_lines,
    set_lines,
)

ROOT = Path(__file__).parents[2]
TOWN = Town(name="Thị xã Hồng Lĩnh", address="Số 1", time_zone="Asia/Ho_Chi_Minh", base_path="/")
STACKED = "ẾCH Ộ Ẵ KHỂ NGỖNG ẨM ƯỠN Ặ Ệ Ợ"


@pytest.fixture(scope="module")
def style() -> CardStyle:
    """The style of a town with the portal's own mark and theme."""
    found = share_files.build_style(TOWN, ROOT / "tests" / "town", ROOT / "theme")
    assert found is not None
    return found


def made(width: int, height: int, *sizes: tuple[int, int, bool]) -> Made:
    """Give a photograph with WebP of these sizes (the last part: a thumbnail), and one JPEG."""
    files = [
        PhotoFile(f"a-{wide}", wide, high, "webp", crop, 9, f"{wide:032x}.webp")
        for wide, high, crop in sizes
    ]
    jpeg = PhotoFile("a.jpg", 2000, 2000, "jpeg", False, 9, "f" * 32 + ".jpg")
    return Made(width, height, 0, (*files, jpeg))


@given(
    st.integers(1, 4000), st.integers(1, 4000), st.tuples(st.integers(0, 100), st.integers(0, 100))
)
def test_a_box_lies_within_the_picture_and_has_the_shape(
    width: int, height: int, focus: tuple[int, int]
) -> None:
    """It is the largest part of the shape 1200:630, to a pixel."""
    left, top, right, bottom = share.compute_box((width, height), focus)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert right - left == width or bottom - top == height
    shape = (right - left) / (bottom - top)
    assert abs((right - left) - (bottom - top) * 1200 / 630) <= 1.5 or shape > 1200 / 630


@pytest.mark.parametrize(
    ("photo", "focus", "wide", "box"),
    [
        # Of two widths the one with more points, never the JPEG.
        (made(3000, 2000, (480, 320, False), (1440, 960, False)), (50, 50), 1440, (102, 858)),
        # Without a focal point the part of a portrait is taken where faces are.
        (made(3000, 4000, (1440, 1920, False)), None, 1440, (294, 1050)),
        # The whole of a panorama is only 288 points high, the thumbnail cut at the focus already.
        (made(8000, 1600, (1440, 288, False), (960, 640, True)), (10, 50), 960, (68, 572)),
    ],
)
def test_the_best_derivative_is_cut(
    photo: Made, focus: tuple[int, int] | None, wide: int, box: tuple[int, int]
) -> None:
    """As large and as near to the focal point as what was made allows."""
    found = share.choose_cut(photo, focus)
    assert found is not None
    assert int(found.stored.split(".")[0], 16) == wide
    assert found.box == (0, box[0], wide, box[1])


@pytest.mark.parametrize(
    ("width", "words", "alt"),
    [(599, "Lời tả", None), (600, "Lời tả", "Lời tả"), (600, "", "Tên bài")],
)
def test_a_small_photograph_is_not_shown(width: int, words: str, alt: str | None) -> None:
    """Below 600 points across it would be a blur; no picture is without words."""
    found = share.choose_view("Tên bài", made(width, 400, (width, 400, False)), None, words)
    assert (found and found.alt) == alt
    assert share.choose_view("Tên bài", None, None, words) is None


def test_the_name_follows_what_is_shown(style: CardStyle) -> None:
    """Another title, part, town or colour is another picture; a cover's words and title are not."""
    part = share.PhotoCrop("a.webp", (0, 0, 1200, 630))
    shown = View("A", "x", part)
    other_town = replace(style, name="Phường Khác")
    names = [
        share.make_stored_name(View("A", "x"), style),
        share.make_stored_name(View("B", "x"), style),
        share.make_stored_name(View("A", "x"), other_town),
        share.make_stored_name(View("A", "x"), replace(style, colours=(("ink", "#000000"),))),
        share.make_stored_name(shown, style),
        share.make_stored_name(replace(shown, cut=replace(part, box=(0, 1, 1200, 631))), style),
    ]
    assert len(set(names)) == len(names)
    assert share.make_stored_name(View("B", "y", part), other_town) == names[4]
    assert share.make_stored_name(View("A", "y"), style) == names[0]


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Give the box around everything that is dark in the title's room."""
    dark = image.convert("L").point(lambda value: 255 if value < 128 else 0)
    room = Image.new("L", image.size)
    room.paste(dark.crop((0, 20, 1200, 490)), (0, 20))
    box = room.getbbox()
    assert box is not None
    return box


def test_stacked_accents_are_not_cut(style: CardStyle) -> None:
    """Of one line and of as many as there may be, all ink lies between the band and the rule."""
    for title in (STACKED, " ".join([STACKED] * 6)):
        left, top, right, bottom = ink(card.draw_card(title, style))
        assert top >= 30
        assert bottom <= 480
        assert left >= 78
        assert right <= 1122


def test_accents_do_not_touch_the_line_above() -> None:
    """The highest mark and the lowest one together are less than the way to the next line."""
    boxes = [
        faces._load_face(faces.find_script(letter), 1000, card.BOLD).getbbox(letter, anchor="ls")
        for letter in "ẾẴỂỖẨỠẶỆỢỴgjp"
    ]
    height = max(box[3] for box in boxes) - min(box[1] for box in boxes)
    assert height < LEADING * 1000


def test_a_card_has_the_themes_colours_and_the_mark(style: CardStyle) -> None:
    """Band and ground come from the tokens, and the mark stands below."""
    image = card.draw_card("Một bài", style)
    colours = dict(style.colours)
    assert image.size == SIZE
    assert image.getpixel((600, 5)) == (0x9E, 0x1B, 0x22)
    assert colours["tint"] == "#f6f4ef"
    assert image.getpixel((1190, 300)) == (0xF6, 0xF4, 0xEF)
    assert image.getpixel((90, 540)) == (0x9E, 0x1B, 0x22)
    other = card.draw_card("Một bài", replace(style, name="Phường Bắc Hồng Lĩnh"))
    box = ImageChops.difference(image, other).getbbox()
    assert box is not None
    assert box[1] > 490


def test_a_busy_photograph_stays_below_the_limit() -> None:
    """Quality goes down until it fits."""
    noise = Image.effect_noise(SIZE, 60).convert("RGB")
    best = io.BytesIO()
    noise.save(best, "JPEG", quality=82, progressive=True, optimize=True)
    worst = io.BytesIO()
    noise.save(worst, "JPEG", quality=50, progressive=True, optimize=True)
    assert len(share_files.encode_share(noise)) == worst.tell() < best.tell()


def test_nothing_is_drawn_twice(
    tmp_path: Path, style: CardStyle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second build opens and draws nothing, and a new title only its own picture."""
    views = [View("Một", "x"), View("Hai", "x"), View("Một", "y")]
    with PhotoStore(tmp_path) as store:
        first = share_files.make_shares(views, style, store, print)
        times = [store.path_of(file).stat().st_mtime_ns for file in first]
        drawn: list[str] = []

        def draw(job: share_files.ShareJob) -> int:
            drawn.append(job.view.title)
            write_derivative(job.folder, job.stored, b"new")
            return 3

        monkeypatch.setattr(share_files, "draw_share", draw)
        again = share_files.make_shares([*views, View("Ba", "x")], style, store, print)
        assert drawn == ["Ba"]
        assert again[:3] == first
        assert [store.path_of(file).stat().st_mtime_ns for file in first] == times
    assert first[0] == first[2] != first[1]
    assert first[0].size == store.path_of(first[0]).stat().st_size


@pytest.mark.long
def test_many_are_drawn_by_several_processes(tmp_path: Path, style: CardStyle) -> None:
    """They are the same as one process makes, and staff are told when there are many."""
    views = [View(f"Bài {number}", "x") for number in range(share_files.MANY)]
    told: list[str] = []
    with PhotoStore(tmp_path / "many") as store:
        files = share_files.make_shares(views, style, store, told.append)
        assert all(store.path_of(file).stat().st_size == file.size for file in files)
        one = share_files.draw_share(
            share_files.ShareJob(tmp_path, files[5].stored, views[5], style)
        )
        assert (
            get_store_path(tmp_path, files[5].stored).read_bytes()
            == store.path_of(files[5]).read_bytes()
        )
    assert one == files[5].size
    assert told == ["Vẽ 100 ảnh chia sẻ…"]


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_photograph_is_cut_to_the_box(tmp_path: Path, style: CardStyle, mode: str) -> None:
    """The named part fills the picture; what was transparent is white."""
    picture = Image.new(mode, (1440, 960), (200, 0, 0, 0)[: len(mode)])
    picture.paste((0, 0, 200, 255)[: len(mode)], (0, 102, 1440, 858))
    data = io.BytesIO()
    picture.save(data, "WEBP", lossless=True)
    write_derivative(tmp_path, "ab.webp", data.getvalue())
    part = share.PhotoCrop("ab.webp", (0, 102, 1440, 858))
    for box, colour in ((part.box, (0, 0, 200)), ((0, 0, 100, 52), None)):
        view = View("A", "x", replace(part, box=box))
        share_files.draw_share(share_files.ShareJob(tmp_path, "cd.jpg", view, style))
        with Image.open(get_store_path(tmp_path, "cd.jpg")) as image:
            assert image.size == SIZE
            wanted = colour or ((255, 255, 255) if mode == "RGBA" else (200, 0, 0))
            found = image.convert("RGB").getpixel((600, 300))
            assert isinstance(found, tuple)
            assert all(abs(a - b) < 6 for a, b in zip(found, wanted, strict=True))


def test_the_emblem_takes_the_marks_place(tmp_path: Path, style: CardStyle) -> None:
    """A town's own emblem, of any shape, stands whole in the card."""
    (tmp_path / "data").mkdir()
    Image.new("RGB", (50, 100), "#00aa00").save(tmp_path / "data" / "huy-hieu.png")
    town = TOWN.model_copy(update={"emblem": "huy-hieu.png"})
    found = share_files.build_style(town, tmp_path, ROOT / "theme")
    assert found is not None
    image = card.draw_card("Một bài", found)
    assert image.getpixel((122, 561)) == (0, 0xAA, 0)
    assert image.getpixel((84, 561)) == (0xF6, 0xF4, 0xEF)


WORDS = st.lists(st.text("abcđễ", min_size=1, max_size=12), min_size=1, max_size=40)


def wide(text: str) -> float:
    """Give the width in ems when every letter is half an em."""
    return len(text) / 2


@given(WORDS, st.integers(3, 30))
def test_balanced_lines_are_as_many_and_no_longer(words: list[str], width: int) -> None:
    """Every word is kept in its order, and the longest line does not grow."""
    fit = max(width, *(wide(word) for word in words), 0)
    first, found = break_lines(words, wide, fit), balance_lines(words, wide, fit)
    assert " ".join(found).split() == words
    assert len(found) <= len(first)
    assert max(map(wide, found)) <= max(map(wide, first))


@given(st.text("aé ", max_size=400))
@settings(deadline=None)
def test_a_title_fits_its_place(text: str) -> None:
    """Whatever it is, no line is wider, there are five at most, and they are not too high."""
    room = TypeArea(1040, 400, 5, range(28, 85, 2))
    found = set_lines(text, wide, room)
    assert len(found.lines) <= 5
    assert all(wide(line) * found.size <= room.width + 1e-6 for line in found.lines)
    assert found.size * LEADING * len(found.lines) <= room.height


def test_a_short_title_is_large_and_a_long_one_is_cut() -> None:
    """The size goes down before anything is left out; dots tell what was."""
    room = TypeArea(100, 60, 2, (10, 20))
    assert set_lines("ab cd", wide, room).size == 20
    found = set_lines("abcdefghi " * 9, wide, room)
    assert (found.size, found.lines) == (10, ("abcdefghi abcdefghi", "abcdefghi abcdefghi…"))
    assert set_lines("a" * 30, wide, room).lines == ("a" * 20, "a" * 10)
