"""The app of the desk."""

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_migrate

from service.desk.roles import make_roles


class DeskConfig(AppConfig):
    """The staff's pages."""

    name = "service.desk"
    label = "desk"
    verbose_name = "Bàn quản trị"

    def ready(self) -> None:
        """Create the roles after each migrate, and record sessions as they begin and end."""
        from service.desk import sessions
        from service.desk.content_types import keep_towns_apart

        keep_towns_apart()
        user_logged_in.connect(sessions.record_session)
        user_logged_out.connect(sessions.remove_session)
        # Once in each migrate is enough.
        post_migrate.connect(make_roles, sender=apps.get_app_config("comments"))
