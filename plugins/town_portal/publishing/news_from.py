"""Fetch the news of other portals before a build: signed feeds, and the last good copy of each.

A source that fails costs a line for staff, never the build: what was fetched last is shown.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import HTTPRedirectHandler, Request, build_opener

if TYPE_CHECKING:
    from town_portal.core.data.news_from import NewsSource

LARGEST = 1_000_000
"""Bytes of a feed."""
SIGNATURE = 1 << 16
"""Bytes of a signature."""
SECONDS = 10.0
"""For one file, from the first byte asked to the last one read."""
PART = 1 << 14
NOTICE = "Lưu ý: chưa lấy được tin mới của {} ({}): {}; {}"
KEPT, NONE = "dùng bản lấy lần trước", "chưa có bản nào từ trước"
Fetch = Callable[[str, int], bytes]
"""Gives the bytes of an address, so many at most. Raises Failed."""


class Failed(Exception):
    """A source gave no news that can be trusted; the message says why, in Vietnamese."""


def refresh_news(content: Path, output: Path) -> None:
    """Fetch the news that a town's portal shows; see the module's text."""
    for source in sources_of(content):
        from town_portal.core.system.walk import get_state_folder
        from town_portal.features.elsewhere.models import get_copy_path

        file = get_copy_path(get_state_folder(output), source)
        try:
            refresh(source, file, fetch)
        except (Failed, OSError) as error:
            older = KEPT if file.is_file() else NONE
            line = NOTICE.format(source.title, source.feed, error, older)
            print(line, file=sys.stderr, flush=True)


def sources_of(content: Path) -> tuple[NewsSource, ...]:
    """Return the sources of town.yaml; none where it cannot be read, which a build tells."""
    from town_portal.core.content_files.names import RefusedFile
    from town_portal.core.content_files.opening import read_bytes
    from town_portal.core.data.loading import load_file
    from town_portal.core.data.tables import Town
    from town_portal.core.faults import Faults

    file = content / "data" / "town.yaml"
    try:  # most towns have none, and do not wait for this
        if b"news_from" not in read_bytes(file, content):
            return ()
    except (OSError, RefusedFile):
        return ()
    town = load_file(Town, file, Faults(), content)
    return town.news_from if isinstance(town, Town) else ()


def refresh(source: NewsSource, file: Path, ask: Fetch) -> None:
    """Put the feed of a source into its file, if its signature holds and it is not an older one.

    Raises Failed, and OSError where it cannot be written.
    """
    from town_portal.core.storage import replace_file
    from town_portal.features.elsewhere.models import read_kept
    from town_portal.features.elsewhere.reading import NoFeed, read_feed

    data = ask(source.feed, LARGEST)
    verify(source.key, data, ask(f"{source.feed}.minisig", SIGNATURE))
    try:
        moment, _ = read_feed(data)
        if file.is_file() and read_kept(file)[0] > moment:
            raise Failed("tệp cũ hơn bản đang có")
    except NoFeed as error:
        raise Failed(f"tệp tin {error}") from None
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_file(file, data)


def verify(key: str, data: bytes, signature: bytes) -> None:
    """Raise Failed unless the signature of these bytes is one of the key's."""
    try:
        from minisign import Error, PublicKey, Signature
    except ImportError:
        raise Failed("máy này chưa cài gói kiểm chữ ký; tin mới được lấy khi publish") from None
    try:
        PublicKey.from_base64(key).verify(data, Signature.from_bytes(signature))
    except (Error, ValueError):
        raise Failed("chữ ký sai") from None


class _Stay(HTTPRedirectHandler):
    """Refuse redirects: what is signed lies where town.yaml says."""

    def redirect_request(self, *_args: object) -> None:
        """Return None, so that the redirect becomes an error."""


def fetch(url: str, largest: int) -> bytes:
    """Return the bytes of an address of https; raises Failed."""
    if not url.startswith("https://"):
        raise Failed("không phải https")
    end = time.monotonic() + SECONDS
    found = bytearray()
    try:
        with build_opener(_Stay).open(Request(url), timeout=SECONDS) as answer:
            while part := answer.read1(PART):
                found += part
                if len(found) > largest:
                    raise Failed(f"quá {largest // 1000} KB")
                if time.monotonic() > end:
                    raise Failed(f"quá {SECONDS:.0f} giây")
    except TimeoutError:
        raise Failed(f"quá {SECONDS:.0f} giây") from None
    except (OSError, HTTPException, ValueError) as error:
        raise Failed(f"không lấy được {url}: {error}") from None
    return bytes(found)
