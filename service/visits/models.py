"""Numbers of visits, and for a while the keys by which nobody is counted twice."""

from django.db import models

from service.guard.models import KEY_LENGTH, PATH_LENGTH


class Seen(models.Model):
    """A reader of a day within a scope (the site, or one page): counted already."""

    key = models.CharField("khóa", max_length=KEY_LENGTH, primary_key=True)
    day = models.DateField("ngày", db_index=True)


class Cap(models.Model):
    """How many readers and views a household or a network has added on a day; no reader's key."""

    key = models.CharField("khóa", max_length=KEY_LENGTH, primary_key=True)
    day = models.DateField("ngày", db_index=True)
    readers = models.PositiveIntegerField("người đọc mới")
    views = models.PositiveIntegerField("lượt xem mới")


class Presence(models.Model):
    """A reader who was here a moment ago (seconds since 1970)."""

    key = models.CharField("khóa", max_length=KEY_LENGTH, primary_key=True)
    at = models.BigIntegerField("lúc", db_index=True)


class Day(models.Model):
    """The visits of a day."""

    day = models.DateField("ngày", primary_key=True)
    n = models.PositiveBigIntegerField("lượt truy cập")

    class Meta:
        verbose_name = "ngày"
        verbose_name_plural = "lượt truy cập theo ngày"

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class Total(models.Model):
    """One row: all visits that this service has counted."""

    name = models.CharField(max_length=10, primary_key=True)
    n = models.PositiveBigIntegerField()


class PageViews(models.Model):
    """The views of a page."""

    page = models.CharField("trang", max_length=PATH_LENGTH, primary_key=True)
    n = models.PositiveBigIntegerField("lượt xem")

    class Meta:
        verbose_name = "trang"
        verbose_name_plural = "lượt xem các trang"

    def __str__(self) -> str:
        return self.page


class PageDay(models.Model):
    """The views of a page on a day, for the most read pages of late."""

    page = models.CharField("trang", max_length=PATH_LENGTH)
    day = models.DateField("ngày", db_index=True)
    n = models.PositiveBigIntegerField("lượt xem")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="page_day")]
