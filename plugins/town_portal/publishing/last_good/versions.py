"""The versions of a text that came before: in the town's Git, else in the store beside the texts.

Both travel with the content, so that a build on another machine finds the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from tarfile import TarFile
from tempfile import TemporaryDirectory

from town_portal.authoring.articles import FOLDER, ArticleFile, ArticleFolder
from town_portal.build import article
from town_portal.core.content_files.links import is_elsewhere
from town_portal.core.content_files.opening import has_file, read_bytes
from town_portal.core.faults import FaultsError
from town_portal.core.system import clock, git
from town_portal.publishing.last_good.texts import Files, TextUnit, find_content, find_unit

STORE = ".ban-tot"
"""The folder of the content, hidden from builds, with the last good version of each text."""
OLDEST = 30
"""So many commits of a text are looked at."""
TOWN = Path("data", "town.yaml")


def find_good_version(path: Path) -> Files | None:
    """Return the files of the newest good version of the text at ``path``; None without one.

    ``path`` is the text's folder or one of its files.
    """
    content = find_content(path.absolute())
    unit = find_unit(path.absolute(), content) if content else None
    return next(iter_good_versions(unit), None) if unit else None


def iter_good_versions(unit: TextUnit) -> Iterator[Files]:
    """Yield the earlier versions that are good as far as a text alone tells, newest first."""
    current = _read_current_files(unit)
    for files in _iter_versions(unit):
        if files != current and is_good(unit, files):
            yield files


def is_in_git(content: Path) -> bool:
    """Tell whether the content folder is kept in a Git repository, not only lies in one."""
    return bool(git.run_git(content, "ls-files", "--", ".")) and bool(
        git.run_git(content, "rev-parse", "--verify", "HEAD")
    )


def is_good(unit: TextUnit, files: Files) -> bool:
    """Tell whether a version can be shown: readable, complete, approved where the town asks."""
    if unit.name.split("/")[0] != FOLDER:
        return True  # the build itself is the judge of other kinds of texts
    with TemporaryDirectory() as folder:
        trial = TextUnit(Path(folder).resolve(), unit.name)
        write_files(trial, files)
        if has_file(unit.content / TOWN):
            town = trial.content / TOWN
            town.parent.mkdir(exist_ok=True)
            town.write_bytes(read_bytes(unit.content / TOWN, unit.content))
        try:
            return _is_shown(trial)
        except (FaultsError, OSError, ValueError):
            return False


def write_files(unit: TextUnit, files: Files) -> None:
    """Write a version where its unit belongs; nothing may stand there."""
    for name, data in files.items():
        place = unit.place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def locate_stored(unit: TextUnit) -> TextUnit:
    """Return where the store keeps a text's last good version."""
    return TextUnit(unit.content / STORE, unit.name)


def _is_shown(trial: TextUnit) -> bool:
    articles = ArticleFolder(trial.content)
    file = articles.read(trial.content / trial.source)
    is_faulty = any(article.iter_faults(file.front, file.path, articles.zone, None))
    if is_faulty or file.body_faults or _has_missing_files(file):
        return False
    return not articles.absence(file, clock.get_now())


def _has_missing_files(file: ArticleFile) -> bool:
    """Tell whether a file is missing beside the article; those elsewhere the build looks for."""
    source = file.path.relative_to(file.content).as_posix()
    elsewhere = {link.line for link in file.links if is_elsewhere(link.address, source)}
    return any(line not in elsewhere for line, _ in file.files.refused)


def _read_current_files(unit: TextUnit) -> Files | None:
    try:
        return unit.read_files()
    except (OSError, ValueError):
        return None


def _iter_versions(unit: TextUnit) -> Iterator[Files]:
    if not is_in_git(unit.content):
        kept = (
            _read_current_files(locate_stored(unit)) if has_file(locate_stored(unit).path) else None
        )
        if kept:
            yield kept
        return
    words = ("log", "--format=%H", f"--max-count={OLDEST}", "--", unit.name)
    for commit in (git.run_git(unit.content, *words) or "").split():
        packed = git.read_output(unit.content, "archive", commit, "--", unit.name)
        if packed:
            yield _unpack(packed, unit)


def _unpack(packed: bytes, unit: TextUnit) -> Files:
    """Return the regular files of a commit's archive."""
    base = Path(unit.name)
    found: dict[str, bytes] = {}
    with TarFile(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            opened = archive.extractfile(member) if member.isreg() else None
            if opened is not None:
                name = Path(member.name)
                inside = name.relative_to(base) if name != base else Path(name.name)
                found[inside.as_posix()] = opened.read()
    return found
