"""Where the staff are logged in; nothing else of the desk has a table of its own."""

from django.contrib.auth.models import User
from django.db import models


class StaffSession(models.Model):
    """A browser in which somebody is logged in; the session ends with this row.

    ``key`` stands in the session too. No address is kept, and of the browser only its kind.
    """

    key = models.CharField(max_length=32, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="staff_sessions")
    browser = models.CharField("trình duyệt", max_length=60)
    began = models.DateTimeField("đăng nhập lúc")
    seen = models.DateTimeField("dùng gần nhất", db_index=True)

    class Meta:
        verbose_name = "phiên đăng nhập"
        verbose_name_plural = "phiên đăng nhập"

    def __str__(self) -> str:
        return self.browser
