"""A town's data files at an upgrade: changed in a copy first, then in place, and given back."""

from __future__ import annotations

import difflib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from town_portal.cli.engine.folder import write_atomic
from town_portal.core.system.walk import list_files

MODULE = "town_portal.cli.engine.migrate"
PROBE = f"import importlib.util as u; print(int(u.find_spec('{MODULE}') is not None))"
"""Tells whether a generator knows of migrations; those of before this one do not."""
OLD, NEW = "old", "new"
EDITED = "Tệp {} đã được sửa sau khi đổi bản nên để nguyên; bản trước đó ở {}."


@dataclass(frozen=True)
class Changes:
    """The new texts of data files by their paths below content/, and a line for each change."""

    files: Mapping[str, str] = field(default_factory=dict)
    lines: Sequence[str] = ()

    def difference(self, content: Path) -> str:
        """Return what changes, line by line."""
        rows: list[str] = []
        for name, new in self.files.items():
            old = (content / name).read_text(encoding="utf-8").splitlines(keepends=True)
            rows += difflib.unified_diff(old, new.splitlines(keepends=True), name, name)
        return "".join(rows)


def ask_for(content: Path, run: Callable[..., str], python: str) -> Changes:
    """Return what the generator of a Python would change; ``run`` runs words."""
    if run((python, "-c", PROBE)).strip() != "1":
        return Changes()
    return Changes(**json.loads(run((python, "-m", MODULE, str(content)))))


def copy_with(changes: Changes, content: Path, to: Path) -> Path:
    """Return a copy of the content with the changes; the content itself where there are none."""
    if not changes.files:
        return content
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(content, to)
    for name, text in changes.files.items():
        (to / name).write_text(text, encoding="utf-8", newline="")
    return to


def apply(changes: Changes, content: Path, kept: Path) -> None:
    """Write the changes into the content; what stood there, and what is written, is kept."""
    for name, text in changes.files.items():
        for folder, data in ((OLD, (content / name).read_bytes()), (NEW, text.encode())):
            (kept / folder / name).parent.mkdir(parents=True, exist_ok=True)
            (kept / folder / name).write_bytes(data)
        write_atomic(content / name, text.encode())


def give_back(content: Path, kept: Path) -> list[str]:
    """Write back what stood there; a file that somebody has edited since is told and left."""
    told = []
    for name in list_files(kept / OLD) if (kept / OLD).is_dir() else ():
        file = content / name
        if file.is_file() and file.read_bytes() == (kept / NEW / name).read_bytes():
            write_atomic(file, (kept / OLD / name).read_bytes())
        else:
            saved = content.parent / ".state" / "upgrade" / "before" / name
            saved.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kept / OLD / name, saved)
            told.append(EDITED.format(f"content/{name}", saved.relative_to(content.parent)))
    return told
