"""The bytes of derivatives."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from town_portal.features.photos import recipe
from town_portal.features.photos.encode import (
    build_levels,
    describe_encoder,
    encode_animation,
    encode_derivatives,
)
from town_portal.features.photos.photo import inspect_photo
from town_portal.features.photos.recipe import Derivative, Kind

MIDDLE = (50, 50)


def scene(width: int, height: int) -> Image.Image:
    """Return a picture with a gradient and a red dot at three quarters of width and height."""
    image = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    spot = (width * 0.7, height * 0.7, width * 0.8, height * 0.8)
    ImageDraw.Draw(image).ellipse(spot, fill=(255, 0, 0))
    return image


def made(image: Image.Image, *items: Derivative) -> dict[Derivative, Image.Image]:
    """Return the derivatives of a picture, decoded again."""
    done = encode_derivatives(build_levels(image), [(item, MIDDLE) for item in items])
    return {item: Image.open(BytesIO(data)) for item, _, data in done}


def test_every_derivative_is_of_its_kind_and_size() -> None:
    """What is written is what the recipe said."""
    items = recipe.list_derivatives(1200, 900, thumbnails=True)
    found = made(scene(1200, 900), *items)
    assert len(found) == len(items) == 14
    for item, image in found.items():
        assert image.size == (item.width, item.height)
        assert image.format == item.kind.upper()


@pytest.mark.parametrize("kind", ["avif", "webp", "jpeg"])
def test_bytes_do_not_depend_on_what_else_is_made(kind: Kind) -> None:
    """Nor on clock or chance: one that is made alone, because it was lost, is as before."""
    image = scene(1200, 900)
    items = [Derivative(width, width * 3 // 4, kind) for width in (1200, 960, 480)]
    together = {
        item: data
        for item, _, data in encode_derivatives(build_levels(image), [(i, MIDDLE) for i in items])
    }
    ((_, _, alone),) = encode_derivatives(build_levels(image.copy()), [(items[-1], MIDDLE)])
    assert alone == together[items[-1]]
    assert describe_encoder("JPEG", kind) != describe_encoder(
        "HEIF", kind
    )  # what decodes decides too


def test_a_thumbnail_is_cut_at_the_focal_point() -> None:
    """The red dot is in it when the focal point is there, and not otherwise."""
    item = Derivative(240, 160, "jpeg", crop=True)
    found = {}
    for focus in ((75, 75), (10, 75)):
        ((_, _, data),) = encode_derivatives(build_levels(scene(1440, 480)), [(item, focus)])
        image = Image.open(BytesIO(data))
        found[focus] = max(red - green for _, (red, green, _) in image.getcolors(99999) or ())  # type: ignore[misc]
    assert found[75, 75] > 150
    assert found[10, 75] < 50


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_an_animation_keeps_its_frames_and_its_pace(tmp_path: Path, kind: str) -> None:
    """All frames are there, as long as they were, made smaller, without end if it had none."""
    frames = [Image.new("RGB", (1200, 600), shade) for shade in ("red", "lime", "blue")]
    path = tmp_path / f"a.{kind.lower()}"
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=[100, 300, 200], loop=0)
    header = inspect_photo(path)
    item = recipe.choose_animation(header.width, header.height, header.frames)
    assert item is not None
    found = Image.open(BytesIO(encode_animation(path, header, item)))
    assert (found.format, found.size, found.n_frames) == ("WEBP", (960, 480), 3)  # type: ignore[attr-defined]
    assert found.info["loop"] == 0
    durations = []
    for number in range(3):
        found.seek(number)
        found.load()
        durations.append(found.info["duration"])
    assert durations == [100, 300, 200]
    assert found.convert("RGB").getpixel((5, 5))[2] > 200  # type: ignore[index]


def test_an_animation_that_breaks_off(tmp_path: Path) -> None:
    """It is told by its name."""
    frames = [Image.effect_noise((80, 80), 50 + at) for at in range(4)]
    path = tmp_path / "a.gif"
    frames[0].save(path, save_all=True, append_images=frames[1:])
    header = inspect_photo(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ValueError, match=r"“a\.gif” bị cụt"):
        encode_animation(path, header, Derivative(80, 80, "webp", moves=True))
