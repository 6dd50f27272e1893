"""Which derivatives a photograph gets, and their names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from town_portal.features.photos import recipe
from town_portal.features.photos.recipe import Derivative

SIDES = st.integers(1, 65535)
PER_CENT = st.integers(0, 100)


@pytest.mark.parametrize(
    ("size", "kind", "crop", "expected"),
    [
        # Below 1440 its own width is added, unless a step is within ten per cent of it.
        ((4000, 4000), "webp", False, [480, 960, 1440]),
        ((1440, 1440), "avif", False, [480, 960, 1440]),
        ((1300, 1300), "webp", False, [480, 960, 1300]),
        ((1000, 1000), "avif", False, [480, 960]),
        ((960, 960), "webp", False, [480, 960]),
        ((528, 528), "avif", False, [480]),
        ((529, 529), "webp", False, [480, 529]),
        ((300, 300), "avif", False, [300]),
        ((1, 1), "webp", False, [1]),
        # A JPEG is for old browsers: one in the middle or the largest below.
        ((4000, 3000), "jpeg", False, [960]),
        ((800, 600), "jpeg", False, [800]),
        ((4000, 3000), "jpeg", True, [480]),
        ((200, 100), "jpeg", True, [150]),
        ((3000, 4000), "webp", True, [240, 480, 960]),
    ],
)
def test_widths_never_more_than_the_picture_has(
    size: tuple[int, int], kind: str, crop: bool, expected: list[int]
) -> None:
    """What is cut is three to two, and for a photograph that stands in a list alone."""
    found = [
        derivative
        for derivative in recipe.list_derivatives(*size, thumbnails=True)
        if derivative.kind == kind
    ]
    assert [item.width for item in found if item.crop == crop] == expected
    assert all(
        abs(item.width - item.height * 1.5) <= 1 for item in found if item.crop and size != (1, 1)
    )
    assert not any(item.crop for item in recipe.list_derivatives(*size, thumbnails=False))


@given(SIDES, SIDES)
@example(1, 65535)
@example(65535, 1)
def test_any_size_gives_derivatives_that_can_be_written(width: int, height: int) -> None:
    """None is larger than the picture, empty, or higher than WebP can hold; none comes twice."""
    items = recipe.list_derivatives(width, height, thumbnails=True)
    assert len(set(items)) == len(items) <= 14
    assert {item.kind for item in items} == {"avif", "webp", "jpeg"}
    for item in items:
        assert 1 <= item.width <= width
        assert 1 <= item.height <= min(recipe.TALLEST, max(height, 1))


@given(SIDES, SIDES, st.tuples(PER_CENT, PER_CENT))
def test_the_crop_lies_within_the_picture(width: int, height: int, focus: tuple[int, int]) -> None:
    """Whatever the focal point, nothing outside the picture is cut, and it touches two sides."""
    left, top, right, bottom = recipe.crop_box((width, height), focus)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert right - left == width or bottom - top == height


def test_the_focal_point_is_in_the_middle_of_the_crop() -> None:
    """The crop moves with the focal point until it reaches the picture's edge."""
    assert recipe.crop_box((3000, 1000), (50, 50)) == (750, 0, 2250, 1000)
    assert recipe.crop_box((3000, 1000), (30, 50)) == (150, 0, 1650, 1000)
    assert recipe.crop_box((3000, 1000), (0, 50)) == (0, 0, 1500, 1000)
    assert recipe.choose_default_focus(3000, 4000) == (50, 35)
    assert recipe.choose_default_focus(4000, 3000) == (50, 50)


def test_an_animation_is_made_smaller_until_it_fits() -> None:
    """Its frames have a budget of pixels; above it there is none."""
    assert recipe.choose_animation(300, 200, 10) == Derivative(300, 200, "webp", moves=True)
    assert recipe.choose_animation(1920, 1080, 10) == Derivative(960, 540, "webp", moves=True)
    assert recipe.choose_animation(1920, 1080, 400) == Derivative(480, 270, "webp", moves=True)
    assert recipe.choose_animation(1920, 1080, 4000) is None
    assert recipe.choose_animation(6000, 6000, 30) is None  # each frame is decoded at its full size


def test_a_key_changes_exactly_with_the_bytes() -> None:
    """Photograph, size, settings and versions count; the focal point for thumbnails alone."""
    whole, cut = Derivative(480, 320, "webp"), Derivative(480, 320, "webp", crop=True)
    keys = {
        recipe.make_key("ab", whole, (50, 50), "x"),
        recipe.make_key("ac", whole, (50, 50), "x"),
        recipe.make_key("ab", whole, (50, 50), "y"),
        recipe.make_key("ab", replace(whole, width=481), (50, 50), "x"),
        recipe.make_key("ab", replace(whole, moves=True), (50, 50), "x"),
        recipe.make_key("ab", cut, (50, 50), "x"),
        recipe.make_key("ab", cut, (50, 51), "x"),
    }
    assert len(keys) == 7
    assert recipe.make_key("ab", whole, (0, 0), "x") == recipe.make_key("ab", whole, (50, 50), "x")
    stored = "0123456789abcdef0123456789abcdef.webp"
    assert recipe.make_published_name("anh-1", cut, stored) == "anh-1-3x2-480.0123456789.webp"
    jpeg = Derivative(960, 640, "jpeg")
    name = recipe.make_published_name("a", jpeg, recipe.make_key("ab", jpeg, (50, 50), "x"))
    assert (name[:6], name[-4:]) == ("a-960.", ".jpg")
