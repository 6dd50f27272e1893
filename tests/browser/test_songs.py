"""The songs' player, with a tone made for the test: no recording is at hand."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serving
from tests.browser.visit import Visit
from tests.sites.build_site import GOOD, Site, page

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
LAYOUT = "pages: {bai-hat: {main: [{block: songs, form: page}]}}\n"


def tone(path: Path) -> None:
    """Write one second of 440 Hz."""
    path.parent.mkdir(parents=True)
    samples = (round(9000 * math.sin(440 * math.tau * n / RATE)) for n in range(RATE))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))


def test_a_recording_plays(browser: Browser, tmp_path: Path) -> None:
    """The browser's own player plays it when asked to; a song without one leads to a search."""
    site = Site(tmp_path / "site").write(GOOD)
    data = "content/data"
    pages = {"content/pages/bai-hat.md": page(title="Bài hát"), f"{data}/layout.yaml": LAYOUT}
    site.write({f"{data}/songs.yaml": SONGS, **pages})
    tone(site.folder / data / "songs" / "Tiếng La.wav")
    with serving(site.good().output) as home:
        visit = Visit.begin(browser, home)
        visit.go("bai-hat/", 360)
        player = visit.page.get_by_label("Nghe bài Một tiếng la")
        assert player.get_attribute("controls") is not None
        assert not [address for _, address in visit.fetched if address.endswith(".wav")]
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
        assert visit.page.locator("audio").count() == 1
        for words in ("Âm thanh tạo ra để kiểm thử.", "cổng không kiểm duyệt kết quả tìm"):
            assert visit.page.get_by_text(words).count() == 1
        assert visit.complaints == []
        visit.page.context.close()
