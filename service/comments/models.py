"""Comments, what was decided about them, and what readers ask to be erased."""

from typing import Any

from django.db import models

from service.comments.clean import strip_marks
from service.guard.models import PATH_LENGTH

AUTHOR_LENGTH, TEXT_LENGTH = 60, 2_000


class Status(models.TextChoices):
    """Where a comment stands; only approved ones are public."""

    PENDING = "pending", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    REJECTED = "rejected", "Bị từ chối"
    ERASED = "erased", "Đã xóa"


class Comment(models.Model):
    """What a reader wrote. An erased one has lost name and text."""

    page = models.CharField("trang", max_length=PATH_LENGTH)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name="trả lời cho"
    )
    author = models.CharField("tên người viết", max_length=AUTHOR_LENGTH, blank=True)
    text = models.TextField("nội dung", max_length=TEXT_LENGTH, blank=True)
    at = models.DateTimeField("gửi lúc")
    status = models.CharField(
        "trạng thái", max_length=10, choices=Status.choices, default=Status.PENDING
    )
    changed = models.DateTimeField("thay đổi lúc", db_index=True)
    receipt = models.CharField("mã nhận", max_length=64, unique=True)
    plain = models.TextField("để tìm", blank=True, editable=False)

    class Meta:
        verbose_name = "bình luận"
        verbose_name_plural = "bình luận"
        indexes = [
            models.Index(fields=["page", "status", "id"], name="page_status"),
            models.Index(fields=["status", "at"], name="status_at"),
        ]

    def __str__(self) -> str:
        return f"{self.author or 'Đã xóa'}, {self.page}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, and beside it what the desk's search looks through."""
        self.plain = strip_marks(f"{self.author}\n{self.text}\n{self.page}")
        super().save(*args, **kwargs)


class Erasure(models.Model):
    """A reader asks that their comment be erased; it is not public from that moment on."""

    comment = models.OneToOneField(Comment, models.CASCADE, verbose_name="bình luận")
    asked = models.DateTimeField("yêu cầu lúc")
    due = models.DateField("hạn trả lời", db_index=True)
    done = models.DateTimeField("đã xóa lúc", null=True, blank=True)

    class Meta:
        verbose_name = "yêu cầu xóa"
        verbose_name_plural = "yêu cầu xóa bình luận"

    def __str__(self) -> str:
        return f"Bình luận {self.comment_id}, hạn {self.due:%d/%m/%Y}"


class Decision(models.Model):
    """Who decided what about which comment, and when; nothing of the comment itself."""

    comment_number = models.PositiveBigIntegerField("số bình luận", db_index=True)
    page = models.CharField("trang", max_length=PATH_LENGTH)
    action = models.CharField("quyết định", max_length=10, choices=Status.choices)
    by = models.CharField("người quyết định", max_length=150)
    at = models.DateTimeField("lúc", db_index=True)
    reason = models.CharField("lý do", max_length=200, blank=True)

    class Meta:
        verbose_name = "quyết định"
        verbose_name_plural = "nhật ký quyết định"

    def __str__(self) -> str:
        return f"{self.get_action_display()}: bình luận {self.comment_number}"


class BlockedWord(models.Model):
    """A word or phrase; comments with it are marked in the queue and never approved in bulk."""

    word = models.CharField("từ, cụm từ", max_length=80, unique=True)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "từ bị chặn"
        verbose_name_plural = "từ bị chặn"

    def __str__(self) -> str:
        return self.word
