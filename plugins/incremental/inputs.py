"""Which files a text is made of: itself, those beside it, what all share. Pure."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from plugins._kit.content_files.links import is_text
from plugins._kit.scan import Stamp

COPIED = (
    *(".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"),
    *(".mp3", ".m4a", ".ogg", ".wav"),
)
"""Endings in content/data of what is copied as it is, each copy by its own time and size."""
_LONG = 200
"""Characters from which on a list of stamps is shortened to its hash."""


def inputs(stamps: Mapping[str, Stamp], folders: Iterable[str]) -> dict[str, list[str]]:
    """Return the files that each text below ``folders`` may use, itself first.

    An article with a folder of its own (``…/index.md``) may use all that lies there. Texts that
    share a folder may use all of it but each other.
    """
    roots = tuple(f"{folder}/" for folder in folders)
    texts = [path for path in stamps if path.startswith(roots) and is_text(path)]
    beside: dict[str, list[str]] = {_folder(path): [] for path in texts}
    others = [path for path in stamps if not is_text(path)]
    for path in others:
        folder = _folder(path)
        while folder:
            if folder in beside:
                beside[folder].append(path)
            folder = _folder(folder)
    return {path: [path, *beside[_folder(path)]] for path in texts}


def shared_files(stamps: Mapping[str, Stamp], emblem: str) -> list[tuple[str, Stamp]]:
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


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def stamp(paths: Iterable[str], stamps: Mapping[str, Stamp]) -> str:
    """Return what tells, by times and sizes, that one of the files has changed."""
    text = "|".join(f"{path} {stamps[path][0]} {stamps[path][1]}" for path in paths)
    return blake2b(text.encode(), digest_size=16).hexdigest() if len(text) > _LONG else text
