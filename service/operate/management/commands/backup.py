"""`manage.py backup FILE`: copies all data while the service goes on."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from service.operate import postgres, sqlite


class Command(BaseCommand):
    """Copies the database into one file."""

    help = "Sao lưu toàn bộ dữ liệu vào một tệp; dịch vụ vẫn chạy trong lúc ấy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help="tệp sao lưu")

    def handle(self, *_words: Any, **options: Any) -> None:
        """Copy."""
        file: Path = options["file"].resolve()
        if file.exists():
            raise CommandError(f"Đã có tệp {file}; hãy chọn tên khác.")
        try:
            if connection.vendor == "sqlite":
                sqlite.copy_database(Path(connection.settings_dict["NAME"]), file)
            else:
                postgres.dump_database(connection.settings_dict, file)
        except (sqlite.DamagedDatabase, postgres.PostgresFailed, OSError) as error:
            raise CommandError(f"Chưa sao lưu được: {error}") from error
        size = f"{file.stat().st_size:,}".replace(",", ".")
        self.stdout.write(f"Đã sao lưu vào {file} ({size} byte).")
