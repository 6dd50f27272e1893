"""Letters, and what was done with each."""

from typing import Any

from django.db import models

from service.comments.clean import strip_marks
from service.guard.models import PATH_LENGTH
from service.inbox.kinds import LetterKind, LetterState

NAME_LENGTH, CONTACT_LENGTH, TEXT_LENGTH = 60, 120, 4_000
NOTE_LENGTH, ADDRESS_LENGTH = 300, 400


class Letter(models.Model):
    """What somebody wrote to the authority; nothing of it is public.

    An erased one has lost name, contact, text, answer, note and receipt. ``answer`` is the address
    of the answer, ``note`` to whom it was passed on or why it was refused: its writer is told both.
    """

    kind = models.CharField("loại thư", max_length=12, choices=LetterKind.choices)
    about = models.CharField("dự thảo", max_length=PATH_LENGTH, blank=True)
    name = models.CharField("tên người gửi", max_length=NAME_LENGTH, blank=True)
    contact = models.CharField("liên hệ", max_length=CONTACT_LENGTH, blank=True)
    text = models.TextField("nội dung", max_length=TEXT_LENGTH, blank=True)
    at = models.DateTimeField("gửi lúc")
    deadline = models.DateField("hạn trả lời")
    state = models.CharField(
        "trạng thái", max_length=12, choices=LetterState.choices, default=LetterState.RECEIVED
    )
    changed = models.DateTimeField("thay đổi lúc")
    closed = models.DateTimeField("xong lúc", null=True, blank=True, db_index=True)
    answer = models.CharField("địa chỉ trả lời", max_length=ADDRESS_LENGTH, blank=True)
    note = models.CharField("ghi chú cho người gửi", max_length=NOTE_LENGTH, blank=True)
    erase_asked = models.DateTimeField("xin xóa lúc", null=True, blank=True)
    erase_due = models.DateField("hạn xóa", null=True, blank=True)
    erased = models.DateTimeField("đã xóa lúc", null=True, blank=True)
    receipt = models.CharField("mã nhận", max_length=64, unique=True, null=True)
    plain = models.TextField("để tìm", blank=True, editable=False)

    class Meta:
        verbose_name = "thư"
        verbose_name_plural = "thư của người dân"
        indexes = [models.Index(fields=["state", "deadline"], name="state_deadline")]

    def __str__(self) -> str:
        return f"Thư số {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, and beside it what the desk's search looks through."""
        self.plain = strip_marks(f"{self.name}\n{self.contact}\n{self.text}\n{self.about}")
        super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        """Whether somebody waits for an answer."""
        return self.closed is None and self.erased is None


class Step(models.Model):
    """Who did what with which letter, and when.

    ``note`` is free text of the staff, which may name somebody: it is emptied with the letter.
    """

    ERASED, OPENED = "erased", "opened"
    ACTIONS = (*LetterState.choices, (ERASED, "Đã xóa nội dung"), (OPENED, "Đã mở thư"))

    letter_number = models.PositiveBigIntegerField("số thư", db_index=True)
    kind = models.CharField("loại thư", max_length=12, choices=LetterKind.choices)
    action = models.CharField("việc đã làm", max_length=12, choices=ACTIONS)
    by = models.CharField("người làm", max_length=150)
    at = models.DateTimeField("lúc", db_index=True)
    note = models.CharField("ghi chú", max_length=ADDRESS_LENGTH, blank=True)

    class Meta:
        verbose_name = "bước xử lý thư"
        verbose_name_plural = "nhật ký xử lý thư"

    def __str__(self) -> str:
        return f"{self.get_action_display()}: thư {self.letter_number}"
