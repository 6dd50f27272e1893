"""Takes letters on for the desk, and says what came of it."""

import re

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from service.comments.clean import clean_line
from service.desk.links import make_site_address
from service.guard.site import get_pages
from service.inbox.decide import decide_letter, erase_letter
from service.inbox.kinds import LetterState
from service.inbox.models import ADDRESS_LENGTH, NOTE_LENGTH, Letter

ASKED = "Người gửi yêu cầu"
DONE = {
    LetterState.ACCEPTED: "Đã tiếp nhận",
    LetterState.TRANSFERRED: "Đã ghi là chuyển",
    LetterState.ANSWERED: "Đã ghi là trả lời",
    LetterState.REFUSED: "Đã ghi là không xử lý",
}
_NEEDED = {
    LetterState.TRANSFERRED: ("to", "Xin ghi cơ quan, đơn vị được chuyển thư."),
    LetterState.REFUSED: ("reason", "Xin ghi lý do không xử lý; người gửi sẽ đọc lý do này."),
}


def parse_answer(raw: str) -> str | None:
    """Return the address of an answer on this site, or elsewhere; None for what is no address.

    An address of this site is kept as its path. Nothing at all is the answer by post or telephone.
    """
    text = clean_line(raw)[:ADDRESS_LENGTH]
    if not text:
        return ""
    origin = get_pages().site
    text = text.removeprefix(origin) if origin and text.startswith(f"{origin}/") else text
    is_ours = text.startswith("/") and not text.startswith("//")
    is_one = is_ours or re.fullmatch(r"https?://[^\s/]+\.[^\s]*", text)
    return text if is_one else None


def take_on(request: HttpRequest, letter: Letter, state: LetterState) -> None:
    """Take a letter on to a state, with what the form says besides."""
    field, sentence = _NEEDED.get(state, ("", ""))
    note = clean_line(request.POST.get(field, ""))[:NOTE_LENGTH] if field else ""
    answer = parse_answer(request.POST.get("answer", "")) if state == LetterState.ANSWERED else ""
    if field and not note:
        messages.error(request, sentence)
    elif answer is None:
        messages.error(request, "Địa chỉ trả lời phải bắt đầu bằng / hoặc https://.")
    elif decide_letter(letter, state, request.user.get_username(), note, answer):
        messages.success(request, f"{DONE[state]} thư số {letter.pk}.")
    else:
        messages.warning(request, f"Thư số {letter.pk} vẫn như cũ: đã có người xử lý rồi.")


def erase_one(request: HttpRequest, letter: Letter) -> None:
    """Erase a letter for good."""
    reason = clean_line(request.POST.get("reason", ""))[:NOTE_LENGTH]
    why = reason or (ASKED if letter.erase_asked else "")
    if erase_letter(letter, request.user.get_username(), why):
        messages.success(request, f"Đã xóa vĩnh viễn nội dung thư số {letter.pk}.")
    else:
        messages.warning(request, f"Thư số {letter.pk} đã xóa từ trước.")


def make_link(answer: str) -> str:
    """Return where an answer is to be read."""
    return make_site_address(answer) if answer.startswith("/") else answer


def make_letter_address(number: int) -> str:
    """Return the address of a letter's own page."""
    return reverse("admin:inbox_letter_change", args=[number])
