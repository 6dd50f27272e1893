"""The live service within the preview: the same addresses as behind a proxy, on SQLite."""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.types import WSGIEnvironment

from town_portal.cli.serve.hosts import list_allowed_hosts
from town_portal.core.storage import write_json
from town_portal.publishing.hosting.table import is_service

if TYPE_CHECKING:
    from service.config.start import EmbeddedService

MOVING = ("cursor", "at")
"""What differs in each snapshot though nothing has happened."""


def is_live(path: str, base: str) -> bool:
    """Tell whether a path is the service's to answer."""
    return path.startswith(base) and is_service(path.removeprefix(base))


def rewrite_request(environ: WSGIEnvironment, base: str) -> WSGIEnvironment:
    """Return a request as the service sees it that is mounted at the portal's base path."""
    path = "/" + str(environ["PATH_INFO"]).removeprefix(base)
    return {**environ, "SCRIPT_NAME": base.rstrip("/"), "PATH_INFO": path}


class LiveProcess:
    """The service in this process; its data lie in a folder of their own."""

    def __init__(self, service: EmbeddedService, pages: Path) -> None:
        """Take the service, and the file in which a build tells the site's pages."""
        self.application = service.application
        self._service = service
        self._pages = pages
        self._public = service.public()

    def has_news(self) -> bool:
        """Tell whether a comment has become public, or ceased to be, since it was asked last."""
        before, self._public = self._public, self._service.public()
        return before != self._public

    def write(self, snapshot: Path) -> None:
        """Write what the next build bakes; an equal snapshot is left as it is.

        Before the first build nobody knows from which number the visits are counted: it is 0,
        which says so.
        """
        found = self._service.gather()
        if not self._pages.is_file():
            found["total"] = 0
        if snapshot.is_file() and drop_moment(
            json.loads(snapshot.read_text("utf-8"))
        ) == drop_moment(found):
            return
        write_json(snapshot, found, indent=1)


def drop_moment(found: dict[str, Any]) -> dict[str, Any]:
    """Return a snapshot without its moment, for comparing."""
    plain = json.loads(json.dumps(found))
    return {name: value for name, value in plain.items() if name not in MOVING}


def start_service(data: Path, output: Path, base: str, port: int) -> LiveProcess | None:
    """Start the service for an output folder; None, and a sentence, where it cannot be started."""
    os.environ |= {
        "LIVE_DATA": str(data),
        "LIVE_PAGES": str(output / "pages.json"),
        "LIVE_ORIGINS": ",".join(
            f"http://{host}" for host in sorted(list_allowed_hosts(str(port)))
        ),
        "LIVE_LOCAL": "1",
        "SCRIPT_NAME": base.rstrip("/"),
        "DJANGO_SETTINGS_MODULE": "service.config.settings",
    }
    if not (output / "pages.json").is_file():  # the first build is still to come
        logging.getLogger("service.config.wsgi").setLevel(logging.ERROR)
    try:
        from service.config.start import start_service

        return LiveProcess(start_service(), output / "pages.json")
    except Exception as error:  # noqa: BLE001 - the portal is complete without the service
        print(
            f"Chưa chạy được dịch vụ đếm lượt, đánh giá và bình luận ({error}). "
            "Cổng vẫn xem được, chỉ thiếu các phần ấy.",
            file=sys.stderr,
            flush=True,
        )
        return None
