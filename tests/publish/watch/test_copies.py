"""The portal's own compressed copies, and what is no text: one finding, nothing printed of it."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli
import pytest

from tests.publish.watch.town import Live, Town, served


def test_listing_in_the_place_of_a_page(town: Town) -> None:
    """A page that is gone, its folder listed with our own copies beside it: one thing is wrong."""
    gone = "2026/11/28/bai-2/"
    page = town.output / gone / "index.html"
    for end, pack in ((".br", brotli.compress), (".gz", gzip.compress)):
        page.with_name(f"index.html{end}").write_bytes(pack(page.read_bytes()))
    town.publish()
    live = town.live()
    listing = b"<a href=index.html.br>index.html.br</a> <a href=index.html.gz>index.html.gz</a>"
    live.files[f"{gone}index.html"] = listing
    with served(live):
        assert [it.kind for it in town.look(live).faults] == ["changed"]


@pytest.mark.parametrize("pack", [brotli.compress, gzip.compress, bytes])
def test_bytes_that_are_no_text(town: Town, live: Live, pack: Callable[[bytes], bytes]) -> None:
    """Of what is no text nothing is printed, be it a strange file or in the place of a page."""
    junk = pack(bytes(range(128, 256)) * 9) + pack(live.files["index.html"]) * 3
    live.files["la.zip"] = live.files["2026/11/28/bai-2/index.html"] = junk
    live.change("robots.txt", b"Allow: /\n", b"Sitemap: /la.zip\n")
    found = town.look(live).findings
    shown = {it.passage for it in found if it.address.endswith(("la.zip", "bai-2/"))}
    assert shown <= {"nội dung không phải chữ", ""}
    assert "nội dung không phải chữ" in {it.passage for it in found if it.kind == "extra"}
