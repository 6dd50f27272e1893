"""Which pictures `python3 tasks.py screenshots` takes, without taking them."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.commands import screenshots

WIDTHS = (360, 768, 1280)


def write(path: Path, text: str = "") -> None:
    """Write a file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_page_is_taken_at_each_width_by_day_by_night_and_on_paper() -> None:
    """Three widths, light and dark, and one sheet of A4, each with a name that says so."""
    names = [shot.name for shot in screenshots.shots("home")]
    screen = [f"home-{width}-{look}.png" for width in WIDTHS for look in ("light", "dark")]
    assert names == [*screen, "home-794-print.png"]
    assert {width for width, _ in screenshots.VIEWS} == set(screenshots.HEIGHTS)


def test_a_dark_picture_follows_the_light_one_of_its_width() -> None:
    """What `take` counts on: the page has been opened for the light picture."""
    looks = list(screenshots.VIEWS)
    for place, (width, look) in enumerate(looks):
        assert look != "dark" or looks[place - 1] == (width, "light")


def test_kinds_that_the_content_lacks_have_no_place(tmp_path: Path) -> None:
    """A portal of three pages has these; every other kind is there without an address."""
    write(tmp_path / "index.html")
    write(tmp_path / "404.html")
    write(tmp_path / "lien-he" / "index.html")
    places = screenshots.places(tmp_path)
    assert {kind: url for kind, url in places.items() if url is not None} == {
        "home": "",
        "404": "404.html",
        "contact": "lien-he/",
    }
    assert set(places) == {*screenshots.KINDS, *screenshots.HOLDING}


def test_articles_are_found_by_what_they_hold(tmp_path: Path) -> None:
    """The first article with a table and the first with a gallery are taken, not a list page."""
    write(tmp_path / "2025" / "01" / "index.html", '<table class="gallery">')
    write(tmp_path / "2025" / "01" / "02" / "a" / "index.html", "<p>&lt;table")
    write(tmp_path / "2025" / "01" / "02" / "b" / "index.html", "<table>")
    write(tmp_path / "2025" / "01" / "03" / "c" / "index.html", "<table>")
    write(tmp_path / "2025" / "01" / "04" / "d" / "index.html", '<div class="gallery gallery--2">')
    places = screenshots.places(tmp_path)
    assert places["table"] == "2025/01/02/b/"
    assert places["gallery"] == "2025/01/04/d/"


@pytest.mark.parametrize(
    ("browser", "sentence"),
    [(None, "Không có Chromium"), ("chromium", "Không có thư mục nội dung")],
)
def test_what_is_lacking_is_told(
    browser: str | None,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without a browser or a content folder there is a sentence, exit code 1 and no picture."""
    monkeypatch.setattr(screenshots, "chrome", lambda: browser)
    assert screenshots.main(tmp_path / "nhầm", tmp_path / "ảnh") == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "ảnh").exists()
