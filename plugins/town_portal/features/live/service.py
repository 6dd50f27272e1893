"""Request the live service's export before a build, in the process that holds the token."""

from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener
from zoneinfo import ZoneInfo

from town_portal.core.storage import replace_file
from town_portal.features.live.models import Export, Snapshot
from town_portal.features.live.snapshot import (
    DamagedSnapshot,
    merge_snapshot,
    parse_json,
    serialize_snapshot,
)
from town_portal.features.live.source import describe_snapshot, read_snapshot

TIMEOUT = 5.0
"""Seconds to wait for the service."""
_FORGOTTEN = (400, 404, 410, 422)
"""Status codes for an unknown cursor, after the service was set up anew."""


class ServiceSilent(Exception):
    """The service gave no usable answer; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class LiveService:
    """The base address of the live service, and the token with which it hands out its data."""

    address: str
    token: str

    def export(self, since: str | int | None) -> Export:
        """Return what has changed since a cursor; all for None. Raises Silent or HTTPError."""
        query = "" if since is None else "?" + urlencode({"since": since})
        url = f"{self.address.rstrip('/')}/v1/export{query}"
        try:
            request = Request(url, headers={"Authorization": f"Bearer {self.token}"})
            with build_opener(_Stay).open(request, timeout=TIMEOUT) as answer:
                return parse_json(answer.read(), Export)
        except HTTPError:
            raise
        except DamagedSnapshot as error:
            raise ServiceSilent(f"câu trả lời hỏng: {error}") from None
        except TimeoutError:
            raise ServiceSilent(f"quá {TIMEOUT:.0f} giây không trả lời") from None
        except (OSError, HTTPException, ValueError):
            raise ServiceSilent("không kết nối được") from None


class _Stay(HTTPRedirectHandler):
    """Refuse redirects, which would carry the token to another address."""

    def redirect_request(self, *_args: object) -> None:
        """Return None, so that the redirect becomes an error."""


def update_snapshot(service: LiveService, file: Path, zone: ZoneInfo) -> str:
    """Write the newest snapshot into ``file``; return a notice where it stays as it was.

    What is new is put into the snapshot that ``file`` holds. Raises OSError where it can't be
    written.
    """
    last = read_snapshot(file)
    try:
        if not service.token:
            raise ServiceSilent("thiếu LIVE_TOKEN")
        now = _request_snapshot(service, last)
    except (ServiceSilent, HTTPError) as error:
        why = _explain_error(error) if isinstance(error, HTTPError) else error
        older = describe_snapshot(last, zone) if last else "chưa có số liệu nào từ trước"
        return f"không hỏi được dịch vụ đếm và bình luận ({why}); {older}"
    _keep(now, file)
    return ""


def _explain_error(error: HTTPError) -> str:
    is_refused = error.code == HTTPStatus.UNAUTHORIZED
    return "LIVE_TOKEN sai" if is_refused else f"trả lời {error.code}"


def _request_snapshot(service: LiveService, last: Snapshot | None) -> Snapshot:
    """Request what is new; everything if the service does not know the cursor."""
    if last is not None and last.cursor is not None:
        try:
            return merge_snapshot(last, service.export(last.cursor))
        except HTTPError as error:
            if error.code not in _FORGOTTEN:
                raise
    whole = service.export(None)
    return Snapshot.model_validate(whole.model_dump(exclude={"gone"}))


def _keep(snapshot: Snapshot, file: Path) -> None:
    replace_file(file, serialize_snapshot(snapshot))
