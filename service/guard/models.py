"""What the doors remember: today's salt, how often somebody came, captchas that were used."""

from django.db import models

from service.guard.pages import LONGEST

KEY_LENGTH = 32
"""Hex digits of a key: 128 bits."""
PATH_LENGTH = LONGEST


class Salt(models.Model):
    """The random bytes of one day; without them no key of that day can be made again."""

    day = models.DateField("ngày", primary_key=True)
    value = models.CharField("muối", max_length=64)


class Limit(models.Model):
    """How often a key was seen until a moment (seconds since 1970)."""

    key = models.CharField("khóa", max_length=KEY_LENGTH, primary_key=True)
    until = models.BigIntegerField("đến", db_index=True)
    n = models.PositiveIntegerField("số lần")


class Spent(models.Model):
    """A captcha that was accepted once; kept until it would have expired anyway."""

    key = models.CharField("khóa", max_length=KEY_LENGTH, primary_key=True)
    until = models.BigIntegerField("đến", db_index=True)
