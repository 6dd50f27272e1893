"""What happened to a text between its writer and its reviewer."""

from django.contrib.auth.models import User
from django.db import models

from newsroom.accounts.people import get_full_name
from newsroom.texts.models import PATH_LENGTH

KINDS = {
    "sent": "Gửi duyệt",
    "approved": "Duyệt",
    "returned": "Trả lại",
    "taken_back": "Bỏ duyệt",
}


class ReviewStep(models.Model):
    """A step: who did what with a text, and what the text was then."""

    path = models.CharField(max_length=PATH_LENGTH, db_index=True)
    kind = models.CharField(max_length=10, choices=KINDS)
    user = models.ForeignKey(User, models.SET_NULL, null=True)
    note = models.TextField(blank=True, max_length=4000)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return KINDS[self.kind]

    @property
    def user_name(self) -> str:
        """Who did it, for people."""
        return get_full_name(self.user)
