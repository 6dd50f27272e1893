"""The checks that look at days: holidays known, questions answered in time, outages told early."""

from collections.abc import Mapping
from datetime import date, timedelta

from town_portal.core.data.workdays import NONE, Holidays, unknown_year, workdays_between
from town_portal.core.text import number
from town_portal.features.duties.outcome import Kind, Outcome, State, of_all
from town_portal.features.duties.sight import Sight
from town_portal.features.outages.models import NOTICE, Outages
from town_portal.features.timeliness.models import report


def holidays(sight: Sight, _of: str) -> Outcome:
    """Tell whether the holidays of this year are known, from October those of the next one too."""
    found = _holidays(sight)
    lacking = unknown_year(sight.today, found)
    years = ", ".join(str(year) for year in sorted(found.years))
    said = f"đã ghi năm {years}" if years else "chưa ghi năm nào"
    if lacking:
        said += f"; còn thiếu năm {lacking}"
    state: State = "met" if lacking is None else "partly" if years else "open"
    return Outcome(state, said, next_month(sight.today))


def outages(sight: Sight, _of: str) -> Outcome:
    """Tell whether every planned outage was told early enough."""
    found: Outages = sight.data.get("outages") or Outages()
    planned = [outage for outage in found.outages if not outage.emergency]
    late = sum(outage.is_late(_holidays(sight)) for outage in planned)
    if not planned:
        return Outcome("met", "không có lần tạm ngừng nào")
    said = (
        f"{number(len(planned) - late)}/{number(len(planned))} lần báo trước {NOTICE} ngày làm việc"
    )
    return of_all(len(planned) - late, len(planned), said)


def answers(sight: Sight, of: str) -> Outcome:
    """Tell whether every public question was answered within so many working days."""
    questions = [it for it in sight.site.of("questions") if it.answered]
    days = [workdays_between(it.asked, it.answered, _holidays(sight)) for it in questions]
    in_time = sum(day <= int(of) for day in days)
    if not days:
        return Outcome("met", "không có câu trả lời nào được đăng")
    said = (
        f"{number(in_time)}/{number(len(days))} câu trong hạn; lâu nhất {max(days)} ngày làm việc"
    )
    return of_all(in_time, len(days), said)


def timely(sight: Sight, _of: str) -> Outcome:
    """Tell whether no section is older than its limit, or empty, and each says when it changed."""
    found = report(sight.data, sight.site, sight.today)
    counts = (
        (len(found.stale), "mục quá hạn"),
        (len(found.unknown), "mục chưa ghi ngày"),
        (len(found.empty), "chuyên mục không có bài"),
    )
    told = [f"{number(count)} {words}" for count, words in counts if count]
    said = f"xem {number(found.looked_at)} mục" + (f": {', '.join(told)}" if told else "")
    state: State = "partly" if told else "met" if found.looked_at else "open"
    return Outcome(state, said, sight.today + timedelta(days=1))


def _holidays(sight: Sight) -> Holidays:
    found: Holidays = sight.data.get("holidays") or NONE
    return found


def next_month(day: date) -> date:
    """Return the first day of the month after that of ``day``."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


CHECKS: Mapping[str, Kind] = {
    "holidays": Kind("ngày nghỉ lễ để tính ngày làm việc", holidays),
    "timely": Kind("cập nhật đúng hạn ở mọi mục", timely),
    "outages": Kind("lời báo trước đủ thời hạn cho mọi lần tạm ngừng", outages),
    "answers": Kind(
        "câu trả lời trong hạn cho mọi câu hỏi", answers, "số ngày làm việc, ví dụ 15", r"[1-9]\d*"
    ),
}
