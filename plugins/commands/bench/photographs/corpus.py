"""The photographs that are made smaller, and how like the originals what was made of them is.

Drawing and judging are done by scikit-image in an environment of the scratch. It is the library
that keeps a tested SSIM, and it brings the very photographs out of which the pictures are drawn;
it is no part of the environment that builds, for which it would be far too heavy.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from plugins.commands.bench import peers
from plugins.commands.bench.photographs.methods import FILES
from plugins.commands.bench.photographs.programs import Command, said


def tool(name: str, *words: str) -> Command:
    """Give the command of one of the tools beside the requirements; raises SetupFailed."""
    python = peers.python(FILES / "requirements.txt")
    return Command([str(python), str(FILES / name), *words])


def drawn() -> Path:
    """Give the folder of the photographs, which are drawn once; raises Failed, SetupFailed."""

    def fill(home: Path) -> None:
        shutil.rmtree(home, ignore_errors=True)
        said(tool("camera.py", str(home / "photos")))

    return peers.filled(FILES / "camera.py", fill) / "photos"


def few(photos: Path, count: int) -> Path:
    """Give a folder of only so many of the photographs, spread over all of them."""
    folder = _empty(count)
    names = sorted(photos.glob("*.jpg"))
    for path in names[:: len(names) // count][:count]:
        os.link(path, folder / path.name)
    return folder


def many(photos: Path, times: int) -> Path:
    """Give a folder in which each photograph lies so many times, under names of its own."""
    names = sorted(photos.glob("*.jpg"))
    folder = _empty(len(names) * times)
    for path in names:
        for number in range(times):
            os.link(path, folder / f"{path.stem}-{number}.jpg")
    return folder


def _empty(count: int) -> Path:
    folder = peers.SCRATCH / f"photographs-{count}" / "photos"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def likeness(photos: Path, folders: Sequence[Path]) -> list[float]:
    """Give the mean SSIM (at most 1) of the derivatives in each folder; raises Failed."""
    found = json.loads(said(tool("ssim.py", str(photos), *map(str, folders))))
    return [fmean(by_width) for by_width in found]
