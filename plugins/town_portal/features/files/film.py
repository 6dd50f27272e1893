"""Films of other hosts: the address under which one plays inside a page."""

import re
from urllib.parse import parse_qs, urlsplit

PLAYER = "https://www.youtube-nocookie.com"
"""The only host whose frames an article may hold; it sets no cookies before a film plays."""

_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com"}
_KEY = re.compile(r"(?!videoseries|live_stream)[\w-]{11}", re.ASCII)
"""Two words of the player are as long as a film's key: they play a list and a channel."""

_TIME = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?", re.ASCII)


def make_player_address(address: str) -> str | None:
    """Return the address of the player for a film on YouTube, at the second its address names.

    None for any other address, also for a list of films or a channel.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    query = parse_qs(parts.query)
    key = _find_film_key(parts.hostname or "", parts.path, query)
    if not _KEY.fullmatch(key):
        return None
    start = _parse_seconds((query.get("t") or query.get("start") or [""])[0])
    return f"{PLAYER}/embed/{key}?autoplay=1" + (f"&start={start}" if start else "")


def _find_film_key(host: str, path: str, query: dict[str, list[str]]) -> str:
    words = path.strip("/").split("/")
    if host == "youtu.be" and len(words) == 1:
        return words[0]
    if host in _HOSTS and words == ["watch"]:
        return query.get("v", [""])[0]
    if host in _HOSTS and len(words) == 2 and words[0] in ("embed", "shorts"):
        return words[1]
    return ""


def _parse_seconds(time: str) -> int:
    """Return the seconds in ``90``, ``90s`` or ``1m30s``; 0 in anything else."""
    match = _TIME.fullmatch(time)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
