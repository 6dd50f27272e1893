"""Uploads that are killed at 20 random moments while a crawler reads the target."""

from __future__ import annotations

import random
import re
import shlex
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from getpass import getuser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.publish.deliver.conftest import only_openssh
from tests.publish.deliver.killing import after, killed_when
from tests.publish.deliver.places import Made, asset, texts, version

KILLS = 20
PAGES = ("index.html", "2026/11/20/tin/index.html", *(f"trang/{item}.html" for item in range(60)))
NUMBER = re.compile(r"bản (\d+)")


def large(number: int) -> dict[str, str]:
    """Return a site of many pages that all show a number and the style sheet of that number."""
    page = version(number)["index.html"]
    return {**version(number), **dict.fromkeys(PAGES[2:], f"{page} {'x' * 3000} hết")}


class Quiet(SimpleHTTPRequestHandler):
    """A web server of files that tells nothing."""

    def log_message(self, *args: object) -> None:
        """Tell nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Have a web server for a folder; gives its address."""
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Crawler(threading.Thread):
    """Reads pages and what they name until it is told to stop, and notes what was wrong."""

    def __init__(self, home: str, folder: Path) -> None:
        super().__init__(daemon=True)
        self.home, self.folder = home, folder
        self.stop, self.read = threading.Event(), 0
        self.torn, self.bare = list[str](), list[str]()

    def run(self) -> None:
        """Read."""
        while not self.stop.is_set():
            for path in PAGES:
                self.page(path)

    def get(self, path: str) -> str:
        """Return a file as the web server gives it."""
        with urllib.request.urlopen(self.home + path) as answer:
            text: str = answer.read().decode()
            return text

    def page(self, path: str) -> None:
        """Read a page and its style sheet: the page must be whole, and the sheet be there."""
        self.read += 1
        try:
            text = self.get(path)
            found = NUMBER.search(text)
            if found is None or text != large(int(found[1]))[path]:
                raise ValueError(text[-60:])
        except (ValueError, urllib.error.URLError, ConnectionError) as error:
            self.torn.append(f"{path}: {error}")
            return
        sheet, number = asset(int(found[1])), int(found[1])
        try:
            if self.get(sheet) != large(number)[sheet]:
                self.bare.append(f"{path}: {sheet} is not whole")
        except (urllib.error.URLError, ConnectionError) as error:
            self.bare.append(f"{path}: {sheet}: {error}")


def killed_again_and_again(made: Made, crawler: Crawler, whole: Path | None) -> int:
    """Publish versions, each killed at a random moment, and return how many were cut short.

    ``whole`` is a link to what must be one publication at each moment.
    """
    moments, cut = random.Random(1), 0
    crawler.start()
    for number in range(2, KILLS + 2):
        made.has(large(number))
        cut += killed_when(made, after(moments.uniform(0.1, 2.5)))
        if whole is not None:
            seen = texts(whole.resolve())
            shown = {NUMBER.search(seen[path])[1] for path in PAGES}  # type: ignore[index]
            assert len(shown) == 1, shown
    made.publish()
    crawler.stop.set()
    crawler.join()
    return cut


@only_openssh
def test_readers_of_a_server_always_see_one_whole_state(by_ssh: tuple[Made, Path]) -> None:
    """By rsync: each page is whole, its assets are there, all pages are of one publication."""
    made, place = by_ssh
    made.has(large(1)).publish()
    with served(place / "current") as home:
        crawler = Crawler(home, place)
        cut = killed_again_and_again(made, crawler, place / "current")
    assert (crawler.bare, crawler.torn) == ([], [])
    assert (cut > KILLS // 4, crawler.read > 100) == (True, True)
    found = texts(place / "current")
    assert {path: found[path] for path in large(KILLS + 1)} == large(KILLS + 1)


@pytest.fixture
def host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ssh_server: tuple[int, str]
) -> tuple[Made, Path]:
    """A site with a target by rclone over SFTP, and its folder.

    The server is OpenSSH: `rclone serve` takes a file away before it renames another to its name.
    """
    place = tmp_path / "srv" / "www"
    place.mkdir(parents=True)
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    port, words = ssh_server
    key = shlex.split(words)[4]
    lines = f"host = 127.0.0.1\nport = {port}\nuser = {getuser()}\nkey_file = {key}\n"
    (tmp_path / "rclone.conf").write_text(f"[noi]\ntype = sftp\n{lines}")
    return Made(tmp_path, f"rclone:noi:{place}"), place


@pytest.mark.long
def test_readers_of_a_plain_host_never_miss_what_a_page_needs(
    host: tuple[Made, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By rclone: each page finds its assets, whichever publication it is of, and is whole."""
    made, place = host
    made.has(large(1)).publish()
    monkeypatch.setenv("RCLONE_BWLIMIT", "400k")
    with served(place) as home:
        crawler = Crawler(home, place)
        cut = killed_again_and_again(made, crawler, None)
    assert (crawler.bare, crawler.torn) == ([], [])
    assert (cut > KILLS // 4, crawler.read > 100) == (True, True)
    found = texts(place)
    assert {path: found[path] for path in large(KILLS + 1)} == large(KILLS + 1)
    assert not [path for path in found if path.endswith(".dang-gui")]
