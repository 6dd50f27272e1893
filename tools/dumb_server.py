"""The built portal on a free port of this machine, answered as a plain static host does."""

from __future__ import annotations

import logging
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.headers import Headers
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from waitress.server import create_server
from whitenoise import WhiteNoise

from town_portal.cli.serve.hosts import guard_hosts
from town_portal.cli.serve.port import HOST, open_listener
from town_portal.cli.serve.portal import FEEDS, HTML
from town_portal.cli.serve.session import find_base_path
from town_portal.core.system.places import ROOT
from town_portal.publishing.build import Building

SETTINGS = ROOT / "publishconf.py"
HASHED = r"^.+[.-][0-9a-f]{10}\.\w+$"
"""Names that change with the bytes behind them, so that a browser may keep them for ever."""
MAX_AGE = 3600
POLICY = (
    "default-src 'self'; script-src 'self' {}; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HASH = re.compile(r"sha256-[\w+/=]+")


class PortalNotBuilt(Exception):
    """The portal could not be built; what is wrong has been printed."""


@contextmanager
def build_portal(content: Path) -> Iterator[Path]:
    """Build the public portal into a temporary folder and give the folder of its home page.

    Raises NotBuilt when there is no content folder or the content has faults.
    """
    if not content.is_dir():
        raise PortalNotBuilt(f"Không có thư mục nội dung: {content}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        output = Path(folder) / "output"
        print("Đang dựng cổng vào thư mục tạm…", flush=True)
        if Building(content, output, SETTINGS, any_host=True).run().code:
            raise PortalNotBuilt("Chưa dựng được trang. Hãy sửa các lỗi trên rồi chạy lại.")
        yield output


def make_application(output: Path, base: str = "/") -> WSGIApplication:
    """Give the application over a built portal: compressed where a .gz lies beside a file."""
    policy = _read_policy(output)

    def missing(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        page = (output / "404.html").read_bytes()
        headers = [("Content-Type", HTML), ("Content-Length", str(len(page)))]
        start_response("404 Not Found", [*headers, ("Content-Security-Policy", policy)])
        return [page]

    def protect(headers: Headers, _path: str, _url: str) -> None:
        headers["Content-Security-Policy"] = policy

    application: WSGIApplication = WhiteNoise(
        missing,
        root=str(output),
        prefix=base,
        index_file=True,
        max_age=MAX_AGE,
        allow_all_origins=False,
        mimetypes=FEEDS,
        immutable_file_test=HASHED,
        add_headers_function=protect,
    )
    return application


def _read_policy(output: Path) -> str:
    """Return the policy that a host sends: nothing inline but what the pages' own policy names."""
    found = _HASH.search((output / "index.html").read_text(encoding="utf-8"))
    return POLICY.format(f"'{found[0]}'" if found else "")


def serve_portal(output: Path, content: Path) -> str:
    """Serve a portal built from `content` until the program ends; give its home page's address."""
    base = find_base_path(content)
    logging.getLogger("waitress").setLevel(logging.ERROR)
    place = open_listener(0)
    server = create_server(guard_hosts(make_application(output, base)), sockets=[place], threads=8)
    threading.Thread(target=server.run, daemon=True).start()
    return f"http://{HOST}:{place.getsockname()[1]}{base}"
