"""Where the last good copies of feeds lie, in the folder that lasts from build to build."""

from hashlib import sha256
from pathlib import Path

from town_portal.core.data.news_from import NewsSource

FOLDER = "elsewhere"


def kept_in(state: Path, source: NewsSource) -> Path:
    """Return the file of a source's last good copy; another key or address is another file."""
    name = sha256(f"{source.feed}\n{source.key}".encode()).hexdigest()[:20]
    return state / FOLDER / f"{name}.atom"
