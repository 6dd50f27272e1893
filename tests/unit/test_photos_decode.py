"""Raw files of cameras and telephones become upright sRGB pictures without their data."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageCms

from tests.unit.photos_made import colour, decoded, sized_png
from town_portal.features.photos import profiles
from town_portal.features.photos.decode import NO_PROFILE, flatten_on_white
from town_portal.features.photos.encode import encode_image
from town_portal.features.photos.photo import BAD_EXIF, inspect_photo

RED, GREEN, BLUE, WHITE = (200, 40, 30), (30, 160, 60), (40, 60, 200), (255, 255, 255)
D50 = (0.3457, 0.3585)
ADOBE = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
DISPLAY_P3 = ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06))
PROPHOTO = ((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001))


def quarters(mode: str = "RGB") -> Image.Image:
    """Return 120x80: red and green above, blue and white below."""
    image = Image.new("RGB", (120, 80), WHITE)
    image.paste(RED, (0, 0, 60, 40))
    image.paste(GREEN, (60, 0, 120, 40))
    image.paste(BLUE, (0, 40, 60, 80))
    return image.convert(mode)


def is_near(found: tuple[int, ...], expected: tuple[int, ...], distance: int = 6) -> bool:
    """Tell whether no channel differs by more than ``distance``."""
    return all(abs(a - b) <= distance for a, b in zip(found, expected, strict=True))


def is_upright(image: Image.Image) -> bool:
    """Tell whether the four quarters are where they were drawn."""
    places = {(0.25, 0.25): RED, (0.75, 0.25): GREEN, (0.25, 0.75): BLUE, (0.75, 0.75): WHITE}
    return all(is_near(colour(image, *at)[:3], wanted, 8) for at, wanted in places.items())


UNDO = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(tmp_path: Path, orientation: int, ending: str) -> None:
    """Turned and mirrored as the camera noted, at the size that the header tells."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    undo = UNDO[orientation]
    stored = quarters() if undo is None else quarters().transpose(undo)
    stored.save(tmp_path / f"a.{ending}", exif=exif, quality=95)
    image = decoded(tmp_path / f"a.{ending}").image
    assert image.size == (120, 80)
    assert is_upright(image)


def test_a_turned_picture_is_shrunk_the_right_way(tmp_path: Path) -> None:
    """Width and height that are asked for are those of the upright picture, draft or not."""
    exif = Image.Exif()
    exif[0x0112] = 6
    big = quarters().resize((1200, 800)).transpose(Image.Transpose.ROTATE_90)
    big.save(tmp_path / "a.jpg", exif=exif)
    image = decoded(tmp_path / "a.jpg", (240, 160)).image
    assert image.size == (240, 160)
    assert is_upright(image)


@pytest.mark.parametrize(
    ("profile", "stored"),
    [
        # The same colour in the other space, by the matrices of Lindbloom's RGB calculator.
        (profiles.build_matrix_profile(ADOBE, 563 / 256), (177, 100, 64)),
        (profiles.build_matrix_profile(DISPLAY_P3, 2.2), (186, 105, 71)),
        (profiles.build_matrix_profile(PROPHOTO, 1.8, D50), (143, 95, 55)),
    ],
)
def test_wide_colours_come_out_as_srgb(
    tmp_path: Path, profile: bytes, stored: tuple[int, int, int]
) -> None:
    """A brown stored in Adobe RGB, Display P3 or ProPhoto is the same brown on the page."""
    Image.new("RGB", (16, 16), stored).save(tmp_path / "a.png", icc_profile=profile)
    found = decoded(tmp_path / "a.png")
    assert is_near(colour(found.image, 0.5, 0.5), (200, 100, 60), 3)
    assert found.notices == ()


