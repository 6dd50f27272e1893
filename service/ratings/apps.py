"""The app of the stars."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """Tables of votes."""

    name = "service.ratings"
    label = "ratings"
    verbose_name = "Đánh giá"
