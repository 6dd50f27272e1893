"""One question to the live site and its answer, read piece by piece and never trusted."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import SplitResult, quote, urlsplit

from town_portal.publishing.watch_site.coding import Coded, decode_pieces

AGENT = "town-portal-watch/1 (kiem tra cong thong tin; python3 tasks.py watch-site)"
"""The name under which the site is looked at, but where a disguise is tried."""
PIECE = 1 << 16
LONGEST = 1 << 30
PATIENCE = 4
"""An answer may take so many times the time-out of one piece, and more where it is large."""
SLOWEST = 50_000
"""Bytes in a second."""
SAFE = "/:@!$&'()*+,;=~-._?%"


Sink = Callable[[bytes], object]


class Unreached(Exception):
    """No answer, or half of one; the sentence says why, in Vietnamese."""


@dataclass(frozen=True)
class HttpAnswer:
    """What came back.

    ``type`` without parameters, ``location`` of a redirection, ``sha256`` and ``size`` of the
    bytes as a browser sees them, ``body`` only where it was asked for.
    """

    status: int
    type: str
    location: str
    sha256: str
    size: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_redirection(self) -> bool:
        """Whether it leads elsewhere."""
        return self.status in (301, 302, 303, 307, 308) and bool(self.location)

    @property
    def is_page(self) -> bool:
        """Whether a browser would show it as a page, or as a drawing that can hold scripts."""
        return self.type in ("text/html", "application/xhtml+xml", "image/svg+xml", "")


class KeptConnection:
    """A connection that stays open between questions; each thread has its own."""

    def __init__(self, base: str, timeout: float, context: ssl.SSLContext | None) -> None:
        """Prepare to ask the host of ``base``; ``timeout`` in seconds, for each piece."""
        self._host: SplitResult = urlsplit(base)
        self._timeout = timeout
        self._context = context
        self._open: http.client.HTTPConnection | None = None

    def close(self) -> None:
        """End the connection."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def get(self, path: str, headers: Mapping[str, str], into: Sink) -> HttpAnswer:
        """Return the answer for a path with its query, its bytes given to ``into`` too.

        Raises Unreached.
        """
        given = {"User-Agent": AGENT, "Accept-Encoding": "br, gzip", "Accept": "*/*"}
        given.update(headers)
        try:
            return self._asked(quote(path, safe=SAFE), given, into)
        except Coded:
            self.close()
            raise Unreached("nội dung nén bị hỏng hoặc nở ra quá lớn") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            raise Unreached(
                explain_error(error, self._host.hostname or "", self._timeout)
            ) from None

    def _asked(self, path: str, headers: Mapping[str, str], into: Sink) -> HttpAnswer:
        was_open = self._open is not None
        try:
            return self._once(path, headers, into)
        except (http.client.RemoteDisconnected, ConnectionError, http.client.CannotSendRequest):
            self.close()
            if not was_open:
                raise
        return self._once(path, headers, into)  # the host had closed what lay idle

    def _once(self, path: str, headers: Mapping[str, str], into: Sink) -> HttpAnswer:
        if self._open is None:
            self._open = self._connected()
        begun = time.monotonic()
        self._open.request("GET", path, headers=dict(headers))
        response = self._open.getresponse()
        deadline = begun + PATIENCE * self._timeout + (response.length or 0) / SLOWEST
        digest, size = sha256(), 0
        for piece in decode_pieces(
            response.getheader("Content-Encoding", ""), _iter_pieces(response)
        ):
            digest.update(piece)
            size += len(piece)
            into(piece)
            if time.monotonic() > deadline:
                raise TimeoutError
            if size > LONGEST:
                raise Coded
        kind = response.getheader("Content-Type", "").partition(";")[0].strip().lower()
        told = {name.lower(): value for name, value in response.getheaders()}
        place = response.getheader("Location", "")
        return HttpAnswer(response.status, kind, place, digest.hexdigest(), size, b"", told)

    def _connected(self) -> http.client.HTTPConnection:
        host, port = self._host.hostname or "", self._host.port
        if self._host.scheme == "https":
            return http.client.HTTPSConnection(
                host, port, timeout=self._timeout, context=self._context
            )
        return http.client.HTTPConnection(host, port, timeout=self._timeout)


def _iter_pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """Yield the bytes as they come; raises IncompleteRead where they end too soon."""
    expected, got = response.length, 0
    while piece := response.read1(PIECE):
        got += len(piece)
        yield piece
    if expected is not None and got < expected:
        raise http.client.IncompleteRead(b"", expected - got)
    response.read()  # so that the connection can be used again


CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "không tìm thấy tên miền {host}"),
    (TimeoutError, "máy chủ không trả lời trọn vẹn (mỗi lần chờ {timeout:g} giây)"),
    (ssl.SSLError, "không nối được bằng HTTPS"),
    (ConnectionRefusedError, "máy chủ từ chối kết nối"),
    (ConnectionError, "máy chủ ngắt kết nối giữa chừng"),
    (http.client.HTTPException, "máy chủ trả lời dở dang hoặc sai giao thức HTTP"),
    (OSError, "lỗi mạng: {error}"),
    (Exception, "địa chỉ không hợp lệ"),
)
"""Why there was no answer, the first that fits."""


def explain_error(error: Exception, host: str, timeout: float) -> str:
    """Return why there was no answer, as a part of a sentence."""
    sentence = next(words for kind, words in CAUSES if isinstance(error, kind))
    name = getattr(error, "strerror", None) or type(error).__name__
    return sentence.format(host=host, timeout=timeout, error=name)
