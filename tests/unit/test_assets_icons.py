"""Icons of the mark or the emblem, and the manifest."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image

from plugins._kit.emblem import drawn
from plugins._kit.tables import Town
from plugins.assets.icons import SIZES, Source, fixed, icons, theme_colour

ROOT = Path(__file__).parents[2]
MARK = Source((ROOT / "theme" / "static" / "mark.svg").read_bytes(), True, False)
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


def painted(size: tuple[int, int], kind: str = "PNG") -> Source:
    """Give a green emblem."""
    data = io.BytesIO()
    Image.new("RGB", size, "#00aa00").save(data, kind)
    return Source(data.getvalue(), False, True)


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
    found = drawn(data, is_svg, 100)
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
        drawn(data, is_svg, 32)


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
    assert drawn(embedding(within), True, 10).getpixel((5, 5)) == (0, 0xAA, 0, 255)
    for address in (str(tmp_path / "a.png"), "a.png", "https://a.example/a.png"):
        with pytest.raises(ValueError, match="nhúng hình ấy"):
            drawn(embedding(address), True, 10)


def test_the_manifests_icons_have_the_sizes_it_names() -> None:
    """Each address in the manifest leads to a square PNG of that size beside it."""
    found = icons(MARK, TOWN, "#9e1b22")
    manifest = json.loads(found["manifest.webmanifest"].data)
    by_name = {asset.name: asset.data for asset in found.values()}
    for entry, size in zip(manifest["icons"], SIZES, strict=True):
        picture = opened(by_name[entry["src"]])
        assert entry["sizes"] == f"{size}x{size}" == "x".join(map(str, picture.size))
        assert picture.getpixel((size // 2, size // 10)) == RED
        assert picture.getpixel((0, 0)) == (0, 0, 0, 0)


def test_the_manifest_tells_of_the_portal() -> None:
    """Its names are the town's, and it leads to the home page from where it lies."""
    found = icons(MARK, TOWN, "#9e1b22")["manifest.webmanifest"]
    manifest = json.loads(found.data)
    assert manifest["name"] == "Cổng thông tin điện tử thị xã Hồng Lĩnh"
    assert (manifest["short_name"], manifest["lang"]) == ("Hồng Lĩnh", "vi")
    assert manifest["theme_color"] == "#9e1b22"
    address = f"https://a.example/cong/static/{found.name}"
    assert urljoin(address, manifest["start_url"]) == "https://a.example/cong/"
    assert urljoin(address, manifest["scope"]) == "https://a.example/cong/"


def test_a_drawing_is_the_icon_itself() -> None:
    """The mark's file serves as it is, once; another emblem has PNG alone, under other names."""
    mark, emblem = icons(MARK, TOWN, "#000"), icons(painted((64, 64)), TOWN, "#000")
    for name in ("icon-192.png", "icon-512.png", "manifest.webmanifest"):
        assert mark[name].name != emblem[name].name
    assert mark["icon.svg"].name.startswith("mark.")
    assert "icon.svg" not in emblem
    drawing = icons(Source(MARK.data, True, True), TOWN, "#000")["icon.svg"]
    assert (drawing.name.startswith("icon."), drawing.data) == (True, MARK.data)


def test_what_browsers_ask_for_by_name() -> None:
    """The small icon is 32 pixels, the touch icon 180 without transparency."""
    found = fixed(MARK)
    assert set(found) == {"favicon.ico", "apple-touch-icon.png"}
    with Image.open(io.BytesIO(found["favicon.ico"])) as small:
        assert (small.format, small.size) == ("ICO", (32, 32))
    with Image.open(io.BytesIO(found["apple-touch-icon.png"])) as touch:
        assert (touch.format, touch.size, touch.mode) == ("PNG", (180, 180), "RGB")
    assert fixed(MARK) == found


def test_an_emblem_keeps_off_the_corners() -> None:
    """On a telephone's screen corners are cut off; the mark is a filled square of its own."""
    touch = opened(fixed(painted((90, 90)))["apple-touch-icon.png"])
    assert [touch.getpixel((place, 90)) for place in (5, 17, 18, 161, 162)] == [
        *[(255, 255, 255, 255)] * 2,
        *[(0, 0xAA, 0, 255)] * 2,
        (255, 255, 255, 255),
    ]
    assert opened(fixed(MARK)["apple-touch-icon.png"]).getpixel((1, 90)) == RED


def test_the_themes_colour_is_the_first_one() -> None:
    """The values for the night come later in the file."""
    assert theme_colour(":root{--red: #123456; /* x */} .dark{--red: #fff;}") == "#123456"
