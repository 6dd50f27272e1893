"""The app of the visits."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Tables of counted visits."""

    name = "service.visits"
    label = "visits"
    verbose_name = "Lượt truy cập"
