"""Earlier versions of texts, and texts that were thrown away."""

from django.contrib.auth.models import User
from django.db import models

from newsroom.accounts.people import get_full_name
from newsroom.texts.models import PATH_LENGTH

ELSEWHERE = "Sửa ngoài bàn soạn tin"


class Version(models.Model):
    """A text's file as it was saved once.

    ``author`` is None where it was changed elsewhere. ``is_decision`` tells of a version in which a
    reviewer decided and wrote nothing.
    """

    path = models.CharField(max_length=PATH_LENGTH, db_index=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    author = models.ForeignKey(User, models.SET_NULL, null=True)
    saved_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    is_decision = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ("-saved_at", "-id")

    def __str__(self) -> str:
        return self.reason

    @property
    def author_name(self) -> str:
        """Who saved it, for people."""
        return get_full_name(self.author)


class ThrownAway(models.Model):
    """A text in the trash: where it stood, and the folder in which its files are now."""

    path = models.CharField(max_length=PATH_LENGTH)
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=40, unique=True)
    author = models.ForeignKey(User, models.SET_NULL, null=True)
    thrown_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ("-thrown_at",)

    def __str__(self) -> str:
        return self.title
