"""`manage.py try_backup FILE`: restore a copy elsewhere while the service goes on."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from service.operate import postgres, trial

SCRATCH = "LIVE_TRY_DATABASE"
RESTORED = "Đã khôi phục thử từ {}: {} dòng, đủ như bản sao."
RESTORED_THERE = "Đã khôi phục thử từ {} vào cơ sở dữ liệu của biến {}."
ONLY_READ = "Đã đọc hết {}, chưa khôi phục thử: đặt {} (một cơ sở dữ liệu trống) để thử."


class Command(BaseCommand):
    """Tries what `restore` would do."""

    help = "Khôi phục thử một tệp sao lưu ở chỗ khác; dịch vụ vẫn chạy, dữ liệu không đổi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help="tệp sao lưu")

    def handle(self, *_words: Any, **options: Any) -> None:
        """Restore it, and say how far that was possible."""
        file: Path = options["file"].resolve()
        try:
            self.stdout.write(_tried(file))
        except (trial.TrialFailed, postgres.PostgresFailed, OSError) as error:
            raise CommandError(f"Bản sao lưu không khôi phục được: {error}") from error


def _tried(file: Path) -> str:
    if connection.vendor == "sqlite":
        return RESTORED.format(file.name, f"{trial.try_sqlite(file):,}".replace(",", "."))
    scratch = os.environ.get(SCRATCH, "")
    if not scratch:
        postgres.read_dump(file)
        return ONLY_READ.format(file.name, SCRATCH)
    if scratch == os.environ.get("LIVE_DATABASE"):
        raise trial.TrialFailed(f"{SCRATCH} là cơ sở dữ liệu đang dùng; hãy ghi một cái khác.")
    trial.try_postgres(file, scratch)
    return RESTORED_THERE.format(file.name, SCRATCH)
