"""The service as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from service.guard.slow import in_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "service.config.settings")

application = in_time(get_wsgi_application())

# Django is ready only now.
from service.config.housekeeping import start  # noqa: E402

start()
