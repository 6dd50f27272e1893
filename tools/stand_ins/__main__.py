"""Draw every stand-in: ``python -m tools.stand_ins`` after ``npm ci``.

The same versions of Pillow and of the font (both pinned) draw the same bytes. The pictures are
committed beside their articles.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tools.stand_ins.canvas import (
    BLUE,
    HEIGHT,
    LANDSCAPE,
    LEAF,
    PORTRAIT,
    SKY,
    WHITE,
    WIDTH,
    WOOD,
    Canvas,
)
from tools.stand_ins.indoors import (
    forge,
    lectern,
    meeting_room,
    record_shelves,
    sheet_music,
    smith_tools,
)
from tools.stand_ins.maps import northern_ward, southern_ward, two_wards, wards_and_neighbours
from tools.stand_ins.outdoors import mountain_lake, temple, three_way_junction
from tools.stand_ins.places import forest_stream, lake_at_night, range_at_dawn
from tools.stand_ins.village import forge_at_dusk, road_fork, temple_gate

ARTICLES = Path(__file__).resolve().parents[2] / "content" / "articles"
LARGEST = 120_000  # bytes of one picture
ESSAY = "2026/2026-11-23-hong-linh-qua-sau-buc-tranh-minh-hoa"
BORDERS = "2026/2026-11-22-hai-phuong-va-tam-xa-giap-ranh"


class Picture(NamedTuple):
    """What is drawn on which colour, and how large, in pixels."""

    background: str
    scene: Callable[[Canvas], None]
    size: tuple[int, int] = (WIDTH, HEIGHT)


PICTURES: dict[str, Picture] = {
    "2020/2020-12-14-kiem-tra-cai-cach-hanh-chinh/anh-1.jpg": Picture("#EAE4D6", meeting_room),
    "2020/2020-12-14-kiem-tra-cai-cach-hanh-chinh/anh-2.jpg": Picture("#EAE4D6", record_shelves),
    "2020/2020-12-14-kiem-tra-cai-cach-hanh-chinh/anh-3.jpg": Picture(BLUE, lectern),
    "2025/2025-07-01-hai-phuong-bac-hong-linh-nam-hong-linh/so-do-hai-phuong.jpg": Picture(
        "#F6F4EF",
        two_wards,
    ),
    "2026/2026-11-20-den-do-dai/den-duoi-chan-nui.jpg": Picture(SKY, temple),
    "2026/2026-11-20-chua-va-ho-thien-tuong/ho-duoi-chan-nui.jpg": Picture(SKY, mountain_lake),
    "2026/2026-11-21-hai-lang-ren-trung-luong-van-chang/lo-ren.jpg": Picture("#5B4A3E", forge),
    "2026/2026-11-21-hai-lang-ren-trung-luong-van-chang/dung-cu-ren.jpg": Picture(
        WOOD, smith_tools
    ),
    "2026/2026-11-22-nga-ba-hong-linh/nga-ba.jpg": Picture(LEAF, three_way_junction),
    "2026/2026-11-22-mot-khuc-tam-tinh-cua-nguoi-ha-tinh/khuong-nhac.jpg": Picture(
        WOOD, sheet_music
    ),
    f"{BORDERS}/hai-phuong-va-xa-giap-ranh.jpg": Picture(
        "#F6F4EF", wards_and_neighbours, LANDSCAPE
    ),
    f"{BORDERS}/phuong-bac-hong-linh.jpg": Picture(WHITE, northern_ward, PORTRAIT),
    f"{BORDERS}/phuong-nam-hong-linh.jpg": Picture(WHITE, southern_ward, PORTRAIT),
    f"{ESSAY}/nui-hong-linh.jpg": Picture(SKY, range_at_dawn, LANDSCAPE),
    f"{ESSAY}/suoi-tien.jpg": Picture(SKY, forest_stream, PORTRAIT),
    f"{ESSAY}/ho-thien-tuong.jpg": Picture(SKY, lake_at_night, LANDSCAPE),
    f"{ESSAY}/den-do-dai.jpg": Picture(SKY, temple_gate, LANDSCAPE),
    f"{ESSAY}/lang-ren.jpg": Picture(SKY, forge_at_dusk, LANDSCAPE),
    f"{ESSAY}/nga-ba.jpg": Picture(SKY, road_fork, LANDSCAPE),
}


def main() -> None:
    """Draw every picture; stop when one is too large."""
    for name, picture in PICTURES.items():
        canvas = Canvas(picture.background, picture.size)
        picture.scene(canvas)
        canvas.mark()
        size = canvas.save(ARTICLES / name)
        print(f"{size:>7}  {name}")
        if size > LARGEST:
            raise SystemExit(f"{name}: {size} bytes, more than {LARGEST}")


if __name__ == "__main__":
    main()
