"""Uploads that are killed at 20 random moments while a crawler reads the target."""

from __future__ import annotations

import random
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.publish.deliver.killing import after, killed_when
from tests.publish.deliver.places import Made, asset, texts, version
from tests.publish.deliver.test_rclone import Target, target

__all__ = ["target"]
KILLS = 20
PAGES = ("index.html", "2026/11/20/tin/index.html", *(f"trang/{it}.html" for it in range(60)))
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
        self.stop, self.wrong, self.read = threading.Event(), list[str](), 0

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
        """Read a page and its style sheet: both must be there, and the page whole."""
        try:
            text = self.get(path)
            found = NUMBER.search(text)
            assert found, "half a page"
            number = int(found[1])
            assert text == large(number)[path], "not as it was published"
            assert self.get(asset(number)) == large(number)[asset(number)]
        except (AssertionError, urllib.error.URLError, ConnectionError) as error:
            self.wrong.append(f"{path}: {error}")
        self.read += 1


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


@pytest.mark.long
def test_readers_of_a_server_always_see_one_whole_state(by_ssh: tuple[Made, Path]) -> None:
    """By rsync: each page is whole, its assets are there, all pages are of one publication."""
    made, place = by_ssh
    made.has(large(1)).publish()
    with served(place / "current") as home:
        crawler = Crawler(home, place)
        cut = killed_again_and_again(made, crawler, place / "current")
    assert (crawler.wrong, cut > KILLS // 4, crawler.read > 100) == ([], True, True)
    found = texts(place / "current")
    assert {path: found[path] for path in large(KILLS + 1)} == large(KILLS + 1)


@pytest.mark.long
def test_readers_of_a_plain_host_never_miss_what_a_page_needs(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By rclone: each page is whole and finds its assets, whichever publication it is of."""
    made, place = target
    made.has(large(1)).publish()
    monkeypatch.setenv("RCLONE_BWLIMIT", "400k")
    with served(place) as home:
        crawler = Crawler(home, place)
        cut = killed_again_and_again(made, crawler, None)
    assert (crawler.wrong, cut > KILLS // 4, crawler.read > 100) == ([], True, True)
    found = texts(place)
    assert {path: found[path] for path in large(KILLS + 1)} == large(KILLS + 1)
    assert not [path for path in found if path.endswith(".dang-gui")]
