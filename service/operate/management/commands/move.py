"""`manage.py move URL`: moves all data into another, empty database."""

from argparse import ArgumentParser
from typing import Any

import dj_database_url
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from service.operate.move import MoveRefused, move_rows
from service.operate.stopped import must_be_stopped

TARGET = "target"


class Command(BaseCommand):
    """Moves from the database of LIVE_DATABASE to another one."""

    help = (
        "Chuyển toàn bộ dữ liệu sang cơ sở dữ liệu khác (trống), ví dụ từ SQLite sang PostgreSQL."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address of the target."""
        parser.add_argument("url", help="ví dụ postgresql://ten:matkhau@may/csdl")

    def handle(self, *_words: Any, **options: Any) -> None:
        """Make the tables there, then move the rows."""
        must_be_stopped()
        found: dict[str, Any] = {**dj_database_url.parse(options["url"])}
        connections.databases[TARGET] = connections.configure_settings({"default": found})[
            "default"
        ]
        try:
            call_command("migrate", database=TARGET, interactive=False, verbosity=0)
            moved = move_rows(DEFAULT_DB_ALIAS, TARGET)
        except (MoveRefused, DatabaseError) as error:
            raise CommandError(f"Chưa chuyển được, dữ liệu cũ còn nguyên: {error}") from error
        finally:
            connections[TARGET].close()
        for label, number in moved.items():
            if number:
                self.stdout.write(f"{label}: {number}")
        self.stdout.write(
            "Đã chuyển đủ. Hãy đặt LIVE_DATABASE theo địa chỉ mới rồi chạy lại dịch vụ."
        )
