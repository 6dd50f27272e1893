"""The service as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "service.config.settings")

application = get_wsgi_application()

# Django is ready only now.
from service.config.housekeeping import start  # noqa: E402

start()
