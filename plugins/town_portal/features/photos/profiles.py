"""Colour profiles (ICC) that are needed but nobody brings along, and what a profile does.

Sources: ICC.1:2022 for the file's form; Adobe RGB (1998) Color Image Encoding, 4.3, for its
primaries; the colours of inks are those of coated paper (FOGRA39), rounded.
"""

import struct
from functools import lru_cache
from io import BytesIO
from itertools import product

from PIL import Image, ImageCms

Pair = tuple[float, float]

_D50 = (0.9642, 1.0, 0.8249)
_D65: Pair = (0.3127, 0.3290)
_BRADFORD = (
    (0.8951, 0.2664, -0.1614),
    (-0.7502, 1.7135, 0.0367),
    (0.0389, -0.0685, 1.0296),
)
_ADOBE_RGB: tuple[Pair, Pair, Pair] = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
_ADOBE_GAMMA = 563 / 256
_INKS = {
    (0, 0, 0): (95, 0, -2),
    (1, 0, 0): (55, -37, -50),
    (0, 1, 0): (48, 74, -3),
    (0, 0, 1): (89, -5, 93),
    (1, 1, 0): (24, 22, -46),
    (1, 0, 1): (50, -65, 27),
    (0, 1, 1): (47, 68, 48),
    (1, 1, 1): (23, 0, 0),
}
"""CIELAB of paper, cyan, magenta, yellow and their overprints, keyed by (cyan, magenta, yellow)."""
_UNDER_BLACK = 0.16
"""What is left of lightness and colour below full black ink."""
_DOT_GAIN = 0.85
"""Exponent of the ink's curve: a printed dot of 50 % covers more than half of the paper."""


def _encode_s15(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _build_profile(space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Return an ICC profile, version 2.1, of an input device."""
    at, table, data = 128 + 4 + 12 * len(tags), b"", b""
    for name, body in tags.items():
        table += name + struct.pack(">II", at + len(data), len(body))
        data += body + bytes(-len(body) % 4)
    header = struct.pack(
        ">I4sI4s4s4s12x4s28x", at + len(data), b"", 0x02100000, b"scnr", space, connection, b"acsp"
    )
    header += b"".join(map(_encode_s15, _D50))
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data


def _convert_to_xyz(point: Pair) -> tuple[float, float, float]:
    x, y = point
    return x / y, 1.0, (1 - x - y) / y


def _multiply_matrix(
    matrix: tuple[tuple[float, ...], ...], vector: tuple[float, ...]
) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _solve(columns: list[tuple[float, ...]], target: tuple[float, ...]) -> list[float]:
    """Return how much of each of three columns makes ``target`` (Cramer's rule)."""

    def volume(a: tuple[float, ...], b: tuple[float, ...], c: tuple[float, ...]) -> float:
        return (
            a[0] * (b[1] * c[2] - b[2] * c[1])
            - b[0] * (a[1] * c[2] - a[2] * c[1])
            + c[0] * (a[1] * b[2] - a[2] * b[1])
        )

    whole = volume(columns[0], columns[1], columns[2])
    parts = [[target if at == column else columns[at] for at in range(3)] for column in range(3)]
    return [volume(*part) / whole for part in parts]


def build_matrix_profile(
    primaries: tuple[Pair, Pair, Pair], gamma: float, white: Pair = _D65
) -> bytes:
    """Return an RGB profile of three primaries and a white point (CIE x, y) and one gamma."""
    cone_white = _multiply_matrix(_BRADFORD, _convert_to_xyz(white))
    cone_d50 = _multiply_matrix(_BRADFORD, _D50)
    columns = [_convert_to_xyz(point) for point in primaries]
    amounts = _solve(columns, _convert_to_xyz(white))  # type: ignore[arg-type]
    tags = {b"wtpt": b"XYZ \0\0\0\0" + b"".join(map(_encode_s15, _D50))}
    cones = [tuple(row[at] for row in _BRADFORD) for at in range(3)]
    for name, column, amount in zip((b"r", b"g", b"b"), columns, amounts, strict=True):
        seen = _multiply_matrix(_BRADFORD, tuple(value * amount for value in column))
        ratios = zip(seen, cone_d50, cone_white, strict=True)
        adapted = _solve(cones, tuple(a * b / c for a, b, c in ratios))
        tags[name + b"XYZ"] = b"XYZ \0\0\0\0" + b"".join(map(_encode_s15, adapted))
        tags[name + b"TRC"] = b"curv" + struct.pack(">4xIH2x", 1, round(gamma * 256))
    return _build_profile(b"RGB ", b"XYZ ", tags)


def build_adobe_rgb() -> bytes:
    """Return Adobe RGB (1998): cameras set to it tell so in EXIF and bring no profile."""
    return build_matrix_profile(_ADOBE_RGB, _ADOBE_GAMMA)


@lru_cache
def build_offset_print() -> bytes:
    """Return a CMYK profile of ordinary offset print, for pictures that bring none.

    It knows the colour of the sixteen overprints of full inks and lets the reader of profiles go
    between them; converting by ``255 - ink`` would give glaring colours that no press prints.
    """
    inputs, points = 4, 2
    curve = [round(65535 * (step / 255) ** _DOT_GAIN) // 257 for step in range(256)]
    cube = b""
    for cyan, magenta, yellow, black in product((0, 1), repeat=inputs):
        factor = _UNDER_BLACK if black else 1
        light, a, b = (value * factor for value in _INKS[cyan, magenta, yellow])
        cube += bytes((round(light * 2.55), round(a) + 128, round(b) + 128))
    identity = b"".join(map(_encode_s15, (1, 0, 0, 0, 1, 0, 0, 0, 1)))
    head = b"mft1\0\0\0\0" + bytes((inputs, 3, points, 0)) + identity
    lookup = head + bytes(curve) * inputs + cube + bytes(range(256)) * 3
    tags = {b"wtpt": b"XYZ \0\0\0\0" + b"".join(map(_encode_s15, _D50)), b"A2B0": lookup}
    return _build_profile(b"CMYK", b"Lab ", tags)


_SPACES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK"}


@lru_cache(maxsize=16)
def build_transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return what turns colours of ``profile`` (a file's bytes) into sRGB; None when it is sRGB.

    ``mode`` is the picture's: RGB, L or CMYK. Raises ValueError for a broken or foreign profile.
    """
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(profile))
        if opened.profile.xcolor_space != _SPACES[mode]:
            raise ValueError(f"a profile for {opened.profile.xcolor_space}, not {mode}")
        if mode == "RGB" and "sRGB" in (opened.profile.profile_description or ""):
            return None
        intent = ImageCms.Intent.PERCEPTUAL
        srgb = ImageCms.createProfile("sRGB")
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        return ImageCms.buildTransform(opened, srgb, mode, "RGB", intent, flags)
    except (ImageCms.PyCMSError, OSError, TypeError, KeyError) as error:
        raise ValueError(str(error)) from None


def convert_to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return an RGB picture in sRGB of one (RGB, L, CMYK) whose colours ``profile`` describes.

    Raises ValueError when the profile is broken or made for other colours.
    """
    found = build_transform(profile, image.mode)
    if found is None:
        return image
    try:
        return ImageCms.applyTransform(image, found) or image
    except ImageCms.PyCMSError as error:
        raise ValueError(str(error)) from None
