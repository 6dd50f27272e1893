"""The gallery of blocks and components: what is on it, and where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from markdown import Markdown

import pelicanconf
from plugins._kit.records import Photo
from plugins.blocks.catalogue import FOLDER, blocks
from plugins.blocks.examples import examples
from plugins.blocks.examples import picture as block_picture
from plugins.blocks.specimens import specimens
from plugins.specimens.body import body_html
from plugins.specimens.gallery import ROOT, of_blocks, of_components
from plugins.specimens.models import Component, components
from plugins.specimens.pictures import picture
from plugins.specimens.tokens import tokens
from tests.sites.build_site import GOOD, Built, Site, page

PROJECT = Path(__file__).parents[2]
ON = "SPECIMENS = True"


def draw(photos: list[Photo], kind: str) -> str:
    """Draw photographs in words."""
    return f"[{kind}: {', '.join(photo.whole.plain.url for photo in photos)}]"


def html(body: str) -> str:
    """Return a body's HTML as the gallery makes it."""
    settings = cast(Any, pelicanconf.MARKDOWN)
    return body_html(body, Markdown(**settings), draw)


def test_every_example_of_every_block_is_on_the_overview() -> None:
    """In the blocks' order and under the examples' own names; numbers are theirs."""
    shown = {
        group.key: [it.name for it in group.specimens] for group in of_blocks(specimens()).groups
    }
    assert shown == {name: [it.name for it in examples(FOLDER / name)] for name in blocks()}


def test_no_two_examples_have_one_address() -> None:
    """Blocks and components share one folder."""
    parts = of_blocks(specimens()), of_components(components(), lambda _example, _url: {})
    urls = [made.url for part in parts for made in part.pages]
    keys = [group.key for part in parts for group in part.groups]
    assert (len(urls), len(keys)) == (len(set(urls)), len(set(keys)))


def test_the_town_s_own_boxes_stay_off_the_pages() -> None:
    """An example stands alone, whatever layout.yaml says."""
    (made,) = of_components(
        (Component.model_validate({"key": "a", "title": "A", "examples": [{"name": "B"}]}),),
        lambda example, url: {"seen": (example.name, url)},
    ).pages
    assert (made.url, made.template, made.values["seen"]) == (
        "mau/a-1/",
        "article",
        ("B", "mau/a-1/"),
    )
    assert made.values["region"]("article", "aside", article=None) == []
    assert made.values["everywhere"](True) == []


@pytest.mark.parametrize("component", components(), ids=lambda it: it.key)
def test_bodies_are_right(component: Component) -> None:
    """The portal's own Markdown has nothing against them, and all their pictures are there."""
    for example in component.examples:
        assert "data-slot" not in html(example.body)
    with pytest.raises(ValueError, match="dòng 1"):
        html("<script>alert(1)</script>")


@pytest.mark.parametrize(("number", "name"), [(0, "ngang"), (2, "dung")])
def test_the_blocks_examples_show_the_same_pictures(number: int, name: str) -> None:
    """What the blocks know of the drawings is what the gallery writes, in the drawing's size."""
    theirs, ours = block_picture(number).whole.plain, picture(name).whole.plain
    assert (theirs.url, theirs.width, theirs.height) == (ours.url, ours.width, ours.height)
    drawing = (PROJECT / "plugins" / "specimens" / f"{name}.svg").read_text(encoding="utf-8")
    assert f'width="{ours.width}" height="{ours.height}"' in drawing


def test_tokens_are_read_with_their_comments() -> None:
    """The first value counts; an alias is of the kind of what it stands for."""
    css = """:root { --ink: #111; /* 16.6 */ --mark: var(--ink); --step-1: 0.25rem;
      --body: 1rem; --sans: "A", sans-serif; --ratio: 3 / 2; }
      @media (width > 1px) { :root { --body: 2rem; } }"""
    assert [(it.name, it.value, it.note, it.kind) for it in tokens(css)] == [
        ("ink", "#111", "16.6", "colour"),
        ("mark", "var(--ink)", "", "colour"),
        ("step-1", "0.25rem", "", "measure"),
        ("body", "1rem", "", "size"),
        ("sans", '"A", sans-serif', "", "letters"),
        ("ratio", "3 / 2", "", "other"),
    ]


@pytest.fixture(scope="module")
def development(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small site as it is built at the desk."""
    folder = tmp_path_factory.mktemp("development")
    return Site(folder, conf=ON).write(GOOD).good()


def test_the_development_site_has_the_gallery(development: Built) -> None:
    """A page for each example, framed on the overview, its pictures beside them."""
    overview = development.page("mau")
    for made in of_blocks(specimens()).pages:
        assert f'src="{made.url.removeprefix(ROOT)}"' in overview
        assert (development.output / made.url / "index.html").is_file()
    assert "frame-src 'self'" in overview
    assert "frame-src 'none'" in development.page("mau/links-1")
    assert (development.output / "mau" / "ngang.svg").is_file()


def test_nobody_is_led_to_the_gallery(development: Built) -> None:
    """Neither sitemaps nor feeds nor other pages name it."""
    others = {name: data for name, data in development.tree.items() if not name.startswith("mau/")}
    assert [name for name, data in others.items() if b"/mau/" in data] == []


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
