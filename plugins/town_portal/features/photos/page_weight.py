"""What the photographs of a page weigh in a browser's window of 1280 pixels. Pure.

The rule: a browser takes the first format that it knows, today AVIF. A photograph alone is 680
pixels wide there (the column's 42.5rem), one of several in a paragraph 332 (20.75rem). On a dense
screen, two points to a pixel, that is the largest choice: the narrowest file with twice as many
points, else the widest there is.
"""

from collections.abc import Sequence

from town_portal.core.records import Photo
from town_portal.features.photos.figure import SLOT

COLUMN, HALF = 680, 332
DENSE = 2


def count_neighbours(body: str, count: int) -> list[int]:
    """Return for each of ``count`` photographs how many stand in its paragraph (with slots)."""
    found = [1] * count
    for match in SLOT.finditer(body):
        numbers = [int(number) for number in match[2].split(",")]
        for number in numbers:
            found[number] = len(numbers)
    return found


def get_weight(photo: Photo | None, neighbours: int) -> int:
    """Return the bytes of the file that is taken; 0 for a photograph that could not be made."""
    if photo is None:
        return 0
    files = photo.whole.sources[0][1] if photo.whole.sources else photo.whole.images
    needed = (COLUMN if neighbours == 1 else HALF) * DENSE
    enough = [file for file in files if file.width >= needed]
    if enough:
        return min(enough, key=lambda file: file.width).size
    return max(files, key=lambda file: file.width).size


def list_weights(body: str, photos: Sequence[Photo | None]) -> tuple[int, ...]:
    """Return the bytes of each photograph of ``body`` (with slots)."""
    return tuple(map(get_weight, photos, count_neighbours(body, len(photos))))
