"""gunicorn's settings: ``gunicorn -c newsroom/config/server.py newsroom.config.wsgi``."""

import os

from service.config.server import QuietLogger

bind = os.environ.get("NEWSROOM_BIND", "127.0.0.1:8002")
worker_class = "gthread"
# Two processes on one SQLite file wait for each other; the index's lock is one process's too.
workers = 1
threads = 16
keepalive = 5
graceful_timeout = 15
timeout = 300  # a Word file with many photographs is being read
limit_request_fields = 50
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = "warning"
logger_class = QuietLogger
