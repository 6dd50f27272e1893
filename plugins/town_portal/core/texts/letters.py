"""Which letters the authority takes, and on which pages they are written. Pure.

The one place that says so: the forms, what stands where there is none, and ``pages.json``, by
which the live service knows.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from town_portal.core.data.tables import Town
from town_portal.core.texts.consultation import Consultation
from town_portal.core.texts.question import ANSWER_DAYS

ASK, INFORMATION = "hoi-dap/gui/", "tiep-can-thong-tin/"
Letters = dict[str, dict[str, str | None]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the forms promise and take, as service/inbox has it (kinds.py, models.py).

    A request for information has ``information_days`` working days; why, kinds.py tells.
    """

    question_days: int = ANSWER_DAYS
    information_days: int = 5
    name: int = 60
    contact: int = 120
    text: int = 4_000


TERMS = Terms()
"""For templates, as ``letter_terms``."""


def has_ended(town: Town, today: date) -> bool:
    """Tell whether the authority is no more."""
    last = town.valid and town.valid.until
    return town.archive is not None or bool(last and last < today)


def takes_letters(town: Town, today: date) -> bool:
    """Tell whether letters are taken: there is a live service, and somebody to read them."""
    return town.live is not None and not has_ended(town, today)


def find_letter_pages(
    town: Town, today: date, pages: Collection[str], drafts: Iterable[Consultation]
) -> Letters:
    """Return the pages on which letters are written, by their kind, each with its last day.

    A draft that a demonstration shows as open has none, since its own is over.
    """
    if not takes_letters(town, today):
        return {}
    found: Letters = {
        kind: {f"/{url}": None}
        for kind, url in (("question", ASK), ("information", INFORMATION))
        if url in pages
    }
    day, is_now = town.shown_as_of or today, town.shown_as_of is None
    opened = [draft for draft in drafts if draft.phase(day) == "open" and draft.url in pages]
    if opened:
        found["draft"] = {
            f"/{item.url}": item.deadline.isoformat() if is_now else None for item in opened
        }
    return found


KEPT_DAYS = 90
"""Days for which a letter is kept once it is done with, as service/inbox/retention.py has it."""
KEPT = (
    {
        "what": "họ tên, liên hệ (nếu ghi), nội dung và lúc gửi; chỉ dùng để xem xét và trả lời",
        "until": f"đến {KEPT_DAYS} ngày sau khi thư được trả lời, được chuyển hoặc bị từ chối; xóa "
        "sớm hơn, trong hai ngày làm việc, khi ông/bà yêu cầu bằng mã tra cứu",
    },
    {
        "what": "mã tra cứu, chỉ dưới dạng mã băm",
        "until": "bằng thời gian giữ thư",
    },
    {
        "what": "loại thư, tình trạng, các ngày, ai đã xử lý; không có tên và nội dung",
        "until": "lâu dài, để biết việc trả lời có đúng hạn không",
    },
    {
        "what": "mã băm của mạng, để một nơi không gửi quá nhiều lần",
        "until": "nhiều nhất một ngày",
    },
)
"""What is kept of a letter, and for how long, in words for the privacy page."""
