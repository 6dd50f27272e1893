"""The app of the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff's pages."""

    name = "service.desk"
    label = "desk"
    verbose_name = "Bàn quản trị"
