"""The app of salts, limits and spent captchas."""

from django.apps import AppConfig


class GuardConfig(AppConfig):
    """Tables that keep others out."""

    name = "service.guard"
    label = "guard"
    verbose_name = "Bảo vệ"
