"""What a person reads about a delivery. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from town_portal.core.text import number
from town_portal.publishing.deliver.plan import Plan
from town_portal.publishing.deliver.progress import megabytes
from town_portal.publishing.deliver.target import Sent

MOST = 20
"""So many names of each kind are shown."""


def seconds(value: float) -> str:
    """Return a time as people read it."""
    return f"{value:.1f} giây".replace(".", ",")


def preview(name: str, plan: Plan) -> str:
    """Return what would change at a target."""
    if plan.is_empty:
        return f"Xem thử: ở {name} đã đúng như bản này, sẽ không gửi gì."
    head = (
        f"Xem thử, chưa ghi gì ở {name}: {number(len(plan.added))} tệp mới, "
        f"{number(len(plan.changed))} tệp đổi, {number(len(plan.gone))} tệp sẽ xóa; "
        f"cần gửi {megabytes(plan.size)}."
    )
    kinds = (("mới", plan.added), ("đổi", plan.changed), ("xóa", plan.gone))
    return "\n".join([head, *(line for word, paths in kinds for line in _names(word, paths))])


def _names(word: str, paths: Sequence[str]) -> Iterator[str]:
    for path in paths[:MOST]:
        yield f"  {word} {path}"
    if len(paths) > MOST:
        yield f"  {word} … và {number(len(paths) - MOST)} tệp nữa"


def done(name: str, plan: Plan, sent: Sent, took: float) -> str:
    """Return what went up; ``took``: seconds from the start until it was public."""
    deleted = f", xóa {number(len(plan.gone))} tệp" if plan.gone else ""
    return (
        f"Đã đăng lên {name}: gửi {number(sent.files)} tệp ({megabytes(sent.size)}){deleted}; "
        f"công khai sau {seconds(took)} kể từ lúc bắt đầu."
    )


def nothing(name: str) -> str:
    """Return that a target holds the site already."""
    return f"Ở {name} đã đúng như bản này, không phải gửi gì."
