"""Add the column ``plain`` where it is missing.

It was written into ``0001_initial`` a day after databases had been made with that migration.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from service.comments.clean import strip_marks


def add_missing_column(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the column and fill it as ``Comment.save`` does; do nothing where it is there."""
    comment = apps.get_model("comments", "Comment")
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        table = connection.introspection.get_table_description(cursor, comment._meta.db_table)
    if "plain" in {column.name for column in table}:
        return
    schema_editor.add_field(comment, comment._meta.get_field("plain"))
    comments = comment.objects.using(connection.alias)
    for row in comments.iterator():
        words = strip_marks(f"{row.author}\n{row.text}\n{row.page}")
        comments.filter(pk=row.pk).update(plain=words)


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial")]

    operations = [migrations.RunPython(add_missing_column, migrations.RunPython.noop)]
