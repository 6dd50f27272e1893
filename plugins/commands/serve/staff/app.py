"""The rooms of the staff as a WSGI application: who may ask, what was sent, which room answers."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import PurePosixPath
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIEnvironment

import multipart

from plugins.commands.serve.hosts import is_allowed
from plugins.commands.serve.staff.contract import Answer, Asked, Place, Room, Upload
from plugins.commands.serve.staff.page import ROOM, missing, refusal

LONGEST = 256_000_000
"""Bytes of a request: an article with many photographs as the camera gives them."""
MOST_PARTS = 1_000
"""Fields and files of one form."""
ROOMS: Mapping[str, str] = {
    "nhap-word/": "plugins.commands.serve.staff.word",
    "duyet-bai/": "plugins.commands.serve.staff.review",
    "": "plugins.commands.serve.staff.desk",
}
"""The module of each room, which has a function ``answer``; imported when it is asked."""
STRANGE = "Yêu cầu này không đến từ cổng trên máy này nên không được nhận."
TOO_LONG = "Các tệp gửi lên nặng quá 256 MB. Hãy bớt ảnh hoặc lưu ảnh nhỏ lại."
BROKEN = "Chương trình gặp lỗi khi làm việc này; chưa tệp nào bị mất. Chi tiết ở cửa sổ dòng lệnh."


class Staff:
    """Answers for all rooms below ``base + ROOM``."""

    def __init__(self, place: Callable[[], Place], rooms: Mapping[str, str] = ROOMS) -> None:
        """Take where the site is now (its base path may move), and the rooms' modules."""
        self._place = place
        self._rooms = rooms

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        place = self._place()
        answer = self._answer(place, environ)
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        headers = [("Content-Type", answer.kind), ("Content-Length", str(len(body)))]
        headers += [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
        start_response(answer.status, [*headers, *answer.headers])
        return [body]

    def _answer(self, place: Place, environ: WSGIEnvironment) -> Answer:
        if not is_own(environ):
            return refused(place, environ, "403 Forbidden", ("Không được nhận", STRANGE))
        if int(environ.get("CONTENT_LENGTH") or 0) > LONGEST:
            return refused(place, environ, "413 Content Too Large", ("Tệp quá nặng", TOO_LONG))
        path = str(environ["PATH_INFO"]).removeprefix(place.base + ROOM)
        name = next((name for name in self._rooms if path.startswith(name)), None)
        if name is None:
            return missing(place)
        try:
            room: Room = import_module(self._rooms[name]).answer
            return room(asked(place, path.removeprefix(name), environ))
        except multipart.MultipartError:
            return missing(place, "Biểu mẫu gửi lên không đọc được; hãy gửi lại.")
        except Exception:  # noqa: BLE001 - one room's fault must not end the preview
            traceback.print_exc()
            told = ("Lỗi chương trình", BROKEN)
            return refused(place, environ, "500 Internal Server Error", told)


def refused(place: Place, environ: WSGIEnvironment, status: str, told: tuple[str, str]) -> Answer:
    """Return a refusal as who asked can read it: a page, or JSON for the desk's program.

    ``told`` are a title and a sentence.
    """
    if not str(environ.get("CONTENT_TYPE", "")).startswith("application/json"):
        return refusal(place, status, *told)
    body = json.dumps({"error": told[1]}, ensure_ascii=False)
    return Answer(body, kind="application/json; charset=utf-8", status=status)


def is_own(environ: WSGIEnvironment) -> bool:
    """Tell whether a request comes from this machine's own pages.

    Another site open in the same browser must neither read nor write here: neither by a form or a
    script (Origin), nor by a name of its own that leads to this machine (Host).
    """
    if not is_allowed(environ):
        return False
    if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
        return True
    scheme, _, host = str(environ.get("HTTP_ORIGIN", "")).partition("://")
    return scheme in ("http", "https") and host == environ["HTTP_HOST"]


def asked(place: Place, path: str, environ: WSGIEnvironment) -> Asked:
    """Return a request as a room takes it. Raises MultipartError where a form is broken."""
    query = dict(parse_qsl(str(environ.get("QUERY_STRING", "")), keep_blank_values=True))
    method = str(environ["REQUEST_METHOD"])
    if method in ("GET", "HEAD"):
        return Asked(place, path, method, query)
    if not multipart.is_form_request(environ):
        length = int(environ.get("CONTENT_LENGTH") or 0)
        return Asked(place, path, method, query, body=environ["wsgi.input"].read(length))
    form, files = multipart.parse_form_data(
        environ,
        ignore_errors=False,
        disk_limit=LONGEST,
        memory_limit=LONGEST,
        part_limit=MOST_PARTS,
    )
    uploads = [
        Upload(file_name(part.filename), part.raw)
        for name in files
        for part in files.getall(name)
        if part.filename
    ]
    return Asked(place, path, method, query, {name: form[name] for name in form}, tuple(uploads))


def file_name(given: str) -> str:
    """Return the last part of a name as a browser gave it, whatever system it came from."""
    return PurePosixPath(given.replace("\\", "/")).name
