"""Uploaded files that wait for their sender's decision, so that nobody has to send them twice.

They lie in the newsroom's data folder under a name that only the sender's session knows: one set
for each room, until it is used, replaced or too old.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from secrets import compare_digest, token_hex

from django.conf import settings
from django.http import HttpRequest

from town_portal.authoring.importers.word import GivenFile

HOURS = 10
"""As long as a session on a server."""
_NAMES = "names.json"


def keep_files(request: HttpRequest, room: str, files: Sequence[GivenFile]) -> str:
    """Keep files for this session instead of those kept before; return the name of the set.

    Empty where the disk takes nothing: they have to be sent again then.
    """
    forget_files(request, room)
    remove_old(_get_folder())
    name = token_hex(16)
    place = _get_folder() / name
    try:
        place.mkdir(mode=0o700, parents=True)
        for number, file in enumerate(files):
            (place / str(number)).write_bytes(file.data)
        names = json.dumps([file.name for file in files])
        (place / _NAMES).write_text(names, encoding="utf-8")
    except OSError:
        shutil.rmtree(place, ignore_errors=True)
        return ""
    request.session[_make_key(room)] = name
    return name


def has_files(request: HttpRequest, room: str) -> bool:
    """Tell whether this session has files for a room."""
    own = request.session.get(_make_key(room), "")
    return bool(own) and (_get_folder() / own).is_dir()


def find_files(request: HttpRequest, room: str, name: str | None = None) -> list[GivenFile]:
    """Return the files of this session's set; none where it is gone, or not the one of a name."""
    own = request.session.get(_make_key(room), "")
    if not own or (name is not None and not compare_digest(own.encode(), name.encode())):
        return []
    place = _get_folder() / own
    with suppress(OSError, ValueError):
        names = json.loads((place / _NAMES).read_text("utf-8"))
        return [
            GivenFile(given, (place / str(number)).read_bytes())
            for number, given in enumerate(names)
        ]
    return []


def forget_files(request: HttpRequest, room: str) -> None:
    """Remove what this session has kept for a room."""
    own = request.session.pop(_make_key(room), "")
    if own:
        shutil.rmtree(_get_folder() / own, ignore_errors=True)


def remove_unused() -> None:
    """Remove the sets that nobody has used."""
    remove_old(_get_folder())


def remove_old(folder: Path) -> None:
    """Remove what has been in a folder for longer than HOURS."""
    for place in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):
            if place.stat().st_mtime >= time.time() - HOURS * 3600:
                continue
            if place.is_dir():
                shutil.rmtree(place)
            else:
                place.unlink()


def _make_key(room: str) -> str:
    return f"kept-files-{room}"


def _get_folder() -> Path:
    folder: Path = settings.NEWSROOM.data / "kept-files"
    return folder
