"""The service as a WSGI application."""

import logging
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "service.config.settings")

_django = get_wsgi_application()

# Django is ready only now.
from service.config.housekeeping import start_forgetting  # noqa: E402
from service.guard.body_limit import measured  # noqa: E402
from service.guard.running import hold_data_folder  # noqa: E402
from service.guard.site import get_pages  # noqa: E402
from service.guard.towns import TOWNS  # noqa: E402

application = measured(_django)
is_many = settings.ENVIRONMENT.is_many
if not is_many:
    hold_data_folder(settings.ENVIRONMENT.data)
start_forgetting()
if not (TOWNS.by_host() if is_many else get_pages().kinds):
    logging.getLogger(__name__).warning(
        "Chưa đọc được trang nào từ LIVE_PAGES=%s: hãy dựng cổng và đăng trước, hoặc cho người "
        "dùng của dịch vụ quyền đọc tệp này. Đến lúc ấy dịch vụ chỉ nhận tên máy trong LIVE_HOSTS.",
        settings.PAGES,
    )
