"""gunicorn's settings, and how the service is started by hand.

``gunicorn -c service/config/server.py service.config.wsgi`` is what the systemd unit runs.
"""

import os
from typing import Any

from gunicorn.glogging import Logger

from service.guard.anonymous_log import Nobody

_IS_SQLITE = not os.environ.get("LIVE_DATABASE")

bind = os.environ.get("LIVE_BIND", "127.0.0.1:8001")
worker_class = "service.config.worker.TimedWorker"
# Two processes on one SQLite file wait for each other; PostgreSQL takes as many as there are cores.
workers = 1 if _IS_SQLITE else int(os.environ.get("LIVE_WORKERS", "2"))
threads = 16
worker_connections = 1_000
backlog = 2_048
keepalive = 5
graceful_timeout = 15
timeout = 60
limit_request_line = 4_094
limit_request_fields = 50
limit_request_field_size = 8_190
# Whom to believe is decided in service/guard/peer.py alone; nobody may say where we are mounted.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
# Nothing here is to be managed while it runs; where its home is not writable it would complain.
control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = "warning"


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's own log, without addresses."""

    def setup(self, cfg: Any) -> None:
        """Set the log up as gunicorn does, then keep addresses out."""
        super().setup(cfg)
        self.error_log.addFilter(Nobody())


logger_class = QuietLogger
