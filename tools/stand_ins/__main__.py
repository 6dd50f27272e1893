"""Draw every stand-in: ``python -m tools.stand_ins`` after ``npm ci``.

The same versions of Pillow and of the font (both pinned) draw the same bytes. The pictures are
committed beside their articles.
"""

from collections.abc import Callable
from pathlib import Path

from tools.stand_ins.canvas import BLUE, LEAF, SKY, WOOD, Canvas
from tools.stand_ins.indoors import (
    forge,
    lectern,
    meeting_room,
    record_shelves,
    sheet_music,
    smith_tools,
)
from tools.stand_ins.outdoors import mountain_lake, temple, three_way_junction, two_wards

ARTICLES = Path(__file__).resolve().parents[2] / "content" / "articles"
LARGEST = 120_000  # bytes of one picture
Scene = Callable[[Canvas], None]
PICTURES: dict[str, tuple[str, Scene]] = {
    "2020/2020-12-14-kiem-tra-cai-cach-hanh-chinh/anh-1.jpg": ("#EAE4D6", meeting_room),
    "2020/2020-12-14-kiem-tra-cai-cach-hanh-chinh/anh-2.jpg": ("#EAE4D6", record_shelves),
    "2020/2020-12-14-kiem-tra-cai-cach-hanh-chinh/anh-3.jpg": (BLUE, lectern),
    "2025/2025-07-01-hai-phuong-bac-hong-linh-nam-hong-linh/so-do-hai-phuong.jpg": (
        "#F6F4EF",
        two_wards,
    ),
    "2026/2026-11-20-den-do-dai/den-duoi-chan-nui.jpg": (SKY, temple),
    "2026/2026-11-20-chua-va-ho-thien-tuong/ho-duoi-chan-nui.jpg": (SKY, mountain_lake),
    "2026/2026-11-21-hai-lang-ren-trung-luong-van-chang/lo-ren.jpg": ("#5B4A3E", forge),
    "2026/2026-11-21-hai-lang-ren-trung-luong-van-chang/dung-cu-ren.jpg": (WOOD, smith_tools),
    "2026/2026-11-22-nga-ba-hong-linh/nga-ba.jpg": (LEAF, three_way_junction),
    "2026/2026-11-22-mot-khuc-tam-tinh-cua-nguoi-ha-tinh/khuong-nhac.jpg": (WOOD, sheet_music),
}


def main() -> None:
    """Draw every picture; stop when one is too large."""
    for name, (background, scene) in PICTURES.items():
        canvas = Canvas(background)
        scene(canvas)
        canvas.mark()
        size = canvas.save(ARTICLES / name)
        print(f"{size:>7}  {name}")
        if size > LARGEST:
            raise SystemExit(f"{name}: {size} bytes, more than {LARGEST}")


if __name__ == "__main__":
    main()
