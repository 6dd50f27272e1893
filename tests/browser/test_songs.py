"""The songs' player, with a tone made for the test: no recording is at hand."""

from __future__ import annotations

import math
import shutil
import struct
import wave
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Handler, Server
from tests.browser.visit import Visit
from tests.portal import CONTENT, build

pytestmark = pytest.mark.browser

RATE = 8000
SONGS = """\
songs:
  - title: Một tiếng la
    composer: Máy tính
    certainty: verified
    audio: songs/Tiếng La.wav
    rights: Âm thanh tạo ra để kiểm thử.
  - title: Bài chưa có bản nghe
    composer: Máy tính
    certainty: one_source
"""


def tone(path: Path) -> None:
    """Write one second of 440 Hz."""
    path.parent.mkdir(parents=True)
    samples = (round(9000 * math.sin(440 * math.tau * n / RATE)) for n in range(RATE))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))


@pytest.fixture(scope="module")
def songs_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """Open the page of songs of a portal that has a recording."""
    folder = tmp_path_factory.mktemp("songs")
    content, output = folder / "content", folder / "output"
    shutil.copytree(CONTENT, content)
    (content / "data" / "songs.yaml").write_text(SONGS, encoding="utf-8")
    tone(content / "data" / "songs" / "Tiếng La.wav")
    build(output, content)
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(output))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}/"
        visit = Visit.begin(browser, home)
        visit.go("bai-hat/", 360)
        yield visit
        server.shutdown()


def test_a_recording_plays(songs_page: Visit) -> None:
    """The browser's own player plays the recording; nothing is fetched before it is asked to."""
    player = songs_page.page.locator("audio")
    assert player.count() == 1
    assert player.get_attribute("controls") is not None
    assert not [address for kind, address in songs_page.fetched if address.endswith(".wav")]
    played = player.evaluate(
        """async (audio) => {
          audio.muted = true;
          const ended = new Promise((done) => audio.addEventListener("ended", done));
          await audio.play();
          await ended;
          return [audio.duration, audio.error];
        }"""
    )
    assert played == [1, None]
    assert not songs_page.complaints


def test_the_player_says_whose_it_is_and_what_is_missing(songs_page: Visit) -> None:
    """The player is named after its song; a song without recording says so."""
    assert songs_page.page.get_by_label("Nghe bài Một tiếng la").count() == 1
    assert songs_page.page.get_by_text("Âm thanh tạo ra để kiểm thử.").count() == 1
    assert songs_page.page.get_by_text("Chưa có bản nghe.").count() == 1
