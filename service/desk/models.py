"""The staff's sessions; the desk has no other table of its own."""

from django.contrib.auth.models import User
from django.db import models


class StaffSession(models.Model):
    """A browser in which a user is logged in; deleting the row ends the session.

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
