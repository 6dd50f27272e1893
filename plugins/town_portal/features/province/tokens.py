"""The province's colours in place of the theme's, as long as everything stays readable. Pure."""

import re
from collections.abc import Iterator, Mapping

LEAST = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""
PAIRS = (
    *(
        (name, ground)
        for name in ("ink", "secondary", "link", "visited", "red")
        for ground in ("paper", "tint")
    ),
    ("white", "urgent"),
)
"""Which colour is read on which; both of a pair are of the day or both of the night."""
NIGHT = "night-"
OWN = ("ink", "secondary", "link", "visited", "red", "paper", "tint", "line")
NAMES = (*OWN, "urgent", "focus", *(f"{NIGHT}{name}" for name in OWN))
"""The tokens that a province may set. High contrast is not its business."""
LOW = "{} trên nền {} chỉ tương phản {}:1, khó đọc; phải từ 4,5:1 trở lên"
LACKING = (
    "giao diện không có màu {} nên không biết màu này có dễ đọc không; hãy thêm màu ấy vào "
    "css/tokens.css hoặc css/themes.css của giao diện, hoặc đặt nó ở đây"
)
NIGHT_PAPERS = ("#12161b", "#1d232b")
"""The grounds of pages by night: the theme's ``night-paper`` and ``night-tint``."""
_SET = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?)\s*;")


def find_declared_colours(css: str) -> dict[str, str]:
    """Return the colours that the theme's style sheets set, the first of each name."""
    found: dict[str, str] = {"white": "#ffffff"}
    for name, value in _SET.findall(css):
        found.setdefault(
            name, value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
        )
    return found


def compute_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ``#rrggbb``, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_compute_luminance(one), _compute_luminance(other)))
    return (high + 0.05) / (low + 0.05)


def iter_faults(tokens: Mapping[str, str], theme: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the name of each token that can't be, and why, in Vietnamese.

    ``theme`` are the theme's own colours (``find_declared_colours``).
    """
    for name in tokens:
        if name not in NAMES:
            yield name, f"không có màu tên này; tên được dùng: {', '.join(NAMES)}"
    colours = {**theme, **tokens}
    pairs = [
        (_get_token_name(p, text), _get_token_name(p, ground))
        for p in ("", NIGHT)
        for text, ground in PAIRS
    ]
    for names in dict.fromkeys(pairs):
        mine = next((name for name in names if name in tokens), None)
        if mine is None:
            continue
        lacking = [name for name in names if name not in colours]
        if lacking:
            yield mine, LACKING.format(lacking[0])
        elif (ratio := compute_contrast(*(colours[name] for name in names))) < LEAST:
            shown = f"{int(ratio * 10) / 10}".replace(".", ",")
            yield mine, LOW.format(*names, shown)


def of_colour(colour: str | None) -> dict[str, str]:
    """Return the tokens that a town's main colour sets, by day and by night."""
    return {"red": colour, f"{NIGHT}red": lighten(colour, NIGHT_PAPERS)} if colour else {}


def lighten(colour: str, grounds: tuple[str, ...]) -> str:
    """Return the colour mixed with as little white as it takes to be read on all grounds."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    for share in range(0, 101, 5):
        mixed = "#" + "".join(f"{part + (255 - part) * share // 100:02x}" for part in parts)
        if all(compute_contrast(mixed, ground) >= LEAST for ground in grounds):
            return mixed
    return "#ffffff"


def _get_token_name(prefix: str, name: str) -> str:
    """Return a token's name by night; the ground of an urgent alert is the same then."""
    return name if name in ("urgent", "white") else f"{prefix}{name}"


def build_layer(tokens: Mapping[str, str]) -> str:
    """Return the style sheet that puts the colours in place; empty without any."""
    if not tokens:
        return ""
    rules = "".join(f"    --{name}: {value};\n" for name, value in sorted(tokens.items()))
    return f"@layer tokens {{\n  :root {{\n{rules}  }}\n}}\n"


def _compute_luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
