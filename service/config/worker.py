"""gunicorn's worker of threads, which lets nobody hold a thread by sending slowly.

gunicorn itself reads heads and bodies without any limit of time. Behind a proxy that takes whole
requests first nobody gets that far; without one, sixteen sockets would be enough.
"""

from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from service.guard.slow_requests import SocketWatch

_watch = SocketWatch()


class TimedWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Watches each connection while one of the threads serves it."""

    def handle(self, conn: Any) -> Any:
        """Serve one request of a connection, in a thread."""
        number = _watch.begin(conn.sock)
        try:
            return super().handle(conn)
        finally:
            _watch.end(number)
