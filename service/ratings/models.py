"""Sums of stars, and for two days the votes, so that a reader can change their mind."""

from django.db import models

from service.guard.models import KEY_LENGTH, PATH_LENGTH


class Rating(models.Model):
    """How many votes a page has, and the sum of their stars."""

    page = models.CharField("trang", max_length=PATH_LENGTH, primary_key=True)
    n = models.PositiveBigIntegerField("số lượt", default=0)
    stars = models.PositiveBigIntegerField("tổng số sao", default=0)
    changed = models.DateTimeField("thay đổi lúc", db_index=True)

    class Meta:
        verbose_name = "đánh giá"
        verbose_name_plural = "đánh giá các bài"

    def __str__(self) -> str:
        return self.page


class Vote(models.Model):
    """A reader's stars for a page on a day; the key cannot be joined with any other."""

    key = models.CharField("khóa", max_length=KEY_LENGTH, primary_key=True)
    day = models.DateField("ngày", db_index=True)
    stars = models.PositiveSmallIntegerField("số sao")