def test_adobe_rgb_is_known_without_a_profile(tmp_path: Path) -> None:
    """Cameras set to Adobe RGB only write R03 into EXIF."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA005] = {1: "R03"}
    Image.new("RGB", (16, 16), (177, 100, 64)).save(tmp_path / "a.jpg", exif=exif, quality=98)
    assert is_near(colour(decoded(tmp_path / "a.jpg").image, 0.5, 0.5), (200, 100, 60), 8)


@pytest.mark.parametrize("profile", [b"", profiles.build_offset_print(), b"broken"])
def test_inks_become_the_colours_of_print(tmp_path: Path, profile: bytes) -> None:
    """CMYK with a profile, without one or with a broken one is no glaring negative."""
    inks = {"white": (0, 0, 0, 0), "cyan": (255, 0, 0, 0), "red": (0, 255, 255, 0)}
    inks |= {"black": (0, 0, 0, 255), "grey": (0, 0, 0, 128)}
    found = {}
    for name, ink in inks.items():
        Image.new("CMYK", (16, 16), ink).save(tmp_path / "a.jpg", icc_profile=profile, quality=98)
        found[name] = colour(decoded(tmp_path / "a.jpg").image, 0.5, 0.5)
    assert is_near(found["white"], WHITE, 12)
    assert is_near(found["cyan"], (0, 158, 224), 40)
    assert is_near(found["red"], (226, 0, 26), 40)
    assert max(found["black"]) < 60
    assert 100 < min(found["grey"]) <= max(found["grey"]) < 180
    assert bool(decoded(tmp_path / "a.jpg").notices) == (profile == b"broken")


@pytest.mark.parametrize(
    "profile",
    [
        b"\0" * 40,
        b"no profile at all" * 20,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(),
        profiles.build_offset_print(),
    ],
)
def test_a_profile_that_is_no_use_is_left_out_and_told(tmp_path: Path, profile: bytes) -> None:
    """The picture is used as it is, with a notice for staff."""
    quarters().save(tmp_path / "a.png", icc_profile=profile)
    found = decoded(tmp_path / "a.png")
    assert is_upright(found.image)
    assert found.notices == (NO_PROFILE,)


@pytest.mark.parametrize("broken", [b"Exif\0\0MM\0*\0\0\0\x08\xff\xff", b"Exif\0\0garbage"])
def test_a_broken_exif_block_is_told(tmp_path: Path, broken: bytes) -> None:
    """The picture is used; what the camera wrote is not."""
    quarters().save(tmp_path / "a.jpg", exif=broken, quality=95)
    assert inspect_photo(tmp_path / "a.jpg").notices == (BAD_EXIF,)
    assert is_upright(decoded(tmp_path / "a.jpg").image)


@pytest.mark.parametrize("mode", ["LA", "RGBA"])
def test_transparency_is_kept_and_white_in_jpeg(tmp_path: Path, mode: str) -> None:
    """What lets through shows the page in WebP and AVIF, white in JPEG, never black."""
    image = Image.new(mode, (80, 80))
    opaque = (90, 255) if mode == "LA" else (200, 40, 30, 255)
    image.paste(opaque, (40, 0, 80, 80))
    image.save(tmp_path / "a.png")
    found = decoded(tmp_path / "a.png", (40, 40)).image
    assert found.mode == "RGBA"
    assert (colour(found, 0.2, 0.5)[3], colour(found, 0.8, 0.5)[3]) == (0, 255)
    assert colour(flatten_on_white(found), 0.2, 0.5) == WHITE
    for kind in ("webp", "avif"):
        written = Image.open(BytesIO(encode_image(found, kind)))
        assert colour(written.convert("RGBA"), 0.2, 0.5)[3] == 0
    assert is_near(colour(Image.open(BytesIO(encode_image(found, "jpeg"))), 0.2, 0.5), WHITE, 3)


def test_an_edge_of_transparency_has_no_dark_fringe(tmp_path: Path) -> None:
    """Where red ends, the shrunk edge is red that lets through, not red mixed with black."""
    image = Image.new("RGBA", (90, 90), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 45, 90))
    image.save(tmp_path / "a.png")
    found = decoded(tmp_path / "a.png", (10, 10)).image
    edges = [found.getpixel((at, 5)) for at in range(10)]
    assert all(pixel[0] >= 250 for pixel in edges if pixel[3] > 8)  # type: ignore[index]


def test_the_first_picture_of_two(tmp_path: Path) -> None:
    """An MPO (two lenses, or a preview behind) gives its first picture."""
    quarters().save(
        tmp_path / "a.jpg",
        "MPO",
        save_all=True,
        append_images=[Image.new("RGB", (60, 40))],
        quality=95,
    )
    found = decoded(tmp_path / "a.jpg").image
    assert found.size == (120, 80)
    assert is_upright(found)


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_the_first_frame_of_an_animation(tmp_path: Path, ending: str) -> None:
    """The still picture of an animation is how it begins."""
    frames = [Image.new("RGB", (120, 80), shade) for shade in ("black", "white")]
    quarters().save(tmp_path / f"a.{ending}", save_all=True, append_images=frames, quality=95)
    assert inspect_photo(tmp_path / f"a.{ending}").frames == 3
    found = decoded(tmp_path / f"a.{ending}").image
    assert is_near(colour(found, 0.25, 0.25)[:3], RED, 10)


@pytest.mark.parametrize("orientation", [1, 6])
def test_heic_of_a_telephone(tmp_path: Path, orientation: int) -> None:
    """HEIC comes out upright, whichever way the telephone was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    undo = UNDO[orientation]
    stored = quarters() if undo is None else quarters().transpose(undo)
    file = pillow_heif.from_pillow(stored)
    file.save(tmp_path / "a.heic", quality=90, exif=exif.tobytes())
    header = inspect_photo(tmp_path / "a.heic")
    assert (header.format, header.width, header.height) == ("HEIF", 120, 80)
    found = decoded(tmp_path / "a.heic").image
    assert found.size == (120, 80)
    assert is_upright(found)


