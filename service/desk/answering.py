"""Takes letters on for the desk, and says what came of it."""

import re

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from service.comments.clean import line
from service.desk.links import on_site
from service.guard.site import site
from service.inbox.decide import decide, erase
from service.inbox.kinds import State
from service.inbox.models import ADDRESS_LENGTH, NOTE_LENGTH, Letter

ASKED = "Người gửi yêu cầu"
DONE = {
    State.ACCEPTED: "Đã tiếp nhận",
    State.TRANSFERRED: "Đã ghi là chuyển",
    State.ANSWERED: "Đã ghi là trả lời",
    State.REFUSED: "Đã ghi là không xử lý",
}
_NEEDED = {
    State.TRANSFERRED: ("to", "Xin ghi cơ quan, đơn vị được chuyển thư."),
    State.REFUSED: ("reason", "Xin ghi lý do không xử lý; người gửi sẽ đọc lý do này."),
}


def answer_of(raw: str) -> str | None:
    """Return the address of an answer on this site, or elsewhere; None for what is no address.

    An address of this site is kept as its path. Nothing at all is the answer by post or telephone.
    """
    text = line(raw)[:ADDRESS_LENGTH]
    if not text:
        return ""
    origin = site().site
    text = text.removeprefix(origin) if origin and text.startswith(f"{origin}/") else text
    is_ours = text.startswith("/") and not text.startswith("//")
    is_one = is_ours or re.fullmatch(r"https?://[^\s/]+\.[^\s]*", text)
    return text if is_one else None


def take_on(request: HttpRequest, letter: Letter, state: State) -> None:
    """Take a letter on to a state, with what the form says besides."""
    field, sentence = _NEEDED.get(state, ("", ""))
    note = line(request.POST.get(field, ""))[:NOTE_LENGTH] if field else ""
    answer = answer_of(request.POST.get("answer", "")) if state == State.ANSWERED else ""
    if field and not note:
        messages.error(request, sentence)
    elif answer is None:
        messages.error(request, "Địa chỉ trả lời phải bắt đầu bằng / hoặc https://.")
    elif decide(letter, state, request.user.get_username(), note, answer):
        messages.success(request, f"{DONE[state]} thư số {letter.pk}.")
    else:
        messages.warning(request, f"Thư số {letter.pk} vẫn như cũ: đã có người xử lý rồi.")


def erase_one(request: HttpRequest, letter: Letter) -> None:
    """Erase a letter for good."""
    reason = line(request.POST.get("reason", ""))[:NOTE_LENGTH]
    why = reason or (ASKED if letter.erase_asked else "")
    if erase(letter, request.user.get_username(), why):
        messages.success(request, f"Đã xóa vĩnh viễn nội dung thư số {letter.pk}.")
    else:
        messages.warning(request, f"Thư số {letter.pk} đã xóa từ trước.")


def link_of(answer: str) -> str:
    """Return where an answer is to be read."""
    return on_site(answer) if answer.startswith("/") else answer


def letter_address(number: int) -> str:
    """Return the address of a letter's own page."""
    return reverse("admin:inbox_letter_change", args=[number])
