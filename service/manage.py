"""Django's own commands for the service, for instance `python service/manage.py migrate`."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "service.config.settings")

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
