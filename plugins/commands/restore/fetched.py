"""What stands at a target, as files of this machine: to compare it, and to keep it as evidence."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from plugins.commands.deliver.folder import FolderTarget
from plugins.commands.deliver.git import GitTarget
from plugins.commands.deliver.program import Program
from plugins.commands.deliver.rclone import RcloneTarget
from plugins.commands.deliver.rsync import CURRENT, RsyncTarget
from plugins.commands.deliver.target import Target
from plugins.commands.deliver.zipped import ZipTarget
from plugins.commands.places import scripts

NO_JEKYLL = ".nojekyll"
"""An empty file that ghp-import adds."""


def fetched(target: Target, output: Path, room: Path) -> Path:
    """Return a folder with what stands at a target after its `look`; raises Failed, OSError.

    ``room`` is an empty folder on the disk of ``output``, the site as it was signed.
    """
    match target:
        case FolderTarget():
            return target.path
        case RsyncTarget():
            _by_rsync(target, output, room)
        case RcloneTarget():
            program = str(scripts(Path(sys.prefix)) / "rclone")
            Program("rclone", (program, "copy", target.remote, str(room))).text()
        case GitTarget():
            _by_git(target, room)
        case ZipTarget():
            _by_zip(target, room)
    return room


def _by_rsync(target: RsyncTarget, output: Path, room: Path) -> None:
    """Fetch the public release; what is as here, by its bytes, becomes a link and costs nothing."""
    if not target.there.current:
        return
    server = target.server
    place = f"{server.login}:{server.path.rstrip('/')}/{CURRENT}/"
    words = ("rsync", "-rc", "-s", "-z", "-e", target.connection.shell)
    links = f"--link-dest={output.absolute()}"
    Program("rsync", (*words, links, place, f"{room}{os.sep}")).text()


def _by_git(target: GitTarget, room: Path) -> None:
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


def _by_zip(target: ZipTarget, room: Path) -> None:
    if not target.path.is_file():
        return
    try:
        with ZipFile(target.path) as bundle:
            bundle.extractall(room)
    except (BadZipFile, ValueError):  # damaged: then nothing of it is right
        return


def links(root: Path) -> Iterable[str]:
    """Yield the symbolic links below a folder, of which no build makes one."""
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            path = Path(folder, name)
            if path.is_symlink():
                yield path.relative_to(root).as_posix()
