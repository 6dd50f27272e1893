"""Two tiny portals, one with a live service and one without, and servers that show them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

from tests.browser.conftest import Handler, Server
from tests.browser.live_service import Live
from tests.sites.build_site import TOWN, article
from tests.sites.live_export import PAGE, export, said
from tests.sites.live_site import LIVE, VISITS, begun

ARTICLE = PAGE.lstrip("/")
CLOSED = "2020/12/16/dong/"


def built(folder: Path, *, is_configured: bool, address: str = "") -> Path:
    """Build the portal with two comments and a rating told; return its output.

    ``address`` is where the service answers, the portal's own where it is empty.
    """
    site = begun(folder)
    more = f"  contact: gop-y@thu-nghiem.example\n  address: '{address}'\n"
    town = TOWN + VISITS + (LIVE + more if is_configured else "")
    closed = article(title="Bài đóng", date="2020-12-16", comments="false")
    site.write({"content/data/town.yaml": town, "content/articles/2020-12-16-dong.md": closed})
    told = export(said(1), said(2, parent=1), ratings={PAGE: [12, 54]})
    site.write({"live.json": json.dumps(told)})
    return site.good().output


@contextmanager
def shown(output: Path, live: Live) -> Iterator[str]:
    """Serve a portal with a service of its own; give the address of the home page."""
    handler = type("LiveHandler", (Handler,), {"live": live})
    with Server(("127.0.0.1", 0), partial(handler, directory=str(output))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        live.free.set()
        server.shutdown()
