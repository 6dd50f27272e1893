"""Commands that replace the data want the service stopped."""

from django.conf import settings
from django.core.management.base import CommandError

from service.guard.running import is_running


def must_be_stopped() -> None:
    """Refuse while the service works, as what it writes would be lost. Raises CommandError."""
    if is_running(settings.ENVIRONMENT.data):
        raise CommandError("Dịch vụ đang chạy. Hãy dừng dịch vụ rồi chạy lại lệnh này.")
