"""Publications: who asked for one, how it went, where the text can be read."""

from django.contrib.auth.models import User
from django.db import models

from newsroom.texts.models import PATH_LENGTH

STATES = {
    "waiting": "Đang chờ",
    "running": "Đang đăng",
    "done": "Đã đăng",
    "stopped": "Chưa đăng được",
}


class Publication(models.Model):
    """One run of `publish`; ``path`` and ``title`` are those of the text for which it was asked.

    ``report`` is what the run has printed, ``address`` where the text can be read afterwards.
    """

    path = models.CharField(max_length=PATH_LENGTH, blank=True)
    title = models.CharField(max_length=300, blank=True)
    user = models.ForeignKey(User, models.SET_NULL, null=True)
    state = models.CharField(max_length=10, choices=STATES, default="waiting", db_index=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    report = models.TextField(blank=True)
    address = models.URLField(max_length=1000, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("-asked_at", "-id")

    def __str__(self) -> str:
        return self.title

    @property
    def state_title(self) -> str:
        """The state in words."""
        return STATES[self.state]
