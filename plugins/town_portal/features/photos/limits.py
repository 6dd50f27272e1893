"""How large a photograph may be, by its header, before anything is decoded."""

from pathlib import Path

from town_portal.features.photos.photo import PhotoHeader

MEGAPIXEL = 1_000_000
GENERAL = 50 * MEGAPIXEL
"""Decoded pixels of any picture: 200 MB in memory with four channels."""
PROGRESSIVE = 120 * MEGAPIXEL
"""Pixels of a progressive JPEG: libjpeg keeps all its coefficients, two bytes a sample (360 MB at
4:2:0); a picture with more samples a pixel has that many fewer pixels."""
HEAVY = 12_500_000
"""Decoded pixels above which a picture is made alone: cameras of 12 megapixels give 12.2."""
_SAMPLES_420 = 1.5
_SCALES = (8, 4, 2)


def choose_draft_scale(header: PhotoHeader, needed: tuple[int, int]) -> int:
    """Return by how much a JPEG is shrunk while decoding (8, 4, 2 or 1), at least to ``needed``.

    ``needed`` is (width, height) in pixels as the reader sees the picture.
    """
    if header.format != "JPEG":
        return 1
    ratio = min(header.width // needed[0], header.height // needed[1])
    return next((scale for scale in _SCALES if ratio >= scale), 1)


def count_decoded_pixels(header: PhotoHeader, needed: tuple[int, int]) -> int:
    """Return how many pixels are in memory once the picture is decoded for the size ``needed``."""
    scale = choose_draft_scale(header, needed)
    return -(-header.width // scale) * -(-header.height // scale)


def estimate_memory(header: PhotoHeader, needed: tuple[int, int]) -> int:
    """Return what decoding costs in memory, as pixels of four bytes."""
    pixels = count_decoded_pixels(header, needed)
    if not header.is_progressive:
        return pixels
    return pixels + int(header.width * header.height * header.chroma / 2)


def check_limits(path: Path, header: PhotoHeader, needed: tuple[int, int]) -> None:
    """Raise ValueError, in Vietnamese, when the photograph is too large to be decoded."""
    pixels, limit = count_decoded_pixels(header, needed), GENERAL
    if header.is_progressive:
        pixels = header.width * header.height
        limit = int(PROGRESSIVE * _SAMPLES_420 / max(_SAMPLES_420, header.chroma))
    if pixels > limit:
        size = f"{header.width}x{header.height}"
        raise ValueError(
            f"ảnh “{path.name}” quá lớn: {size} điểm, nhiều nhất {limit // MEGAPIXEL} triệu điểm; "
            "hãy lưu lại ảnh nhỏ hơn (rộng 4000 điểm là đủ)"
        )
