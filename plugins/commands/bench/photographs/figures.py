"""What the comparison comes to, and the goals. Pure.

A ratio of speeds is taken within a round, in which all have worked one after the other, and the
median of the rounds is shown: that survives a machine that does other things too. Where it does
much else, seconds of cores say more than the clock: who has more threads gets more of the machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from plugins.commands.bench.goals import Column, Goal, Row
from plugins.commands.bench.photographs.programs import Cost

KILO = 1000
MEGA = 1_000_000
MILLI = 0.001
COLUMNS = (
    Column("speed", "ảnh/giây", decimals=2),
    Column("cores", "giây lõi/ảnh", decimals=2),
    Column("size", "KB/ảnh", decimals=1),
    Column("ssim", "SSIM", decimals=4),
    Column("apart", "SSIM lệch cổng", decimals=4),
    Column("faster", "cổng nhanh gấp", decimals=2),
    Column("leaner", "theo giây lõi", decimals=2),
    Column("heavier", "cổng nặng bằng", "%", 1),
)
ALIKE = Goal(0.005)
"""By how much the mean SSIM of a peer may differ from ours, for the rest to be comparable."""
FASTER: Mapping[tuple[str, str], Goal] = {
    ("webp", "sharp"): Goal(1.5, least=True),
    ("webp", "Hugo"): Goal(8, least=True),
    ("avif", "sharp"): Goal(4, least=True),
    ("avif", "Hugo"): Goal(3, least=True),
}
"""How many times a peer's photographs a second ours must be, by format and peer. Plain Pillow has
none: it shows what is the encoders' and what is ours."""
HEAVIER = Goal(108)
"""Per cent of such a peer's bytes that ours may be."""
WHOLE_COLUMNS = (
    Column("speed", "ảnh/giây", decimals=2),
    Column("memory", "bộ nhớ", "MB"),
    Column("again", "lần sau", "ms/ảnh", 3),
    Column("worked", "lần sau phải mở", "ảnh"),
)
WHOLE_GOALS: Mapping[str, Goal] = {
    "memory": Goal(600),
    "again": Goal(0.1),
    "worked": Goal(0),
}


@dataclass(frozen=True)
class Result:
    """What one method has done with a format: its cost in each round, bytes in all, mean SSIM."""

    name: str
    costs: Sequence[Cost]
    size: int
    ssim: float


@dataclass(frozen=True)
class Whole:
    """A whole build: photographs a second, bytes of memory; what later builds are like.

    ``later`` is how many seconds a photograph took each of them, ``worked`` the most photographs
    that one of them had to open.
    """

    speed: float
    memory: int
    later: Sequence[float]
    worked: float


def row(kind: str, result: Result, ours: Result, count: int) -> Row:
    """Give the row of a method, our own too. ``count``: photographs."""
    pairs = list(zip(result.costs, ours.costs, strict=True))
    figures = {
        "speed": count / median(cost.wall for cost in result.costs),
        "cores": median(cost.cores for cost in result.costs) / count,
        "size": result.size / count / KILO,
        "ssim": result.ssim,
        "apart": abs(result.ssim - ours.ssim),
        "faster": median(theirs.wall / own.wall for theirs, own in pairs),
        "leaner": median(theirs.cores / (own.cores or 1) for theirs, own in pairs),
        "heavier": ours.size / result.size * 100,
    }
    wanted = {} if result is ours else goals(kind, result.name)
    return Row(f"{kind}, {result.name}", figures, wanted)


def goals(kind: str, name: str) -> dict[str, Goal]:
    """Give what our figures must be beside those of a peer."""
    faster = FASTER.get((kind, name))
    wanted = {"faster": faster, "heavier": HEAVIER} if faster else {}
    return {**wanted, "apart": ALIKE}


def whole_row(whole: Whole) -> Row:
    """Give the row of a whole build."""
    figures = {
        "speed": whole.speed,
        "memory": whole.memory / MEGA,
        "again": median(whole.later) / MILLI,
        "worked": whole.worked,
    }
    return Row("mọi cỡ, mọi định dạng", figures, WHOLE_GOALS)
