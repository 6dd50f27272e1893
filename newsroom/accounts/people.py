"""People's names as texts and lists show them."""

from django.contrib.auth.models import User


def get_full_name(user: User | None) -> str:
    """Return a person's full name, else the account's; empty for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""
