"""The checks that look at days: holidays known, questions answered in time, outages told early."""

from collections.abc import Mapping
from datetime import date, timedelta

from town_portal.core.data.workdays import NONE, Holidays, count_workdays, find_unknown_year
from town_portal.core.text import format_number
from town_portal.features.duties.check_context import Sight
from town_portal.features.duties.outcome import CheckKind, CheckOutcome, State, rate_share
from town_portal.features.outages.models import NOTICE, Outages
from town_portal.features.timeliness.models import build_report


def check_holidays(sight: Sight, _of: str) -> CheckOutcome:
    """Tell whether the holidays of this year are known, from October those of the next one too."""
    found = _get_holidays(sight)
    lacking = find_unknown_year(sight.today, found)
    years = ", ".join(str(year) for year in sorted(found.years))
    said = f"đã ghi năm {years}" if years else "chưa ghi năm nào"
    if lacking:
        said += f"; còn thiếu năm {lacking}"
    state: State = "met" if lacking is None else "partly" if years else "open"
    return CheckOutcome(state, said, get_next_month(sight.today))


def check_outages(sight: Sight, _of: str) -> CheckOutcome:
    """Tell whether every planned outage was told early enough."""
    found: Outages = sight.data.get("outages") or Outages()
    planned = [outage for outage in found.outages if not outage.emergency]
    late = sum(outage.is_late(_get_holidays(sight)) for outage in planned)
    if not planned:
        return CheckOutcome("met", "không có lần tạm ngừng nào")
    counts = f"{format_number(len(planned) - late)}/{format_number(len(planned))}"
    said = f"{counts} lần báo trước {NOTICE} ngày làm việc"
    return rate_share(len(planned) - late, len(planned), said)


def check_answers(sight: Sight, of: str) -> CheckOutcome:
    """Tell whether every public question was answered within so many working days."""
    questions = [item for item in sight.site.of("questions") if item.answered]
    days = [
        count_workdays(question.asked, question.answered, _get_holidays(sight))
        for question in questions
    ]
    in_time = sum(day <= int(of) for day in days)
    if not days:
        return CheckOutcome("met", "không có câu trả lời nào được đăng")
    counts = f"{format_number(in_time)}/{format_number(len(days))}"
    said = f"{counts} câu trong hạn; lâu nhất {max(days)} ngày làm việc"
    return rate_share(in_time, len(days), said)


def check_timely(sight: Sight, _of: str) -> CheckOutcome:
    """Tell whether no section is older than its limit, or empty, and each says when it changed."""
    found = build_report(sight.data, sight.site, sight.today)
    counts = (
        (len(found.stale), "mục quá hạn"),
        (len(found.unknown), "mục chưa ghi ngày"),
        (len(found.empty), "chuyên mục không có bài"),
    )
    told = [f"{format_number(count)} {words}" for count, words in counts if count]
    said = f"xem {format_number(found.looked_at)} mục" + (f": {', '.join(told)}" if told else "")
    state: State = "partly" if told else "met" if found.looked_at else "open"
    return CheckOutcome(state, said, sight.today + timedelta(days=1))


def _get_holidays(sight: Sight) -> Holidays:
    found: Holidays = sight.data.get("holidays") or NONE
    return found


def get_next_month(day: date) -> date:
    """Return the first day of the month after that of ``day``."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


CHECKS: Mapping[str, CheckKind] = {
    "holidays": CheckKind("ngày nghỉ lễ để tính ngày làm việc", check_holidays),
    "timely": CheckKind("cập nhật đúng hạn ở mọi mục", check_timely),
    "outages": CheckKind("lời báo trước đủ thời hạn cho mọi lần tạm ngừng", check_outages),
    "answers": CheckKind(
        "câu trả lời trong hạn cho mọi câu hỏi",
        check_answers,
        "số ngày làm việc, ví dụ 15",
        r"[1-9]\d*",
    ),
}
