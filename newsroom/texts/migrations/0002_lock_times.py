import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("texts", "0001_initial")]
    operations = [
        migrations.AddField(
            "editlock",
            name,
            models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        )
        for name in ("opened_at", "active_at")
    ]
