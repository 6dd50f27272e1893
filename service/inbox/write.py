"""Takes a letter: checked, with its captcha, into the inbox."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from service.comments import clean
from service.guard import captcha, clock
from service.guard.answers import RequestRefused
from service.guard.site import get_pages
from service.inbox import receipt
from service.inbox.kinds import DAYS, LetterKind
from service.inbox.models import CONTACT_LENGTH, NAME_LENGTH, TEXT_LENGTH, Letter

NOT_SENT = "Thư chưa gửi được."


@dataclass(frozen=True)
class CleanLetter:
    """A letter as it will be stored; ``page`` is where its form stands."""

    kind: LetterKind
    page: str
    name: str
    contact: str
    text: str


def find_page(kind: str, about: str | None) -> str:
    """Return the page on which letters of a kind are written. Raises Refused where none are."""
    open_pages = get_pages().letters.get(kind, {})
    if kind not in LetterKind.values:
        raise RequestRefused(422, "kind", "Không có loại thư này.")
    if kind != LetterKind.DRAFT:
        if about:
            raise RequestRefused(422, "fields", NOT_SENT, {"about": "Chỉ dùng cho góp ý dự thảo."})
        about = next(iter(open_pages), None)
    if about is None or about not in open_pages:
        raise RequestRefused(404, "closed", "Cổng thông tin không nhận thư loại này.")
    last = open_pages[about]
    if last is not None and clock.get_today() > last:
        raise RequestRefused(404, "closed", "Đã hết hạn góp ý cho dự thảo này.")
    return about


def clean_letter(kind: str, page: str, name: str, contact: str | None, text: str) -> CleanLetter:
    """Return a letter made harmless. Raises Refused with a sentence for each wrong field."""
    made = CleanLetter(
        LetterKind(kind),
        page,
        clean.clean_line(name),
        clean.clean_line(contact or ""),
        clean.clean_text(text),
    )
    faults = {}
    if not any(map(str.isalnum, made.name)):
        faults["name"] = "Xin ghi họ tên."
    elif len(made.name) > NAME_LENGTH:
        faults["name"] = f"Họ tên dài quá {NAME_LENGTH} ký tự."
    if len(made.contact) > CONTACT_LENGTH:
        faults["contact"] = f"Liên hệ dài quá {CONTACT_LENGTH} ký tự."
    if not any(map(str.isalnum, made.text)):
        faults["text"] = "Xin ghi nội dung thư."
    elif len(made.text) > TEXT_LENGTH:
        faults["text"] = f"Thư dài quá {TEXT_LENGTH} ký tự; xin viết ngắn lại."
    if faults:
        raise RequestRefused(422, "fields", NOT_SENT, faults)
    return made


def compute_deadline(kind: LetterKind, received: date) -> date:
    """Return by when a letter that came on a day is to be answered."""
    return get_pages().workdays.after(received, DAYS[kind])


def store_letter(letter: CleanLetter, solved: tuple[str, int]) -> tuple[str, date]:
    """Put a letter into the inbox and use its captcha up; return its receipt and deadline.

    Raises WrongCaptcha for a captcha that was used before.
    """
    now, code = clock.get_now(), receipt.make_receipt()
    due = compute_deadline(letter.kind, now.date())
    with transaction.atomic():
        captcha.spend_captcha(solved)
        Letter.objects.create(
            kind=letter.kind,
            about=letter.page if letter.kind == LetterKind.DRAFT else "",
            name=letter.name,
            contact=letter.contact,
            text=letter.text,
            at=now,
            changed=now,
            deadline=due,
            receipt=receipt.hash_receipt(code),
        )
    return code, due
