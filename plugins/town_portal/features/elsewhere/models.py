"""The last good copies of feeds, in the folder that lasts from build to build."""

from hashlib import sha256
from pathlib import Path

from town_portal.core.data.news_from import NewsSource
from town_portal.features.elsewhere.reading import Feed, read_feed

FOLDER = "elsewhere"


def read_kept(file: Path) -> Feed:
    """Return the feed that a file of the state keeps; raises OSError and NoFeed."""
    return read_feed(file.read_bytes())


def get_copy_path(state: Path, source: NewsSource) -> Path:
    """Return the file of a source's last good copy; another key or address is another file."""
    name = sha256(f"{source.feed}\n{source.key}".encode()).hexdigest()[:20]
    return state / FOLDER / f"{name}.atom"
