"""The newsroom at 10,000 texts, asked as a browser asks: list, search, open, save, photographs."""

from __future__ import annotations

import io
import json
import re
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.request import HTTPCookieProcessor, Request, build_opener

from PIL import Image
from pillow_heif import from_pillow

from tools.bench.photographs import COUNT, draw_photographs
from tools.bench.portal import make_ours
from tools.bench.run import CannotMeasure, print_line, workspace
from tools.bench.table import TEN_THOUSAND, Column, FigureTable, Goal, TableRow, select_goals
from tools.sshd import find_free_port
from town_portal.core.system.child import NEW_GROUP, NEW_SESSION, build_utf8_environment, end_tree
from town_portal.core.system.places import ROOT
from town_portal.core.text import format_number

NEEDED = 20_000
TURNS = 9
PARALLEL = 6
"""Connections that a browser opens to one server."""
START = "import sys; from newsroom.config.local import main; main(*sys.argv[1:])"
COLUMNS = (
    *(Column("index", "lập mục lục lần đầu", "s", 1), Column("list", "danh sách", "ms")),
    *(Column("search", "tìm không dấu", "ms"), Column("filter", "lọc", "ms")),
    *(
        Column("open", "mở", "ms"),
        Column("save", "mở rồi lưu", "ms"),
        Column("findings", "soát lỗi", "ms"),
    ),
)
GOALS = {
    **dict.fromkeys(("list", "search", "filter"), Goal(300)),
    **dict.fromkeys(("open", "save"), Goal(1000)),
}
PHOTOGRAPHS = (
    Column("with", "12 ảnh HEIC có ảnh nhỏ kèm trong tệp, mọi ảnh hiện", "s", 1),
    Column("sharp", "rồi mọi ảnh rõ", "s", 1),
    Column("without", "không kèm, mọi ảnh hiện", "s", 1),
)
PHOTOGRAPH_GOALS = {"with": Goal(5), "without": Goal(5)}
THUMBNAIL = 320
"""Pixels of the longer side of what telephones put into their files."""
_DATA = re.compile(r'<script id="text-data"[^>]*>(.*?)</script>', re.DOTALL)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_TEXT = re.compile(r'<td><a href="[^"]*?/soan-tin/(sua/[^"]+/)"')


def measure(sizes: Sequence[int]) -> Iterator[FigureTable]:
    """Yield the tables of the newsroom; raises CannotMeasure."""
    for count in sizes or (TEN_THOUSAND,):
        print_line(
            f"— newsroom: {format_number(count)} bài, trung vị của {TURNS} lần; rồi 12 ảnh HEIC"
        )
        with workspace(count * NEEDED + 400_000_000) as place:
            make_ours(place.folder, count)
            browser = Browser.start(place.folder)
            try:
                figures = ask(browser)
                pictures = send_photographs(browser, place.folder)
            finally:
                browser.end()
        goals = select_goals(count, GOALS)
        yield FigureTable(
            "Bàn soạn tin", COLUMNS, [TableRow(f"{format_number(count)} bài", figures, goals)]
        )
        yield FigureTable(
            "Ảnh thả vào bài", PHOTOGRAPHS, [TableRow("12 MP", pictures, PHOTOGRAPH_GOALS)]
        )


