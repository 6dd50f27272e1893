"""The app of accounts."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Accounts, roles and signing in."""

    name = "newsroom.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        """Create the roles after each migrate."""
        from newsroom.accounts.roles import make_roles

        post_migrate.connect(make_roles, sender=apps.get_app_config("texts"))
