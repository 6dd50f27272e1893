"""Give the new role for letters to everybody who could read them before."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COULD_READ = ("Biên tập viên", "Quản trị viên")
MAILBOX = "Hộp thư"


def give_mailbox(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the users with a role that could read letters before to the new role."""
    using = schema_editor.connection.alias
    users = apps.get_model("auth", "User").objects.using(using)
    readers = users.filter(groups__name__in=COULD_READ).distinct()
    if readers.exists():
        role, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=MAILBOX)
        role.user_set.add(*readers)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(give_mailbox, migrations.RunPython.noop)]
