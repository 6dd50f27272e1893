"""Films of other hosts: which play in the page, and from where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from town_portal.features.files.film import make_player_address

KEY = "aB3_-xyZ019"
PLAYER = "https://www.youtube-nocookie.com"
FILM = f"{PLAYER}/embed/{KEY}?autoplay=1"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={KEY}",
        f"https://youtube.com/watch?feature=share&v={KEY}&list=PL1",
        f"http://m.youtube.com/watch?v={KEY}#comments",
        f"https://youtu.be/{KEY}",
        f"https://youtu.be/{KEY}?si=abc",
        f"https://www.youtube.com/embed/{KEY}",
        f"https://www.youtube-nocookie.com/embed/{KEY}?rel=0",
        f"https://www.youtube.com/shorts/{KEY}/",
        f"https://WWW.YouTube.com/watch?v={KEY}",
    ],
)
def test_a_film_of_youtube_plays_in_the_page(address: str) -> None:
    """Every form of its address leads to the player that sets no cookies."""
    assert make_player_address(address) == FILM


@pytest.mark.parametrize(
    ("time", "seconds"),
    [("90", 90), ("90s", 90), ("1m30s", 90), ("1h", 3600), ("1h1m1s", 3661), ("0", 0), ("x", 0)],
)
def test_a_film_starts_where_its_address_says(time: str, seconds: int) -> None:
    """The second in the address stays, whatever way it is written; nonsense is left out."""
    start = f"&start={seconds}" if seconds else ""
    assert make_player_address(f"https://youtu.be/{KEY}?t={time}") == FILM + start
    assert make_player_address(f"https://www.youtube.com/watch?v={KEY}&t={time}") == FILM + start


@pytest.mark.parametrize(
    "address",
    [
        *("", "phim.mp4", "https://phim.example/1", "https://vimeo.com/123456"),
        f"https://phim.example/watch?v={KEY}",
        f"https://youtube.com.phim.example/watch?v={KEY}",
        f"https://phim.example/https://youtu.be/{KEY}",
        f"javascript://youtu.be/{KEY}",
        *("https://youtu.be/", f"https://youtu.be/{KEY}x", f"https://youtu.be/a/{KEY}"),
        "https://www.youtube.com/@hatinh",
        "https://www.youtube.com/playlist?list=PL1",
        *("https://www.youtube.com/watch", 'https://www.youtube.com/watch?v="onload=x'),
        f"https://www.youtube.com/watch/{KEY}",
        "https://www.youtube.com/embed/videoseries?list=PL1",
        "https://www.youtube-nocookie.com/embed/live_stream?channel=UC1",
        "https://[youtu.be/abc",
    ],
)
def test_anything_else_stays_a_link(address: str) -> None:
    """No other host, no list, no channel and no broken address gets a frame."""
    assert make_player_address(address) is None


@given(st.text(max_size=40))
@settings(deadline=None)
def test_whatever_the_key_is_the_player_is_ours(text: str) -> None:
    """An address never leads out of the player."""
    for address in (f"https://youtu.be/{text}", f"https://www.youtube.com/watch?v={text}", text):
        found = make_player_address(address)
        assert found is None or found.startswith(f"{PLAYER}/embed/")
