"""The app of publishing."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Publishing in a queue."""

    name = "newsroom.publishing"
    label = "publishing"
    verbose_name = "Đăng"
