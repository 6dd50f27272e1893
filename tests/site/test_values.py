"""Every value in a page's markup is of its kind: a date, an address, a number, a text."""

from __future__ import annotations

from tests.portal import Page, Portal
from tests.value_kinds import find_misfits


def test_every_value_is_of_its_kind(portal: Portal) -> None:
    """Meta elements, times, alternative texts, addresses and JSON-LD hold what they promise."""
    assert portal.faults(find_misfits) == []


def test_a_value_of_another_kind_is_found() -> None:
    """A macro in place of a date, a None in an address and a text escaped twice are misfits."""
    page = Page(
        "",
        "<!doctype html><title>T</title>"
        '<meta name="DC.date" content="&lt;Macro &#39;dated&#39;&gt;">'
        '<meta name="description" content="A &amp;amp; B"><time datetime="14/12/2020">x</time>'
        '<a href="None/">x</a><img alt="&lt;function f at 0x1&gt;" src="a.png">'
        '<script type="application/ld+json">{"datePublished": "None", "width": 0}</script>',
    )
    assert [found.partition(":")[0] for found in find_misfits(page)] == [
        *("meta DC.date", "meta description", "datetime", "alt", "href"),
        *("JSON-LD datePublished", "JSON-LD width"),
    ]
