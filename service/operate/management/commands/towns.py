"""`manage.py towns`: the names of the towns that the service serves, a line each."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from service.guard.towns import all_towns


class Command(BaseCommand):
    """Prints names for LIVE_TOWN; nothing where the service serves one town alone."""

    help = "In tên các cổng mà dịch vụ phục vụ, mỗi cổng một dòng; chỉ một cổng thì không in gì."

    def handle(self, *_words: Any, **_options: Any) -> None:
        """Print them."""
        for town in all_towns() if settings.ENVIRONMENT.is_many else ():
            self.stdout.write(town.name)
