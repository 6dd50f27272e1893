"""The app of the letters."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """Tables of letters and of what was done with them."""

    name = "service.inbox"
    label = "inbox"
    verbose_name = "Hộp thư"
