"""What the newsroom keeps of texts beside their files: an index, unsaved work, who has it open.

The files are the truth. The index can be made again from them at any time.
"""

from django.contrib.auth.models import User
from django.db import models

PATH_LENGTH = 400
STATUSES = {
    "draft": "Nháp",
    "waiting": "Chờ duyệt",
    "scheduled": "Hẹn giờ",
    "published": "Đã đăng",
    "hidden": "Ẩn",
}


class Text(models.Model):
    """A text's file as it was read last, for lists and searching.

    ``path`` is below the content folder. ``mtime_ns`` and ``size`` tell whether the file has
    changed since. ``folded`` are its words without accents. ``problem`` says why its front matter
    cannot be read.
    """

    path = models.CharField(max_length=PATH_LENGTH, unique=True)
    mtime_ns = models.BigIntegerField()
    size = models.BigIntegerField()
    kind = models.CharField(max_length=20, db_index=True)
    title = models.CharField(max_length=300)
    folded = models.TextField()
    date = models.DateTimeField(db_index=True)
    status = models.CharField(max_length=12, db_index=True)
    publish = models.DateTimeField(null=True)
    category = models.CharField(max_length=80, db_index=True)
    author = models.CharField(max_length=150, db_index=True)
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        default_permissions = ()
        permissions = (
            ("write", "Viết và sửa bài"),
            ("approve", "Duyệt bài"),
            ("publish", "Đăng lên cổng"),
            ("administer", "Quản lý tài khoản và dữ liệu chung"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def status_title(self) -> str:
        """The status in words."""
        return STATUSES[self.status]


class UnsavedWork(models.Model):
    """What a person has written and not yet saved, kept every few seconds.

    ``digest`` is that of the file on which the work is based; ``values`` is what the editor sends.
    """

    path = models.CharField(max_length=PATH_LENGTH)
    user = models.ForeignKey(User, models.CASCADE)
    digest = models.CharField(max_length=64)
    values = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("path", "user"), name="one_per_person"),)

    def __str__(self) -> str:
        return self.path


class EditLock(models.Model):
    """Who is writing a text, and since when (`locks.py`).

    ``renewed_at`` is when its editor was heard of last, ``active_at`` when something was done in
    it.
    """

    path = models.CharField(max_length=PATH_LENGTH, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE)
    opened_at = models.DateTimeField()
    renewed_at = models.DateTimeField()
    active_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.path