class Browser:
    """A newsroom of one's own machine, and a browser that is signed in there."""

    def __init__(self, process: subprocess.Popen[str], home: str) -> None:
        """Take the running program and the address of its list."""
        self._process, self.home, self.token, self.seconds = process, home, "", 0.0
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    @classmethod
    def start(cls, folder: Path) -> Browser:
        """Start the newsroom as `serve` does and sign in by its link; raises CannotMeasure."""
        port = find_free_port()
        home = f"http://127.0.0.1:{port}/soan-tin/"
        places = {"CONTENT": "content", "OUTPUT": "site", "DATA": "data"}
        variables = {f"NEWSROOM_{key}": str(folder / name) for key, name in places.items()}
        process = subprocess.Popen(
            [sys.executable, "-c", START, str(port), home],
            cwd=ROOT,
            env={**build_utf8_environment(), **variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            creationflags=NEW_GROUP,
            start_new_session=NEW_SESSION,
        )
        assert process.stdout is not None
        link = re.search(r"http\S+", process.stdout.readline())
        if link is None:
            raise CannotMeasure("bàn soạn tin không khởi động được")
        browser = cls(process, home)
        # It leads to the list, for which all texts are read.
        browser.seconds = _measure_seconds(
            lambda: browser._opener.open(link[0], timeout=600).read()
        )
        return browser

    def end(self) -> None:
        """End the newsroom and its worker."""
        end_tree(self._process)

    def get(self, path: str) -> str:
        """Return a page below the list, or a picture as Latin-1."""
        with self._opener.open(self.home + path, timeout=600) as answer:
            data: bytes = answer.read()
        return data.decode("utf-8", "replace")

    def post(self, path: str, data: bytes, kind: str) -> Any:
        """Send something as the editor's script does and return its JSON."""
        headers = {"Content-Type": kind, "Accept": "application/json", "X-CSRFToken": self.token}
        request = Request(self.home + path, data, headers)
        with self._opener.open(request, timeout=600) as answer:
            return json.load(answer)


def ask(browser: Browser) -> Mapping[str, float]:
    """Return the seconds until the first list, and milliseconds of everything else."""
    page = browser.get("")
    browser.token = _find_match(_TOKEN, page)
    text = _find_match(_TEXT, page)
    time.sleep(2)
    figures = {
        "list": lambda _: browser.get(""),
        "search": lambda turn: browser.get(f"?words=nguoi+dan+thi+xa+{turn}"),
        "filter": lambda turn: browser.get(f"?status=published&year={2012 + turn}"),
        "open": lambda _: browser.get(text),
        "save": lambda turn: _save(browser, text, turn),
        "findings": lambda _: browser.get(f"{text}soat-loi"),
    }
    return {
        "index": browser.seconds,
        **{name: _measure_median(deed) for name, deed in figures.items()},
    }


def _measure_median(deed: Callable[[int], object]) -> float:
    deed(0)
    times = []
    for turn in range(1, TURNS + 1):
        time.sleep(0.4)  # so that the folder is looked at again in some of the turns
        times.append(_measure_seconds(partial(deed, turn)))
    return 1000 * statistics.median(times)


def _measure_seconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def _save(browser: Browser, text: str, turn: int) -> None:
    data = json.loads(unescape(_find_match(_DATA, browser.get(text))))
    html = f"{data['html']}<p>Câu thêm lần {turn}.</p>"
    sent = {"html": html, "baseline": data["html"], "digest": data["digest"], "form": {}}
    browser.post(f"{text}luu", json.dumps(sent).encode(), "application/json")


def send_photographs(browser: Browser, folder: Path) -> dict[str, float]:
    """Return the seconds until 12 photographs were sent and are shown in the editor.

    It is one photograph under 12 names, each decoded for itself: to encode HEIC takes long. With
    the thumbnail that telephones put into their files, then sharp; and without it.
    """
    text = _find_match(_TEXT, browser.get(""))
    draw_photographs(folder)
    picture = Image.open(next(folder.glob("anh-*.jpg")))
    with_thumbnail, without = _encode_heic(picture, THUMBNAIL), _encode_heic(picture, 0)
    shown: list[str] = []

    def show(data: bytes) -> None:
        shown.append(_upload(browser, text, data))
        browser.get(shown[-1])

    def sharpen() -> None:
        for address in shown:  # as the editor asks: one after another
            browser.get(f"{address}?ro=1")

    with ThreadPoolExecutor(PARALLEL) as pool:
        first = _measure_seconds(lambda: list(pool.map(show, [with_thumbnail] * COUNT)))
        sharp = _measure_seconds(sharpen)
        rest = _measure_seconds(lambda: list(pool.map(show, [without] * COUNT)))
    return {"with": first, "sharp": sharp, "without": rest}


def _upload(browser: Browser, text: str, data: bytes) -> str:
    """Put a picture beside a text and return its address below the list."""
    mark = uuid.uuid4().hex
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{mark}.heic"'
    body = b"".join([f"{head}\r\n\r\n".encode(), data, f"\r\n--{mark}--\r\n".encode()])
    answer = browser.post(f"{text}anh", body, f"multipart/form-data; boundary={mark}")
    url: str = answer["files"][0]["url"]
    return url.partition("/soan-tin/")[2]


def _encode_heic(picture: Image.Image, thumbnail: int) -> bytes:
    """Return a picture as HEIC, with a thumbnail of so many pixels in it where one is wanted."""
    made, heif = io.BytesIO(), from_pillow(picture)
    heif.info["thumbnails"] = [thumbnail] if thumbnail else []
    heif.save(made, quality=60)
    return made.getvalue()


def _find_match(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    if found is None:
        raise CannotMeasure("trang của bàn soạn tin không như mong đợi")
    return found[1]
