"""Which files the newsroom may read and write: texts in their folders, never what a link names."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.http import Http404

from town_portal.core.content_files.names import RefusedFile
from town_portal.core.content_files.opening import refuse_links
from town_portal.core.texts import folders

FOLDERS = folders.FOLDERS
TEXT_ENDINGS = (".md", ".markdown")
_UNUSUAL = re.compile(r"[\x00-\x1f\\:]")


def get_content_folder() -> Path:
    """Return the folder of texts and data."""
    folder: Path = settings.NEWSROOM.content
    return folder


def is_inside(path: str) -> bool:
    """Tell whether a path stays in the folders of texts, by its words alone."""
    if _UNUSUAL.search(path) or path.startswith("/"):
        return False
    parts = path.split("/")
    return parts[0] in FOLDERS and not any(part in ("", ".", "..") for part in parts[1:])


def get_text_file(path: str) -> Path:
    """Return a text's file by its path below the content folder.

    Raises Http404 for anything else: another folder, a link, no file.
    """
    if not is_inside(path) or PurePosixPath(path).suffix.lower() not in TEXT_ENDINGS:
        raise Http404
    return _check_path(get_content_folder() / path)


def get_file_beside(path: str, name: str) -> Path:
    """Return a file that lies in the folder of a text. Raises Http404."""
    own = get_text_file(path)
    if "/" in name or not is_inside((PurePosixPath(path).parent / name).as_posix()):
        raise Http404
    return _check_path(own.parent / name)


def _check_path(file: Path) -> Path:
    try:
        refuse_links(file, get_content_folder())
    except RefusedFile as error:
        raise Http404(str(error)) from error
    if not file.is_file():
        raise Http404
    return file


def get_relative_path(file: Path) -> str:
    """Return the path of a file below the content folder."""
    return file.relative_to(get_content_folder()).as_posix()


def get_own_place(path: str) -> Path:
    """Return what belongs to a text: its folder, or its file where others lie beside it."""
    file = get_content_folder() / path
    return file.parent if file.stem == "index" else file
