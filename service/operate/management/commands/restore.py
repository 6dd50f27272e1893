"""`manage.py restore FILE`: puts a copy in the place of all data; the service must be stopped."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from service.operate import postgres, sqlite
from service.operate.stopped import must_be_stopped


class Command(BaseCommand):
    """Puts back what `backup` has copied."""

    help = "Khôi phục dữ liệu từ tệp sao lưu. Hãy dừng dịch vụ trước."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help="tệp sao lưu")

    def handle(self, *_words: Any, **options: Any) -> None:
        """Put it back and bring its tables up to date."""
        must_be_stopped()
        file: Path = options["file"].resolve()
        settings = connection.settings_dict
        connection.close()
        try:
            if connection.vendor == "sqlite":
                before = sqlite.put_back(file, Path(settings["NAME"]))
                if before:
                    self.stdout.write(f"Dữ liệu trước đó được giữ ở {before}.")
            else:
                postgres.restore_database(settings, file)
        except (sqlite.DamagedDatabase, postgres.PostgresFailed, OSError) as error:
            raise CommandError(f"Chưa khôi phục được: {error}") from error
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"Đã khôi phục từ {file}.")
