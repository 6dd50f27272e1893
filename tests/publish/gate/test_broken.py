"""A public site broken in one way: the gate says so in one line, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.publish.gate import breaking
from tests.publish.gate.conftest import Public

LINES = yaml.safe_load((Path(__file__).parent / "lines.yaml").read_text(encoding="utf-8"))
_HASH = re.compile(r"\.[0-9a-f]{10}\.(?=\w)")
_COUNT = re.compile(r"\d+(?= tệp khác)|(?<=: dòng )\d+|[\d,]+(?= KB, quá mức)")
"""What changes with each edit of the fixture or a template: other files, lines, sizes."""


def shown(public: Public, lines: list[str]) -> list[str]:
    """Return lines without what differs from machine to machine, and from fixture to fixture."""
    told = (_COUNT.sub("N", _HASH.sub(".HASH.", line)) for line in lines)
    return [line.replace(str(public.folder), "SITE") for line in told]


def test_each_way_has_its_lines() -> None:
    """No way to break a site is left out."""
    assert LINES.keys() == breaking.ALL.keys()
    assert all(LINES.values())


@pytest.mark.parametrize("name", breaking.ALL)
def test_what_is_broken_is_told(public: Public, name: str) -> None:
    """Its file, what is wrong, what to do; by a gate that remembers the site as it was whole."""
    breaking.ALL[name](public)
    assert shown(public, public.look()) == LINES[name]


SEVERAL = (
    *(
        "a link to no page",
        "a page is gone",
        "two ids",
        "a private key",
        "a page that nobody built",
    ),
    *("a private telephone", "a draft's photograph", "Apache does not know it"),
    *("a photograph with its place", "a scheduled title in the open data", "no policy"),
)


def test_who_remembers_nothing_says_the_same(public: Public) -> None:
    """Many things at once: told each time, found anew or remembered, and gone when mended."""
    for name in SEVERAL:
        breaking.ALL[name](public)
    first = public.look()
    assert len(first) >= len(SEVERAL)
    assert public.look() == first
    assert public.look_anew() == first
