"""Where the snapshot comes from: a file, the live service, or what it told the last time."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener
from zoneinfo import ZoneInfo

from plugins._kit import dates
from plugins._kit.build import Build
from plugins.live.models import Export, Snapshot
from plugins.live.snapshot import Damaged, merged, parsed, written

TIMEOUT = 5.0
"""Seconds that a build waits for the service."""
OUTSIDE = "live"
"""The snapshot among what comes from outside the content folder (``Build.outside``)."""
KEPT = "live.json"
"""The last snapshot, in the folder that lasts from build to build."""
_FORGOTTEN = (400, 404, 410, 422)
"""Answers to a cursor that the service does not know, because it was set up anew."""


class Silent(Exception):
    """The service gave no answer that is of use; the text says why, in Vietnamese."""


@dataclass(frozen=True)
class Found:
    """The snapshot, if there is any; ``notice`` and ``fault`` (of ``file``) are for staff."""

    snapshot: Snapshot | None = None
    notice: str = ""
    fault: str = ""
    file: Path | None = None


@dataclass(frozen=True)
class Service:
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
                return parsed(answer.read(), Export)
        except HTTPError:
            raise
        except Damaged as error:
            raise Silent(f"câu trả lời hỏng: {error}") from None
        except TimeoutError:
            raise Silent(f"quá {TIMEOUT:.0f} giây không trả lời") from None
        except (OSError, HTTPException, ValueError):
            raise Silent("không kết nối được") from None


class _Stay(HTTPRedirectHandler):
    """Follows nobody to another address with the token."""

    def redirect_request(self, *_args: object) -> None:
        """Return nothing: the redirection is an answer of no use."""


def take(build: Build, file: str | None, service: Service) -> None:
    """Give the build the snapshot of the file, else of the service, and what staff are told of it.

    Where neither is named it is what an earlier build was told, if anything.
    """
    found = Found()
    if file:
        found = from_file(Path(file))
        build.look_outside[OUTSIDE] = partial(from_file, Path(file))
    elif service.address:
        found = from_service(service, build.state, build.zone)
    elif (build.town.live or build.town.archive) and (last := _last(build.state / KEPT)):
        found = Found(last, f"không đặt LIVE_EXPORT; {_of(last, build.zone)}")
    build.outside[OUTSIDE] = found
    if found.fault and found.file:
        build.faults.add(found.file, 1, "", found.fault)
    if found.notice:
        build.notices.append(found.notice)


def from_file(file: Path) -> Found:
    """Return the snapshot of a file; one that is not there or damaged is a fault."""
    try:
        return Found(parsed(file.read_bytes(), Snapshot))
    except OSError as error:
        return Found(fault=f"không đọc được tệp số liệu: {error.strerror}", file=file)
    except Damaged as error:
        sentence = f"tệp số liệu hỏng ({error}); hãy lấy lại từ dịch vụ, hoặc bỏ LIVE_SNAPSHOT"
        return Found(fault=sentence, file=file)


def from_service(service: Service, state: Path, zone: ZoneInfo) -> Found:
    """Return the last snapshot with what has changed since; it is kept in ``state``."""
    last = _last(state / KEPT)
    try:
        if not service.token:
            raise Silent("thiếu LIVE_TOKEN")
        now = _asked(service, last)
    except (Silent, HTTPError) as error:
        why = _told(error) if isinstance(error, HTTPError) else error
        sentence = f"không hỏi được dịch vụ đếm và bình luận ({why})"
        if last is None:
            return Found(notice=f"{sentence}; chưa có số liệu nào từ trước")
        return Found(last, f"{sentence}; {_of(last, zone)}")
    _keep(now, state / KEPT)
    return Found(now)


def _told(error: HTTPError) -> str:
    is_refused = error.code == HTTPStatus.UNAUTHORIZED
    return "LIVE_TOKEN sai" if is_refused else f"trả lời {error.code}"


def _of(last: Snapshot, zone: ZoneInfo) -> str:
    at = last.at.astimezone(zone)
    moment = f"{dates.day(at)}, {dates.clock(at)}"
    return f"dùng số liệu và bình luận của lần trước, lúc {moment}"


def _asked(service: Service, last: Snapshot | None) -> Snapshot:
    """Ask for what is new; all, where the service does not know the cursor."""
    if last is not None and last.cursor is not None:
        try:
            return merged(last, service.export(last.cursor))
        except HTTPError as error:
            if error.code not in _FORGOTTEN:
                raise
    whole = service.export(None)
    return Snapshot.model_validate(whole.model_dump(exclude={"gone"}))


def _last(file: Path) -> Snapshot | None:
    """Return what was kept; what is damaged is left aside, and all is asked for anew."""
    try:
        return parsed(file.read_bytes(), Snapshot)
    except (OSError, Damaged):
        return None


def _keep(snapshot: Snapshot, file: Path) -> None:
    part = file.with_suffix(".part")
    part.write_bytes(written(snapshot))
    part.replace(file)
