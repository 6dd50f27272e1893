"""Django's own commands for the service, for instance `python service/manage.py migrate`."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "service.config.settings")

FOR_ALL = {"migrate", "towns", "check", "help", "--help"}
"""Commands that need no LIVE_TOWN where there are several towns."""


def main() -> None:
    """Run a command; what it was not told is said in one line."""
    from django.conf import settings

    from service.guard.secret_file import WrongEnvironment
    from service.guard.town import NoTown, current

    try:
        if settings.ENVIRONMENT.is_many and not {*sys.argv[1:2]} <= FOR_ALL:
            current()
        execute_from_command_line(sys.argv)
    except (NoTown, WrongEnvironment) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
