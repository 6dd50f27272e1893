"""The editing desk itself: its page, the files that Decap needs, and the way to the content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pelicanconf import PLUGINS
from plugins._kit.data import load
from plugins._kit.faults import Faults
from plugins._kit.tables import TABLES, Categories, Town
from plugins.authoring.models import models_of
from plugins.commands.serve import decap
from plugins.commands.serve.decap import NoServer
from plugins.commands.serve.staff.contract import Answer, Asked, Place, Room
from plugins.commands.serve.staff.page import ROOM, missing, refusal, ways
from plugins.desk import page
from plugins.desk.config import Desk
from plugins.desk.given import around, given
from plugins.desk.paths import refused, refused_link
from plugins.desk.policy import policy
from plugins.documents.models import TABLE as DOCUMENTS
from plugins.documents.models import DocumentKinds
from plugins.editorial.rules import RULES

API = "api/v1"
JSON = page.TYPES[".json"]
STYLES = ("_staff.css",)
NOT_HERE = (
    "Máy này chưa có Node.js hoặc các gói của bàn soạn tin. Hãy dừng lệnh serve (nhấn Ctrl-C trong "
    "cửa sổ dòng lệnh) rồi chạy lại: python3 tasks.py serve. Lệnh ấy tự tải những gì còn thiếu. "
    "Bài vẫn viết được bằng tệp trong thư mục content."
)


def answer(asked: Asked) -> Answer:
    """Answer for the page, one of its files, or a request of Decap's."""
    if asked.path in _WAYS:
        return _WAYS[asked.path](asked)
    file = _files().get(asked.path)
    if file is None:
        return missing(asked.place)
    return Answer(file.read_bytes(), kind=page.TYPES[file.suffix])


@cache
def _files() -> Mapping[str, Path]:
    """Return the page's files; looked for once, since a page asks for a hundred of them."""
    return page.files(decap.FOLDER / "node_modules")


def front(asked: Asked) -> Answer:
    """Return the desk's page, or the page that says what is missing."""
    place = asked.place
    if not decap.is_ready():
        return refusal(place, "503 Service Unavailable", "Bàn soạn tin chưa mở được", NOT_HERE)
    text = page.page(way=ways(place, ""), styles=STYLES)
    guard = f"{policy()}; frame-ancestors 'self'"
    return Answer(text, headers=(("Content-Security-Policy", guard),))


def staff_style(_asked: Asked) -> Answer:
    """Return the style sheet of all rooms."""
    return Answer(Path(__file__).with_name("staff.css").read_bytes(), kind=page.TYPES[".css"])


def portal_style(asked: Asked) -> Answer:
    """Lead to the portal's own style sheet, of which older ones may lie beside the newest."""
    place = asked.place
    found = sorted(
        (place.output / "static").glob("portal.*.css"), key=lambda it: it.stat().st_mtime
    )
    if not found:
        return Answer("", kind=page.TYPES[".css"])
    address = f"{place.base}static/{found[-1].name}"
    return Answer(b"", status="302 Found", headers=(("Location", address),))


def settings(asked: Asked) -> Answer:
    """Return what the page fetches before Decap begins."""
    return Answer(configuration(asked.place), kind=JSON)


def configuration(place: Place) -> str:
    """Return the desk's configuration for the content as it is now."""
    tables = load((*TABLES, DOCUMENTS), place.content / "data", Faults())
    town, categories = tables["town"], tables["categories"]
    known = categories if isinstance(categories, Categories) else None
    rules = {rule.id: rule.title for rule in RULES.values()}
    documents = tables["documents"]
    kinds = documents.known if isinstance(documents, DocumentKinds) else ()
    desk = Desk(models_of(PLUGINS), around(place.content, known, kinds, rules))
    backend = {"name": "proxy", "proxy_url": f"{place.base}{ROOM}{API}", "branch": "main"}
    zone = town.time_zone if isinstance(town, Town) else "Asia/Ho_Chi_Minh"
    return given(desk, backend, {"base": place.base, "styles": ["_portal.css"], "zone": zone})


def api(asked: Asked) -> Answer:
    """Hand a request of Decap's on, if it stays within the content."""
    if asked.method != "POST":
        return missing(asked.place)
    content = asked.place.content
    try:
        wanted = json.loads(asked.body)
        why = refused(wanted) or refused_link(wanted, content)
    except ValueError:
        why = "Yêu cầu không đọc được."
    if why:
        return told(403, why)
    try:
        status, body = decap.server(content).ask(asked.body)
    except NoServer as error:
        return told(503, str(error))
    return Answer(body, kind=JSON, status=f"{status} Decap")


def told(status: int, sentence: str) -> Answer:
    """Return a refusal as Decap shows it."""
    body = json.dumps({"error": sentence}, ensure_ascii=False)
    return Answer(body, kind=JSON, status=f"{status} Refused")


_WAYS: Mapping[str, Room] = {
    "": front,
    API: api,
    "_config.json": settings,
    "_portal.css": portal_style,
    "_staff.css": staff_style,
}
"""What answers below the room, but for files."""
