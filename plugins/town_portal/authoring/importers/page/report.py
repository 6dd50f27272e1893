"""What became of pages, as tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from town_portal.authoring.importers.page.batch import PageOutcome, State
from town_portal.core.text import shorten_text

_SURE, _UNSURE = 0.85, 0.6
_LONGEST = 70


def format_percent(sure: float) -> str:
    """Return how sure a field is, as staff read it: ``85%``."""
    return f"{round(sure * 100)}%"


def get_level(sure: float) -> str:
    """Return the class of a confidence: good, middling or bad."""
    return "good" if sure >= _SURE else "middling" if sure >= _UNSURE else "bad"


def build_table(outcome: PageOutcome) -> Table:
    """Return the fields of one page with their confidence and the reason for it."""
    shown = Table(title=Text(f"{outcome.name} – {outcome.sentence}"), title_justify="left")
    shown.add_column("Phần")
    shown.add_column("Đọc được", overflow="fold")
    shown.add_column("Độ chắc", justify="right", no_wrap=True)
    shown.add_column("Căn cứ", overflow="fold")
    for field in outcome.page.fields if outcome.page else ():
        value = Text(shorten_text(field.value, _LONGEST) or "–")
        reason = Text(shorten_text(field.reason, 3 * _LONGEST))
        shown.add_row(Text(field.name), value, format_percent(field.sure), reason)
    return shown


def print_report(outcomes: Sequence[PageOutcome], console: Console) -> None:
    """Print a table for each page, its doubts, and one line for all."""
    for outcome in outcomes:
        if outcome.page is None:
            console.print(Text(f"{outcome.name}: {outcome.sentence}"))
            continue
        console.print(build_table(outcome))
        for doubt in outcome.doubts:
            console.print(Text(f"  • {doubt.about}: {doubt.sentence}"))
        if outcome.page.left_out:
            words = shorten_text("; ".join(outcome.page.left_out), 2 * _LONGEST)
            console.print(Text(f"  • không đưa vào bài: {words}"))
        console.print()
    console.print(Text(summarize_outcomes(outcomes)))


_ONE: dict[State, str] = {
    "new": "Đã ghi một bản thảo mới.",
    "updated": "Đã cập nhật bản thảo; từ lần nhập trước chưa ai sửa bản thảo ấy.",
    "same": "Trang này không có gì đổi so với lần nhập trước.",
    "edited": "Bài đã được sửa từ lần nhập trước nên được giữ nguyên.",
    "taken": "Đã có bài khác ghi địa chỉ cũ này nên không nhập thêm.",
    "dry": "Đã đọc một trang.",
    "left": "Trang này không phải bài viết nên bỏ qua.",
    "failed": "Không nhập được trang này.",
}
_MANY: dict[State, str] = {
    "new": "thành bản thảo mới",
    "updated": "được cập nhật bản thảo",
    "same": "không có gì đổi",
    "edited": "được giữ nguyên vì bài đã sửa",
    "taken": "đã có bài khác",
    "twice": "trùng địa chỉ",
    "dry": "xem thử",
    "left": "không phải bài viết nên bỏ qua",
    "failed": "không nhập được",
}


def summarize_outcomes(outcomes: Sequence[PageOutcome]) -> str:
    """Return how many pages there were and what became of them, in one sentence."""
    states = [outcome.state for outcome in outcomes]
    if len(states) == 1:
        return _ONE.get(states[0], "")
    parts = [f"{states.count(item)} trang {name}" for item, name in _MANY.items() if item in states]
    return f"Đã đọc {len(states)} trang: {', '.join(parts)}." if parts else "Không có trang nào."
