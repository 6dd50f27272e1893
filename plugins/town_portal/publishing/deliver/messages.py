"""What a person reads about a delivery. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from town_portal.core.text import format_number
from town_portal.publishing.deliver.plan import DeliveryPlan
from town_portal.publishing.deliver.progress import format_megabytes
from town_portal.publishing.deliver.target import SentFiles

MOST = 20
"""So many names of each kind are shown."""


def format_seconds(value: float) -> str:
    """Return a time as people read it."""
    return f"{value:.1f} giây".replace(".", ",")


def format_preview(name: str, plan: DeliveryPlan) -> str:
    """Return what would change at a target."""
    if plan.is_empty:
        return f"Xem thử: ở {name} đã đúng như bản này, sẽ không gửi gì."
    head = (
        f"Xem thử, chưa ghi gì ở {name}: {format_number(len(plan.added))} tệp mới, "
        f"{format_number(len(plan.changed))} tệp đổi, {format_number(len(plan.gone))} tệp sẽ xóa; "
        f"cần gửi {format_megabytes(plan.size)}."
    )
    kinds = (("mới", plan.added), ("đổi", plan.changed), ("xóa", plan.gone))
    return "\n".join([head, *(line for word, paths in kinds for line in _iter_names(word, paths))])


def _iter_names(word: str, paths: Sequence[str]) -> Iterator[str]:
    for path in paths[:MOST]:
        yield f"  {word} {path}"
    if len(paths) > MOST:
        yield f"  {word} … và {format_number(len(paths) - MOST)} tệp nữa"


def format_done(name: str, plan: DeliveryPlan, sent: SentFiles, took: float) -> str:
    """Return what went up; ``took``: seconds from the start until it was public."""
    deleted = f", xóa {format_number(len(plan.gone))} tệp" if plan.gone else ""
    return (
        f"Đã đăng lên {name}: gửi {format_number(sent.files)} tệp "
        f"({format_megabytes(sent.size)}){deleted}; "
        f"công khai sau {format_seconds(took)} kể từ lúc bắt đầu."
    )


def format_nothing(name: str) -> str:
    """Return that a target holds the site already."""
    return f"Ở {name} đã đúng như bản này, không phải gửi gì."
