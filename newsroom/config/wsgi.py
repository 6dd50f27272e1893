"""The newsroom as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.config.settings")
_django = get_wsgi_application()

from newsroom.config.cut_bodies import check_bodies  # noqa: E402 - Django is ready first

application = check_bodies(_django)
