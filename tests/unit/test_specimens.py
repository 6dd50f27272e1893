"""The gallery of blocks and components: what is on it, and where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from markdown import Markdown

import pelicanconf
from tests.sites.build_site import GOOD, Built, Site, page
from town_portal.blocks.specimens import build_specimens
from town_portal.core.records import Photo
from town_portal.features.specimens.body import render_body
from town_portal.features.specimens.gallery import ROOT, build_block_gallery
from town_portal.features.specimens.models import Component, load_components

ON = "SPECIMENS = True"


def draw(photos: list[Photo], kind: str) -> str:
    """Draw photographs in words."""
    return f"[{kind}: {', '.join(photo.whole.plain.url for photo in photos)}]"


def html(body: str) -> str:
    """Return a body's HTML as the gallery makes it."""
    settings = cast(Any, pelicanconf.MARKDOWN)
    return render_body(body, Markdown(**settings), draw)


@pytest.mark.parametrize("component", load_components(), ids=lambda item: item.key)
def test_bodies_are_right(component: Component) -> None:
    """The portal's own Markdown has nothing against them, and all their pictures are there."""
    for example in component.examples:
        assert "data-slot" not in html(example.body)
    with pytest.raises(ValueError, match="dòng 1"):
        html("<script>alert(1)</script>")


@pytest.fixture(scope="module")
def development(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small site as it is built at the desk."""
    folder = tmp_path_factory.mktemp("development")
    return Site(folder, conf=ON).write(GOOD).good()


def test_the_development_site_has_the_gallery(development: Built) -> None:
    """A page for each example, framed on the overview, its pictures beside them."""
    overview = development.page("mau")
    for made in build_block_gallery(build_specimens()).pages:
        assert f'src="{made.url.removeprefix(ROOT)}"' in overview
        assert (development.output / made.url / "index.html").is_file()
    assert "frame-src 'self'" in overview
    assert "frame-src 'none'" in development.page("mau/links-1")
    assert (development.output / "mau" / "ngang.svg").is_file()


def test_the_public_site_has_no_gallery(tmp_path: Path) -> None:
    """It is for those who work on the portal."""
    built = Site(tmp_path, settings="publishconf.py").write(GOOD).good()
    assert not (built.output / "mau").exists()


def test_a_page_at_the_gallery_s_address_is_a_fault(tmp_path: Path) -> None:
    """Whoever writes it is told at the desk."""
    files = {**GOOD, "content/pages/mau.md": page(title="Mẫu")}
    built = Site(tmp_path, conf=ON).write(files).build()
    assert built.code == 1
    assert "content/pages/mau.md:1" in built.errors[0]
    assert "địa chỉ /mau/" in built.errors[0]
