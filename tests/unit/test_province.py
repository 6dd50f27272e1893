"""The province's colours: readable, or refused."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from town_portal.features.assets.bundle import build_stylesheet
from town_portal.features.province.tokens import (
    LEAST,
    NAMES,
    PAIRS,
    build_layer,
    compute_contrast,
    find_declared_colours,
    iter_faults,
)

ROOT = Path(__file__).parents[2]
CSS = "".join(
    (ROOT / "theme" / "css" / f"{name}.css").read_text(encoding="utf-8")
    for name in ("tokens", "themes")
)
THEME = find_declared_colours(CSS)


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1; the order does not matter."""
    assert compute_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert compute_contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)
    assert compute_contrast("#123456", "#123456") == 1


@pytest.mark.parametrize(("ink", "is_refused"), [("#767676", False), ("#777777", True)])
def test_text_needs_the_contrast_of_wcag(ink: str, is_refused: bool) -> None:
    """On white 4.54:1 can be read, 4.48:1 can't."""
    told = dict(iter_faults({"ink": ink}, {"paper": "#ffffff", "tint": "#ffffff"}))
    assert ("ink" in told) is is_refused


def test_the_theme_has_every_colour_that_may_be_set_and_is_readable() -> None:
    """Each name is one of the theme's tokens, and its own colours pass the same check."""
    assert set(NAMES) <= set(THEME)
    assert not [*iter_faults({name: THEME[name] for name in NAMES}, THEME)]


@pytest.mark.parametrize(("prefix", "pair"), [*product(("", "night-"), PAIRS)])
def test_every_pair_is_looked_at(prefix: str, pair: tuple[str, str]) -> None:
    """A colour that can't be read on its partner is refused, by day and by night."""
    text, ground = (name if name in ("white", "urgent") else prefix + name for name in pair)
    mine, other = (ground, text) if text == "white" else (text, ground)
    told = dict(iter_faults({mine: THEME[other]}, THEME))
    assert mine in told
    assert "tương phản" in told[mine]


@pytest.mark.parametrize(
    ("name", "colour", "missing", "told"),
    [
        # White on the ground of an urgent alert is the same by night, and told once.
        ("urgent", "#ffffff", "", "tương phản"),
        # What the province's colour is read on is not known then.
        ("red", "#8a1c1c", "tint", "không có màu tint"),
        # What is high contrast, or a measure, is not the province's business.
        *((name, "#000000", "", "không có màu tên này") for name in ("strong-ink", "step-1", "x")),
    ],
)
def test_a_fault_is_told_once(name: str, colour: str, missing: str, told: str) -> None:
    """A pair, a colour that the theme lacks, a name that is no colour of the theme."""
    theme = {key: value for key, value in THEME.items() if key != missing}
    ((found, words),) = iter_faults({name: colour}, theme)
    assert found == name
    assert told in words


def test_what_passes_stands_last_in_the_style_sheet() -> None:
    """It is in the layer of tokens, after the theme's own, and before no rule for the night."""
    text = build_stylesheet(
        ROOT / "theme", ROOT / "plugins/town_portal", [build_layer({"red": "#8a1c1c"})]
    )
    assert text.rstrip().endswith("@layer tokens {\n:root {\n--red: #8a1c1c;\n}\n}")
    assert re.search(r"--red:\s*#9e1b22", text)
    assert compute_contrast("#8a1c1c", THEME["paper"]) >= LEAST
    assert build_layer({}) == ""
