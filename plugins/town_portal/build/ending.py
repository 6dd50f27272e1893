"""How a build may end, and what it then tells people."""

import sys
from collections.abc import Iterable
from typing import NamedTuple

NOTHING_CHANGED = "không có gì thay đổi"


class Unchanged(Exception):  # no error
    """The output is right as it is: nothing of what it is made of has changed."""


class StateLost(Exception):  # as a rule no error of anybody
    """What an earlier build left turns out to be of no use: build again without it."""


class Plan(NamedTuple):
    """What the clock does next with an article that may be published.

    ``moment``: when, in seconds since 1970; ``appears``: whether it is shown from then on, else it
    ceases to be.
    """

    moment: float
    title: str
    appears: bool


def print_notices(notices: Iterable[str]) -> None:
    """Tell people what stops nothing, each once."""
    for notice in dict.fromkeys(notices):
        print(f"Lưu ý: {notice}", file=sys.stderr)


def print_closing(parts: Iterable[str], seconds: float) -> None:
    """Tell people what a build did and how long it took."""
    time_taken = f"{seconds:.1f}".replace(".", ",")
    line = "; ".join((*parts, f"hết {time_taken} giây"))
    print(f"{line[0].upper()}{line[1:]}.")
