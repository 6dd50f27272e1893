"""Style sheets, modules and icons: their names, what they hold, what is refused."""

from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image

from town_portal.core.data.tables import Town
from town_portal.core.emblem import draw_emblem
from town_portal.features.assets.asset import Asset, hash_asset
from town_portal.features.assets.bundle import FONTS, LAYERS, ORDER, build_stylesheet, inline_script
from town_portal.features.assets.icons import SIZES, EmblemSource, draw_fixed_icons, draw_icons
from town_portal.features.assets.scripts import (
    VENDOR,
    find_mountable,
    hash_modules,
    list_own_modules,
)

ROOT = Path(__file__).parents[2]
THEME, PLUGINS = ROOT / "theme", ROOT / "plugins/town_portal"


def write(path: Path, text: str) -> None:
    """Write a file with the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme of a few small files."""
    folder = tmp_path / "theme"
    for name in ORDER:
        write(folder / "css" / f"{name}.css", f"/* {name} */\n  #{name}{{}}")
    urls = "".join(f'a{{src: url("{name}")}}' for name in FONTS)
    write(folder / "css" / "fonts.css", urls)
    write(folder / "static" / "mark.svg", "<svg/>")
    return folder


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """The packages that fonts come from, with other bytes in each file."""
    for source in (*FONTS.values(), *VENDOR.values()):
        write(tmp_path / "node_modules" / source, source)
    return tmp_path / "node_modules"


def test_an_inline_script_is_named_by_its_hash() -> None:
    """The hash is the one that browsers work out: sha256 of the text, in base64."""
    found = inline_script(hash_asset("js/a.js", b"alert(1)"))
    assert found.source == "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"


@pytest.mark.parametrize("text", [b'"</script>"', b'"<!--"'])
def test_an_inline_script_cannot_end_its_element(text: bytes) -> None:
    """What would be read as HTML is refused."""
    with pytest.raises(ValueError, match="can't stand in a page"):
        inline_script(hash_asset("js/a.js", text))


def test_the_stylesheet_is_all_files_in_their_order(theme: Path, tmp_path: Path) -> None:
    """The layer line, the theme's files as named, each block's; no comments, no indents."""
    for name in ("b", "a"):
        write(tmp_path / "plugins" / "blocks" / name / "block.css", f".block--{name}{{}}")
    css = build_stylesheet(theme, tmp_path / "plugins")
    assert css.startswith(LAYERS)
    found = [css.index(f"#{name}{{}}") for name in ("reset", "tokens", "base", "print")]
    found += [css.index(".block--a"), css.index(".block--b")]
    assert found == sorted(found)
    assert not re.search(r"^\s|/\*", css, re.MULTILINE)


def test_a_module_names_others_as_they_are_written() -> None:
    """What it imports and fetches by address, so that its own name changes with theirs."""
    vendor = {"js/x.css": Asset("js/x.1.css", b"")}
    sources = {
        "js/a.js": 'import { b } from "./b.js"; new URL("./x.css", import.meta.url); "./b.html"',
        "js/b.js": "export const b = 1;",
    }
    found = hash_modules(sources, vendor)
    other = found["js/b.js"].name.removeprefix("js/")
    assert found["js/a.js"].data.decode() == (
        f'import{{b}}from"./{other}";new URL("./x.1.css",import.meta.url);"./b.html"'
    )
    changed = hash_modules({**sources, "js/b.js": "export const b = 2;"}, vendor)
    assert changed["js/a.js"].name != found["js/a.js"].name


def test_every_name_in_the_templates_is_on_the_list() -> None:
    """No template asks for a module that the portal does not have."""
    files = (*THEME.parent.glob("theme/templates/**/*.html"), *PLUGINS.glob("**/*.html"))
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    names = set(re.findall(r'data-(?:module|press)="([^"]*)"', text))
    written = {name for name in names if "{" not in name}
    assert (
        {"lightbox", "print", "tables"}
        <= written
        <= find_mountable(list_own_modules(THEME, PLUGINS))
    )
    assert names - written == {"{{ block.script }}", "{{ block.module }}"}


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        ({"js/a.js": '"./b.js"'}, "js/a.js refers to js/b.js"),
        ({"js/a.js": '"./b.js"', "js/b.js": '"./a.js"'}, "in a circle: js/a.js, js/b.js, js/a.js"),
    ],
)
def test_a_reference_that_leads_nowhere(sources: dict[str, str], sentence: str) -> None:
    """A missing file and a circle are errors that name the modules."""
    with pytest.raises(ValueError, match=sentence):
        hash_modules(sources, {})


def test_the_portals_own_stylesheet_is_whole() -> None:
    """Each file and layer has its place; it loads only fonts that are copied, nothing foreign."""
    css = build_stylesheet(THEME, PLUGINS)
    urls = set(re.findall(r'url\(["\']?([^"\')]+)', css))
    assert {url for url in urls if not url.startswith("data:")} == set(FONTS)
    assert "@import" not in css
    assert {path.stem for path in THEME.glob("css/*.css")} == set(ORDER)
    known = set(re.findall(r"\w+", LAYERS.removeprefix("@layer")))
    assert set(re.findall(r"@layer (\w+)", css.removeprefix(LAYERS))) <= known


