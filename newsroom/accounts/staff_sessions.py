"""The live service's staff sessions, as the newsroom uses them."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out


class Sessions(AppConfig):
    """The tables of staff sessions of the live service, without its admin."""

    name = "service.desk"
    label = "desk"
    verbose_name = "Phiên đăng nhập"

    def ready(self) -> None:
        """Record sessions as they begin and end."""
        from service.desk import sessions

        user_logged_in.connect(sessions.record_session)
        user_logged_out.connect(sessions.remove_session)
