"""The certificate of a site at https, and the headers that protect its readers."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from town_portal.publishing.watch_site.findings import FAULT, NOTE, SiteFinding
from town_portal.publishing.watch_site.http_client import Unreached, explain_error

SOON, EARLY = 14, 30
"""Days before its end at which a certificate is a fault, and worth a note."""
FAULTS = {
    9: "Chứng thư HTTPS chưa có hiệu lực.",
    10: "Chứng thư HTTPS đã hết hạn.",
    18: "Chứng thư HTTPS tự ký, trình duyệt không tin cậy.",
    19: "Chứng thư HTTPS do nơi không được tin cậy cấp.",
    20: "Không kiểm chứng được chứng thư HTTPS: thiếu chứng thư trung gian hoặc nơi cấp lạ.",
    62: "Chứng thư HTTPS cấp cho tên miền khác.",
}
"""OpenSSL's numbers of what is wrong with a certificate."""
OTHER = "Chứng thư HTTPS không hợp lệ ({})."
ENDS = "Chứng thư HTTPS còn {} ngày là hết hạn (ngày {:%d/%m/%Y})."


def check_certificate(
    base: str, timeout: float, now: datetime
) -> tuple[list[SiteFinding], ssl.SSLContext]:
    """Return what is wrong with a site's certificate, and how to go on asking in spite of it.

    Raises Unreached.
    """
    context = ssl.create_default_context()
    try:
        end = _read_end(base, timeout, context)
    except ssl.SSLCertVerificationError as error:
        what = FAULTS.get(error.verify_code, OTHER.format(error.verify_message))
        anyway = ssl.create_default_context()
        anyway.check_hostname = False
        anyway.verify_mode = ssl.CERT_NONE
        return [SiteFinding("certificate", base, what)], anyway
    except (OSError, ValueError) as error:
        raise Unreached(explain_error(error, urlsplit(base).hostname or "", timeout)) from None
    days = (end - now).days
    if days >= EARLY:
        return [], context
    level = FAULT if days < SOON else NOTE
    return [SiteFinding("certificate", base, ENDS.format(days, end), level=level)], context


def _read_end(base: str, timeout: float, context: ssl.SSLContext) -> datetime:
    """Return when the certificate ends; raises OSError, of which SSLError is a kind."""
    parts = urlsplit(base)
    place = (parts.hostname or "", parts.port or 443)
    with (
        socket.create_connection(place, timeout) as line,
        context.wrap_socket(line, server_hostname=place[0]) as safe,
    ):
        shown = safe.getpeercert() or {}
    seconds = ssl.cert_time_to_seconds(str(shown["notAfter"]))
    return datetime.fromtimestamp(seconds, UTC)


MISSING = "Trang chủ thiếu tiêu đề HTTP bảo mật: {}."
WANTED = {
    "content-security-policy": "Content-Security-Policy",
    "x-content-type-options": "X-Content-Type-Options",
    "referrer-policy": "Referrer-Policy",
    "permissions-policy": "Permissions-Policy",
}
STRICT = "strict-transport-security"


def check_headers(base: str, given: Mapping[str, str]) -> list[SiteFinding]:
    """Return a note on the headers that the home page's answer lacks; names in small letters."""
    lacking = [name for key, name in WANTED.items() if key not in given]
    policy = given.get("content-security-policy", "")
    if "x-frame-options" not in given and "frame-ancestors" not in policy:
        lacking.append("frame-ancestors")
    if base.startswith("https:") and STRICT not in given:
        lacking.append("Strict-Transport-Security")
    what = MISSING.format(", ".join(lacking))
    return [SiteFinding("headers", base, what, level=NOTE)] if lacking else []
