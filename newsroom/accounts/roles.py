"""The four roles of the newsroom. Their names are data, the same in every language."""

from typing import Any

from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions

WRITER, REVIEWER = "Người viết", "Người duyệt"
PUBLISHER, ADMINISTRATOR = "Người đăng", "Quản trị bàn soạn tin"
ROLES = {
    "viet": WRITER,
    "duyet": REVIEWER,
    "dang": PUBLISHER,
    "quan-tri": ADMINISTRATOR,
}
"""The roles by the words that name them at the command line and in the environment."""
PERMISSIONS = {
    WRITER: ("write",),
    REVIEWER: ("write", "approve"),
    PUBLISHER: ("write", "publish"),
    ADMINISTRATOR: ("write", "approve", "publish", "administer"),
}
"""What each role may do: codenames of newsroom.texts.models.Text."""


def make_roles(using: str = "default", **_signal: Any) -> None:
    """Create the roles with their permissions, no more and no fewer (receiver of post_migrate)."""
    from django.contrib.auth.models import Group, Permission

    create_permissions(all_apps.get_app_config("texts"), verbosity=0, using=using)
    for name, codenames in PERMISSIONS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(
            Permission.objects.using(using).filter(
                content_type__app_label="texts", codename__in=codenames
            )
        )
