"""What stands at a target, as files of this machine: to compare it, and to keep it as evidence."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from town_portal.core.system import walk
from town_portal.core.system.places import get_scripts_folder
from town_portal.publishing.deliver.folder import FolderTarget
from town_portal.publishing.deliver.git import GitTarget
from town_portal.publishing.deliver.program import Program
from town_portal.publishing.deliver.rclone import LINK, RcloneTarget
from town_portal.publishing.deliver.rsync import CURRENT, RsyncTarget
from town_portal.publishing.deliver.target import Target
from town_portal.publishing.deliver.zipped import ZipTarget

NO_JEKYLL = ".nojekyll"
"""An empty file that ghp-import adds."""


def fetch_target(target: Target, output: Path, room: Path) -> Path:
    """Return a folder with what stands at a target after its `look`; raises Failed, OSError.

    ``room`` is an empty folder on the disk of ``output``, the site as it was signed.
    """
    match target:
        case FolderTarget():
            return target.path
        case RsyncTarget():
            if target.there.current:
                fetch_by_rsync(target, CURRENT, output, room)
        case RcloneTarget():
            program = str(get_scripts_folder(Path(sys.prefix)) / "rclone")
            Program("rclone", (program, "copy", target.remote, str(room))).text()
        case GitTarget():
            _fetch_by_git(target, room)
        case ZipTarget():
            _fetch_by_zip(target, room)
    return room


def fetch_by_rsync(target: RsyncTarget, release: str, output: Path, room: Path) -> None:
    """Fetch a release; what is as in ``output``, by its bytes, becomes a link and costs nothing."""
    words = ("rsync", "-rc", "-s", "-z", "-e", target.connection.shell)
    links = f"--link-dest={output.absolute()}"
    Program("rsync", (*words, links, target.place(release), f"{room}{os.sep}")).text()


def _fetch_by_git(target: GitTarget, room: Path) -> None:
    """Fetch the branch; `look` has brought the repository up to date where the branch moved."""
    name = target.branch.name
    wanted = f"+refs/heads/{name}:refs/remotes/origin/{name}"
    fetch = ("git", "fetch", "--quiet", "--depth=1", "origin", wanted)
    Program("git", fetch, target.repository).text()
    out = ("git", f"--work-tree={room}", "checkout", "--quiet", "-f", f"origin/{name}", "--", ".")
    Program("git", out, target.repository).text()
    marker = room / NO_JEKYLL
    if marker.is_file() and not marker.stat().st_size:
        marker.unlink()


def _fetch_by_zip(target: ZipTarget, room: Path) -> None:
    if not target.path.is_file():
        return
    try:
        with ZipFile(target.path) as bundle:
            bundle.extractall(room)
    except (BadZipFile, ValueError):  # damaged: then nothing of it is right
        return


def find_links(target: Target, there: Path) -> Mapping[str, str]:
    """Return the symbolic links and special files at a target, of which no build makes one.

    Each with where it leads, as far as that is known. They are listed, never fetched: through a
    link, what comes after it could be written anywhere.
    """
    if isinstance(target, RsyncTarget):
        return list_links_by_rsync(target, CURRENT) if target.there.current else {}
    if isinstance(target, RcloneTarget):
        files = walk.list_files(
            there
        )  # among them ordinary files that only have the ending of a link
        return {path: "" for path in target.links() if f"{path}{LINK}" not in files}
    found = {path: there / path for path in walk.find_links(there)} if there.is_dir() else {}
    return {path: str(item.readlink()) if item.is_symlink() else "" for path, item in found.items()}


def list_links_by_rsync(target: RsyncTarget, release: str) -> Mapping[str, str]:
    """Return the symbolic links and special files in a release, each with where it leads."""
    words = ("rsync", "-rlD8", "--list-only", "-s", "-e", target.connection.shell)
    lines = Program("rsync", (*words, target.place(release))).text().split("\n")
    # Mode, size, day, hour, name; "d" is a folder, "-" a file.
    about = [line.split(None, 4) for line in lines if line[:1] in "lpsbc" and line.strip()]
    pairs = (item[4].partition(" -> ") for item in about if len(item) > 4)
    return {path: led for path, _, led in pairs}