MARK = EmblemSource((ROOT / "theme" / "static" / "mark.svg").read_bytes(), True, False)
RED = (0x9E, 0x1B, 0x22, 255)
TOWN = Town(
    name="Thị xã Hồng Lĩnh",
    short_name="Hồng Lĩnh",
    address="Số 1",
    time_zone="Asia/Ho_Chi_Minh",
    base_path="/",
)


def opened(data: bytes) -> Image.Image:
    """Give a picture of these bytes as RGBA."""
    return Image.open(io.BytesIO(data)).convert("RGBA")


def painted(size: tuple[int, int], kind: str = "PNG") -> EmblemSource:
    """Give a green emblem."""
    data = io.BytesIO()
    Image.new("RGB", size, "#00aa00").save(data, kind)
    return EmblemSource(data.getvalue(), False, True)


@pytest.mark.parametrize("side", [(40, 20), (20, 40)])
@pytest.mark.parametrize("is_svg", [True, False])
def test_an_emblem_of_any_shape_is_whole_in_its_middle(side: tuple[int, int], is_svg: bool) -> None:
    """What is left of the square is transparent."""
    width, height = side
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#00aa00"/></svg>'
    )
    data = svg.encode() if is_svg else painted(side).data
    found = draw_emblem(data, is_svg, 100)
    assert (found.size, found.mode) == ((100, 100), "RGBA")
    assert found.getbbox() == ((0, 25, 100, 75) if width > height else (25, 0, 75, 100))
    assert found.getpixel((50, 50)) == (0, 0xAA, 0, 255)


@pytest.mark.parametrize(
    ("data", "is_svg"),
    [(b"", True), (b"<svg", True), (b"\xff\xfe", True), (b"", False), (b"x", False)],
)
def test_an_emblem_that_is_no_picture(data: bytes, is_svg: bool) -> None:
    """It is an error with a sentence that says what to do."""
    with pytest.raises(ValueError, match="hãy mở bằng phần mềm vẽ"):
        draw_emblem(data, is_svg, 32)


def embedding(address: str) -> bytes:
    """Give a drawing that shows the picture at an address."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"'
        f' viewBox="0 0 10 10"><image x:href="{address}" width="10" height="10"/></svg>'
    ).encode()


def test_an_emblem_shows_no_other_file(tmp_path: Path) -> None:
    """A picture within the drawing is shown, one beside it is refused with a sentence."""
    data = painted((10, 10)).data
    (tmp_path / "a.png").write_bytes(data)
    within = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    assert draw_emblem(embedding(within), True, 10).getpixel((5, 5)) == (0, 0xAA, 0, 255)
    for address in (str(tmp_path / "a.png"), "a.png", "https://a.example/a.png"):
        with pytest.raises(ValueError, match="nhúng hình ấy"):
            draw_emblem(embedding(address), True, 10)


def test_the_manifests_icons_have_the_sizes_it_names() -> None:
    """Each address in the manifest leads to a square PNG of that size beside it."""
    found = draw_icons(MARK, TOWN, "#9e1b22")
    manifest = json.loads(found["manifest.webmanifest"].data)
    by_name = {asset.name: asset.data for asset in found.values()}
    for entry, size in zip(manifest["icons"], SIZES, strict=True):
        picture = opened(by_name[entry["src"]])
        assert entry["sizes"] == f"{size}x{size}" == "x".join(map(str, picture.size))
        assert picture.getpixel((size // 2, size // 10)) == RED
        assert picture.getpixel((0, 0)) == (0, 0, 0, 0)


def test_what_browsers_ask_for_by_name() -> None:
    """The small icon is 32 pixels, the touch icon 180 without transparency."""
    found = draw_fixed_icons(MARK)
    assert set(found) == {"favicon.ico", "apple-touch-icon.png"}
    with Image.open(io.BytesIO(found["favicon.ico"])) as small:
        assert (small.format, small.size) == ("ICO", (32, 32))
    with Image.open(io.BytesIO(found["apple-touch-icon.png"])) as touch:
        assert (touch.format, touch.size, touch.mode) == ("PNG", (180, 180), "RGB")
    assert draw_fixed_icons(MARK) == found


def test_an_emblem_keeps_off_the_corners() -> None:
    """On a telephone's screen corners are cut off; the mark is a filled square of its own."""
    touch = opened(draw_fixed_icons(painted((90, 90)))["apple-touch-icon.png"])
    assert [touch.getpixel((place, 90)) for place in (5, 17, 18, 161, 162)] == [
        *[(255, 255, 255, 255)] * 2,
        *[(0, 0xAA, 0, 255)] * 2,
        (255, 255, 255, 255),
    ]
    assert opened(draw_fixed_icons(MARK)["apple-touch-icon.png"]).getpixel((1, 90)) == RED
