"""A text as a unit: its folder with photographs and attachments, or its single file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from town_portal.core.content_files.links import is_text
from town_portal.core.content_files.opening import has_file, read_bytes
from town_portal.core.scan import scan_folder
from town_portal.core.texts.folders import FOLDERS

Files = Mapping[str, bytes]
"""The bytes of a text's files by their names below its folder; of a single file by its name."""
INDEXES = ("index.md", "index.markdown")


@dataclass(frozen=True, order=True)
class TextUnit:
    """A text of a content folder by its path below it: ``articles/2026/2026-12-02-le-hoi``."""

    content: Path
    name: str

    @property
    def path(self) -> Path:
        """The folder or the file."""
        return self.content / self.name

    @property
    def source(self) -> str:
        """The path of the Markdown file below the content folder."""
        if is_text(self.name):
            return self.name
        found = (name for name in INDEXES if has_file(self.path / name))
        return f"{self.name}/{next(found, INDEXES[0])}"

    def is_there(self) -> bool:
        """Tell whether the text has not been deleted."""
        return has_file(self.content / self.source)

    def read_files(self) -> Files:
        """Return its files; raises Refused and OSError. Hidden files and links are left out."""
        if is_text(self.name):
            return {self.path.name: read_bytes(self.path, self.content)}
        names = scan_folder(self.path, {}, 0).stamps
        return {name: read_bytes(self.path / name, self.content) for name in names}

    def place(self, name: str) -> Path:
        """Return where the file ``name`` of ``Files`` belongs."""
        return self.path.parent / name if is_text(self.name) else self.path / name


def find_unit(path: Path, content: Path) -> TextUnit | None:
    """Return the text to which a file (or the folder itself) belongs; None: to no text."""
    if not path.is_relative_to(content):
        return None
    name = path.relative_to(content)
    if name.parts[:1] not in [(folder,) for folder in FOLDERS] or ".." in name.parts:
        return None
    for folder in (name, *name.parents):
        inside = len(folder.parts) > 1
        if inside and any(has_file(content / folder / index) for index in INDEXES):
            return TextUnit(content, folder.as_posix())
    return TextUnit(content, name.as_posix()) if is_text(name.name) else None


def find_content(path: Path) -> Path | None:
    """Return the content folder above a text."""
    return next((parent.parent for parent in path.parents if parent.name in FOLDERS), None)