@pytest.mark.parametrize("ending", ["jpg", "png", "gif", "webp", "heic"])
@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_file_that_breaks_off(tmp_path: Path, ending: str, part: float) -> None:
    """Half a copy is a fault with a sentence, never half a picture on the page."""
    noise = Image.effect_noise((300, 200), 60).convert("RGB")
    path = tmp_path / f"a.{ending}"
    if ending == "heic":
        pillow_heif.from_pillow(noise).save(path)
    else:
        noise.save(path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    with pytest.raises(ValueError, match=r"“a\.\w+”.*hãy chép lại"):
        decoded(path)


@pytest.mark.parametrize("kind", ["jpeg", "webp", "avif"])
def test_nothing_of_the_camera_is_published(tmp_path: Path, kind: str) -> None:
    """Place, comment, EXIF, XMP and profile are gone from what is encoded."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (18.0, 31.0, 0.0)
    exif[0x010F] = "SECRET-CAMERA"
    profile = profiles.build_matrix_profile(DISPLAY_P3, 2.2)
    quarters().save(
        tmp_path / "a.jpg", exif=exif, comment=b"SECRET", xmp=b"<SECRET/>", icc_profile=profile
    )
    data = encode_image(decoded(tmp_path / "a.jpg").image, kind)  # type: ignore[arg-type]
    assert b"SECRET" not in data
    assert b"Exif\0" not in data
    written = Image.open(BytesIO(data))
    assert not {"exif", "icc_profile", "xmp", "comment"} & written.info.keys()
    assert not written.getexif()


def test_sixteen_bit_grey(tmp_path: Path) -> None:
    """Light and dark stay what they are; nothing is clipped to white."""
    image = Image.new("I;16", (90, 30))
    image.paste(65535, (60, 0, 90, 30))
    image.paste(32896, (30, 0, 60, 30))
    image.save(tmp_path / "a.png")
    found = decoded(tmp_path / "a.png").image
    levels = [colour(found, at, 0.5) for at in (0.1, 0.5, 0.9)]
    assert levels == [(0, 0, 0), (128, 128, 128), (255, 255, 255)]


def test_sixteen_bit_colour(tmp_path: Path) -> None:
    """A PNG of 16 bits a channel, which Pillow can't write, gives its high bytes."""
    row = b"\0" + struct.pack(">3H", 200 * 257, 100 * 257, 60 * 257) * 8
    path = sized_png(tmp_path / "a.png", (8, 8), 16, row * 8)
    assert colour(decoded(path).image, 0.5, 0.5) == (200, 100, 60)


def test_palette(tmp_path: Path) -> None:
    """A palette without transparency is RGB, with it RGBA."""
    image = Image.new("RGB", (40, 20), (200, 40, 30))
    image.paste((40, 60, 200), (20, 0, 40, 20))
    palette = image.quantize(8)
    palette.save(tmp_path / "a.png")
    found = decoded(tmp_path / "a.png").image
    assert (found.mode, colour(found, 0.2, 0.5)) == ("RGB", (200, 40, 30))
    palette.save(tmp_path / "b.png", transparency=palette.getpixel((0, 0)))
    clear = decoded(tmp_path / "b.png").image
    assert clear.mode == "RGBA"
    assert (colour(clear, 0.2, 0.5)[3], colour(clear, 0.8, 0.5)[3]) == (0, 255)
