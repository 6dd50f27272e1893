"""The app of the commands for operating."""

from django.apps import AppConfig


class OperateConfig(AppConfig):
    """No tables, only commands."""

    name = "service.operate"
    label = "operate"
    verbose_name = "Vận hành"
