"""What is remembered of each year's index from build to build, beside the output.

So that the names of its files are known, and the words of the whole portal, without making it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from plugins._kit.storage import read_json, write_json

FILE = "search.json"


@dataclass(frozen=True)
class Note:
    """``known`` tells of which texts an index was made; ``vocabulary`` in how many a word is."""

    known: str
    documents: int
    shards: int
    version: str
    vocabulary: Mapping[str, int]


def read(state: Path) -> dict[str, Note]:
    """Return the notes by year; none where there are none, or none that can be read."""
    try:
        return {key: Note(**value) for key, value in read_json(state / FILE).items()}
    except (TypeError, AttributeError):
        return {}


def write(state: Path, notes: Mapping[str, Note]) -> None:
    """Save the notes in one step."""
    write_json(state / FILE, {key: asdict(note) for key, note in notes.items()})
