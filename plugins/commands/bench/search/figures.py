"""The tables of the search: rows, columns and goals out of what was measured. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.commands.bench.goals import Column, Goal, Row
from plugins.commands.bench.search.ours import Cost

MEGA = 1_000_000
PERCENT = 100
INDEX = (
    *(Column("full", "lập cả", "s", 1), Column("full_cpu", "lõi", "s", 1)),
    *(Column("memory", "bộ nhớ cả lần dựng", "MB"), Column("added", "sau 1 bài mới", "s", 2)),
    *(Column("share", "so với chữ", "%", 1), Column("fragments", "riêng phần trích", "%", 1)),
    Column("text", "chữ", "MB", 1),
)
INDEX_GOALS = {"full": Goal(60), "memory": Goal(1000), "added": Goal(5), "share": Goal(20)}
COSTS = (
    *(Column("first_kb", "câu đầu, nặng nhất", "KB"), Column("first_kb_mid", "giữa", "KB")),
    *(Column("first_s", "giữa", "s", 2), Column("first_s_max", "lâu nhất", "s", 2)),
    Column("first_all", "cả 10 bài", "s", 2),
    *(Column("next_kb", "câu sau, nặng nhất", "KB"), Column("next_kb_mid", "giữa", "KB")),
    *(Column("next_s", "giữa", "s", 2), Column("next_s_max", "lâu nhất", "s", 2)),
    Column("next_all", "cả 10 bài", "s", 2),
)
COST_GOALS = {"first_kb": Goal(150), "first_s": Goal(0.5), "next_kb_mid": Goal(60)}
OURS = "Cổng này"
EVERYTHING = Goal(100, least=True)
PEERS = (
    *(Column("recall", "tìm đủ", "%", 1), Column("precision", "đúng", "%", 1)),
    *(Column("same", "câu y hệt"), Column("opening", "nạp trước", "s", 2)),
    Column("first_kb_mid", "câu đầu", "KB"),
    *(Column("first_s", "câu đầu", "s", 2), Column("next_kb_mid", "câu sau", "KB")),
    *(Column("next_s", "câu sau", "s", 2), Column("full", "lập cả", "s", 1)),
    *(Column("added", "sau 1 bài", "s", 1), Column("memory", "bộ nhớ", "MB")),
    Column("share", "so với chữ", "%", 1),
)


def index_row(count: int, cold: Cost, added: Cost, sizes: Mapping[str, int], text: int) -> Row:
    """Return the row of our index."""
    figures = {
        "full": cold.seconds,
        "full_cpu": cold.cpu,
        "memory": cold.peak / MEGA,
        "added": added.seconds,
        "share": PERCENT * sizes["words"] / text,
        "fragments": PERCENT * sizes["fragments"] / text,
        "text": text / MEGA,
    }
    return Row(f"{count:,} bài".replace(",", "."), figures, INDEX_GOALS)


def our_row(figures: Mapping[str, float], latency: int, *, packs: bool) -> Row:
    """Return a row of what our search costs a reader."""
    how = "máy chủ nén" if packs else "máy chủ không nén"
    name = f"{how}, trễ {latency} ms" if latency else how
    return Row(name, figures, {} if latency else COST_GOALS)


def peer_row(name: str, figures: Mapping[str, float]) -> Row:
    """Return a row of the comparison; ours, the first, must find what the plain scan finds."""
    goals = {"recall": EVERYTHING, "precision": EVERYTHING} if name == OURS else {}
    return Row(name, figures, goals)
