"""Photographs from the former portal's own server, where staff have asked for them (--fetch)."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from town_portal.features.photos.kinds import ENDINGS, detect_kind

LONGEST = 20_000_000
"""Bytes of one photograph."""
MOST_BYTES = 1_000_000_000
MOST = 2_000
SECONDS = 15
"""How long one photograph may take altogether."""
_REDIRECTIONS = 3
_CHUNK = 65_536
_LOOK_AT = 4096
_FOUND, _MOVED = 200, (301, 302, 303, 307, 308)

_WHY: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "không tìm thấy máy chủ này"),
    (TimeoutError, "máy chủ trả lời quá chậm"),
    (ssl.SSLError, "chứng chỉ của máy chủ không hợp lệ"),
    (OSError, "không kết nối được với máy chủ"),
    (http.client.HTTPException, "máy chủ trả lời không đúng cách"),
)

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that a translator leads to the IPv4 address in them (RFC 6052)."""
_IETF = ipaddress.ip_network("192.0.0.0/24")

Resolve = Callable[[str, int], list[str]]


class FetchRefused(ValueError):
    """A photograph that is not to be had; the message is for staff."""


def resolve_host(host: str, port: int) -> list[str]:
    """Return the network addresses of a host. Raises OSError."""
    return [str(item[4][0]) for item in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Tell whether a network address is one of the open Internet, not of a house or a machine."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _NAT64:
            inner = ipaddress.IPv4Address(found.packed[-4:])
        if inner is None and found not in _GLOBAL_UNICAST:
            return False
        found = inner or found
    is_special = found in _IETF or found.is_multicast or found.is_reserved
    return found.is_global and not is_special


@dataclass(slots=True)
class Fetcher:
    """Fetches photographs, each once, within limits of number, size and time.

    Only http and https, and only from hosts all of whose addresses are public: a page must not
    make this machine ask its neighbours. The connection goes to the address that was checked.
    """

    resolve: Resolve = resolve_host
    allowed: Callable[[str], bool] = is_public
    refused: dict[str, str] = field(default_factory=dict)
    _known: dict[str, bytes | None] = field(default_factory=dict)
    _bytes: int = 0

    def __call__(self, url: str) -> bytes | None:
        """Return a photograph; None where it can't or must not be had (``refused`` says why)."""
        if url not in self._known:
            self._known[url] = self._one(url)
        return self._known[url]

    def _one(self, url: str) -> bytes | None:
        if len(self._known) >= MOST or self._bytes >= MOST_BYTES:
            self.refused[url] = "đã tải quá nhiều ảnh trong một lần"
            return None
        try:
            data = self._followed(url, time.monotonic() + SECONDS)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.refused[url] = _explain_error(error)
            return None
        self._bytes += len(data)
        if detect_kind(data[:_LOOK_AT], "") not in ENDINGS:
            self.refused[url] = "máy chủ trả về thứ khác, không phải ảnh"
            return None
        return data

    def _followed(self, url: str, until: float) -> bytes:
        """Return what stands at an address, over a few redirections. Raises OSError, Refused."""
        for _ in range(_REDIRECTIONS + 1):
            connection, path = self._connection(url)
            try:
                connection.request("GET", path, headers={"Accept": "image/*", "User-Agent": "cong"})
                answer = connection.getresponse()
                moved = answer.getheader("Location") if answer.status in _MOVED else None
                if not moved:
                    return _read_body(answer, until)
                url = urljoin(url, moved)
            finally:
                connection.close()
        raise FetchRefused("địa chỉ ảnh chuyển hướng quá nhiều lần")

    def _connection(self, url: str) -> tuple[http.client.HTTPConnection, str]:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchRefused("không phải địa chỉ http hay https")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        addresses = self.resolve(parts.hostname, port)
        if not addresses or not all(map(self.allowed, addresses)):
            raise FetchRefused("địa chỉ trong mạng nội bộ, không được phép tải")
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        connection = kind(parts.hostname, port, timeout=SECONDS)
        plain = socket.create_connection((addresses[0], port), timeout=SECONDS)
        context = ssl.create_default_context() if parts.scheme == "https" else None
        connection.sock = (
            context.wrap_socket(plain, server_hostname=parts.hostname) if context else plain
        )
        return connection, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _explain_error(error: Exception) -> str:
    """Return in Vietnamese why a photograph could not be had."""
    if isinstance(error, FetchRefused):
        return str(error)
    return next((words for kind, words in _WHY if isinstance(error, kind)), "địa chỉ ảnh sai")


def _read_body(answer: http.client.HTTPResponse, until: float) -> bytes:
    if answer.status != _FOUND:
        raise FetchRefused(f"máy chủ trả lời {answer.status}")
    chunks, size = list[bytes](), 0
    while chunk := answer.read1(_CHUNK):
        size += len(chunk)
        if size > LONGEST:
            raise FetchRefused("ảnh nặng hơn 20 MB")
        if time.monotonic() > until:
            raise FetchRefused(f"máy chủ chậm quá {SECONDS} giây")
        chunks.append(chunk)
    return b"".join(chunks)
