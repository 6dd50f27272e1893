"""The town map's geometry: projection, scale, outlines."""

from itertools import pairwise
from math import hypot
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.blocks.contract import Form
from plugins.blocks.town_map.drawing import STEPS, projection_of
from plugins.blocks.town_map.geojson import Point, Ring
from plugins.blocks.town_map.outline import OVERHANG, clip, projected, simplify
from plugins.blocks.town_map.projection import Bounds, Frame, distance, fit, metres_per_degree
from plugins.blocks.town_map.scale_bar import scale_bar
from tests.unit.map_data import FORMS, points, real

FRAME = Frame(328, 260, 460, 52)
sheet_points = st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000))
rings = st.lists(sheet_points, min_size=3, max_size=30).map(lambda found: (*found, found[0]))


def sides(ring: Any) -> set[frozenset[tuple[int, int]]]:
    """Return the sides of an open ring, without their direction."""
    return {frozenset(side) for side in pairwise((*ring, *ring[:1]))}


def test_lengths_are_those_of_the_ellipsoid() -> None:
    """A degree is as long as published tables say; Vinh is 0.13913 degrees north, 0.00959 west."""
    assert metres_per_degree(0) == pytest.approx((111_319.5, 110_574.3), abs=0.5)
    assert metres_per_degree(45) == pytest.approx((78_846.8, 111_131.8), abs=0.5)
    vinh = distance((105.70191, 18.53424), (105.69232, 18.67337))
    assert vinh == pytest.approx(hypot(0.13913 * 110_690, 0.00959 * 105_540), rel=0.001)


def test_north_is_up_and_lengths_are_equal_in_both_directions() -> None:
    """A kilometre north goes up, a kilometre east to the right, both equally far."""
    projection = fit(Bounds(105.6, 18.4, 105.8, 18.6), FRAME)
    across, along = metres_per_degree(18.5)
    x, y = projection.place((105.7, 18.5))
    right = projection.place((105.7 + 1000 / across, 18.5))[0] - x
    up = y - projection.place((105.7, 18.5 + 1000 / along))[1]
    assert [right, up] == pytest.approx([1000 * projection.scale] * 2)


@given(points, points)
def test_areas_always_fit_into_the_frame(one: Point, other: Point) -> None:
    """Whatever the area's bounds, its corners come into the drawing within the margins."""
    bounds = Bounds(*map(min, one, other), *map(max, one, other))
    projection = fit(bounds, FRAME)
    assert FRAME.least_height <= projection.height <= FRAME.greatest_height
    for corner in ((bounds.west, bounds.south), (bounds.east, bounds.north)):
        x, y = projection.place(corner)
        assert FRAME.margin - 1 <= x <= FRAME.width - FRAME.margin + 1
        assert FRAME.margin - 1 <= y <= projection.height - FRAME.margin + 1


@given(st.floats(1e-6, 1e3))
def test_a_scale_bar_fits_any_scale(scale: float) -> None:
    """At any scale the bar takes between an eighth and two fifths of the width."""
    assert 328 / 8 <= scale_bar(scale, 328).length <= 328 * 0.4 + 0.1


@pytest.mark.parametrize("form", FORMS)
def test_the_wards_share_their_border_and_lie_in_the_drawing(form: Form) -> None:
    """Simplified, the wards still have all sides of their border in common; none is cut off."""
    data = real()
    projection = projection_of(data, form)
    outlines = [projected(item.geometry.rings, projection.place)[0] for item in data.areas.features]
    north, south = (simplify(outline, STEPS[form]) for outline in outlines)
    assert len(sides(north) & sides(south)) == len(set(north) & set(south)) - 1 >= 20
    for x, y in (point for outline in outlines for point in outline):
        assert 0 <= x <= projection.width
        assert 0 <= y <= projection.height


@given(rings, st.sampled_from([0.5, 1.0]))
def test_direction_does_not_matter(ring: Ring, step: float) -> None:
    """A ring simplified backwards is the same ring."""
    assert sides(simplify(ring, step)) == sides(simplify(ring[::-1], step))


def test_points_on_a_line_and_double_points_are_dropped() -> None:
    """A square with more points than it needs becomes its corners; a tiny ring vanishes."""
    ring = ((0, 0), (5, 0), (5.1, 0.1), (10, 0), (10, 10), (0, 10), (0, 3), (0, 0))
    assert set(simplify(ring, 0.5)) == {(0, 0), (20, 0), (20, 20), (0, 20)}
    assert simplify(((1, 1), (1.1, 1), (1.1, 1.1), (1, 1)), 0.5) == ()


@given(rings)
def test_clipped_rings_stay_near_the_drawing(ring: Ring) -> None:
    """What is cut to the drawing is closed and within its overhang, without NaN."""
    found = clip(ring, 328, 400)
    assert found[:1] == found[-1:]
    for x, y in found:
        assert -OVERHANG - 0.001 <= x <= 328 + OVERHANG + 0.001
        assert -OVERHANG - 0.001 <= y <= 400 + OVERHANG + 0.001
