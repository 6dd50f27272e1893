"""A working copy of the content in which texts are exchanged; nobody's own files are touched."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from town_portal.publishing.last_good.texts import Files, TextUnit
from town_portal.publishing.last_good.versions import write_files

FOLDER = "content-held-back"
"""In an output's state, always the same: an incremental build knows its texts by their paths."""


def make_working_copy(content: Path, state: Path) -> Path:
    """Return a copy of a content folder made of hard links, without hidden files.

    Links stay links, so that the build refuses them as it would in the content.
    """
    target = state / FOLDER
    remove_working_copy(state)
    for name, folders, files in os.walk(content):
        folder = Path(name)
        place = target / folder.relative_to(content)
        place.mkdir(parents=True, exist_ok=True)
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        links = [item for item in folders if (folder / item).is_symlink()]
        for file in (*files, *links):
            _link_or_copy(folder / file, place / file)
    return target


def remove_working_copy(state: Path) -> None:
    """Take the working copy away."""
    shutil.rmtree(state / FOLDER, ignore_errors=True)


def exchange_text(copy: Path, unit: TextUnit, files: Files | None) -> None:
    """Put a version in the place of a text in the working copy; None leaves the text out."""
    target = TextUnit(copy, unit.name)
    if target.path.is_dir() and not target.path.is_symlink():
        shutil.rmtree(target.path)
    else:
        target.path.unlink(missing_ok=True)
    if files is not None:
        write_files(target, files)


def _link_or_copy(source: Path, target: Path) -> None:
    """Link a file; copy it where the system cannot (another disk)."""
    if source.name.startswith("."):
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)
