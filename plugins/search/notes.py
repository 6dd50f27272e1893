"""What is remembered of each year's index from build to build, beside the output.

So that the names of its files are known, and the words of the whole portal, without making it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

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
        found = json.loads((state / FILE).read_text(encoding="utf-8"))
        return {key: Note(**value) for key, value in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write(state: Path, notes: Mapping[str, Note]) -> None:
    """Save the notes in one step."""
    fresh = state / f"{FILE}.new"
    told = {key: asdict(note) for key, note in notes.items()}
    fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    fresh.replace(state / FILE)
