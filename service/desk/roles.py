"""The three roles of the staff. Their names are data, the same in every language."""

from typing import Any

from django.apps import apps as all_apps
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions

EDITOR, ADMINISTRATOR, MAILBOX = "Biên tập viên", "Quản trị viên", "Hộp thư"
ROLES = {"quan-tri": ADMINISTRATOR, "bien-tap": EDITOR, "hop-thu": MAILBOX}
"""The roles by the words that name them at the command line and in the environment."""

_EDITOR = (
    *("comments.view_comment", "comments.change_comment"),
    *("comments.view_erasure", "comments.change_erasure"),
    *("comments.view_blockedword", "comments.add_blockedword"),
    *("comments.change_blockedword", "comments.delete_blockedword"),
    "visits.view_day",
)
PERMISSIONS = {
    EDITOR: _EDITOR,
    MAILBOX: ("inbox.view_letter", "inbox.change_letter"),
    ADMINISTRATOR: (
        *_EDITOR,
        *("comments.delete_comment", "comments.view_decision"),
        *("inbox.delete_letter", "inbox.view_step"),
        *("auth.view_user", "auth.add_user", "auth.change_user"),
    ),
}
"""What each role may do. To change a comment is to approve or reject it, to delete it is to erase
it though nobody asked; an erasure is changed by carrying it out. The same holds for letters, which
only the mailbox reads: an administrator erases one unasked who has that role too."""


LABELS = frozenset(("comments", "inbox", "visits", "auth"))


def make_roles(using: str = "default", apps: Apps = all_apps, **_signal: Any) -> None:
    """Make the roles and give them their permissions, no more and no fewer; after each migrate.

    ``apps`` are those whose tables there are: where only some were made, the roles wait.
    """
    from django.contrib.auth.models import Group, Permission

    if not LABELS.issubset(model._meta.app_label for model in apps.get_models()):
        return
    for label in sorted(LABELS):
        create_permissions(all_apps.get_app_config(label), verbosity=0, using=using)
    permissions = Permission.objects.using(using)
    for name, words in PERMISSIONS.items():
        role, _ = Group.objects.using(using).get_or_create(name=name)
        wanted = [word.split(".") for word in words]
        role.permissions.set(
            permissions.get(content_type__app_label=app, codename=code) for app, code in wanted
        )
