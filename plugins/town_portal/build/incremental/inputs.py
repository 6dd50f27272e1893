"""Which files all texts and blocks may read. Pure."""

from collections.abc import Mapping

from town_portal.core.scan import Stamp

COPIED = (
    *(".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"),
    *(".mp3", ".m4a", ".ogg", ".wav"),
)
"""Endings in content/data of what is copied as it is, each copy by its own time and size."""


def list_shared_files(stamps: Mapping[str, Stamp], emblem: str) -> list[tuple[str, Stamp]]:
    """Return the files of content/data that any text or block may read, with their stamps.

    Tables have looks of their own, and so has what calendar.csv says; schemas are for editors.
    The ``emblem``, a path below content/data, is drawn into pictures of texts.
    """
    return [
        (path, found)
        for path, found in stamps.items()
        if path.startswith("data/")
        and (
            path == f"data/{emblem}"
            or not (
                path.lower().endswith((".yaml", *COPIED))
                or path.startswith("data/schema/")
                or path in ("data/calendar.csv", "data/minisign.pub")
            )
        )
    ]
