"""The app of review."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Review of texts."""

    name = "newsroom.review"
    label = "review"
    verbose_name = "Duyệt bài"
