"""How long an article took from its approval to the public, told when it is published.

When somebody approved is written nowhere; the approval itself is, into the article's file. So the
moment is that of the file: where it is as the last commit has it, the commit's (a checkout's own
times tell nothing) or the file's, whichever is earlier; where it was saved since, or there is no
Git, the file's own. An article that was to appear later has waited since that moment only.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from town_portal.core import dates, naming
from town_portal.core.content_files.links import is_text
from town_portal.core.content_files.opening import has_file, read_text
from town_portal.core.data import yamldoc
from town_portal.core.system import git
from town_portal.core.text import make_slug
from town_portal.core.texts import frontmatter
from town_portal.publishing.due import load_zone

MOST = 20
"""Of more articles at once, as after a first publication, no time tells anything."""
RECENT = 7 * 86_400
"""Seconds up to which commits are looked at; what is older was published long ago."""
SKEW = 2.0
"""Seconds by which two clocks may differ that nobody has set apart."""
ENDINGS = ("/index.md", ".md", "/index.markdown", ".markdown")
APPROVED, SAVED, PLANNED = "lúc duyệt", "lúc lưu", "giờ hẹn đăng"
TOLD = "Từ {} đến lúc công khai: {}{}."
LATEST = " (bài mới nhất trong {} bài)"
LONGEST = " (bài đợi lâu nhất trong {} bài)"
ASKEW = "Từ {} đến lúc công khai: không tính được, vì giờ ghi ở bài muộn hơn giờ của máy này."


@dataclass(frozen=True, order=True)
class Wait:
    """Since when (seconds since 1970) an article has waited, and what happened then."""

    since: float
    what: str


def format_waits(
    content: Path,
    now: datetime,
    added: Sequence[str],
    changed: Sequence[str] = (),
    since: float | None = None,
) -> str:
    """Return the sentence for people about what has just been published; empty where unknown.

    ``added`` and ``changed`` are pages of articles (``2026/11/20/slug/``), ``now`` is when the site
    was public. Of the changed only those count that were saved after ``since``, the moment of the
    publication before: others have changed because of their neighbours. The longest wait is told;
    without ``since`` that of the newest.
    """
    if not 0 < len(added) + len(changed) <= MOST:
        return ""
    edits = _iter_waits(list(iter_published_files(content, changed)), content, now)
    waits = [
        *_iter_waits(list(iter_published_files(content, added)), content, now),
        *(edit for edit in edits if since is None or edit.since > since),
    ]
    if not waits:
        return ""
    wait = max(waits) if since is None else min(waits)
    which = (LATEST if since is None else LONGEST).format(len(waits)) if len(waits) > 1 else ""
    return _format_wait(wait, now, which)


def _format_wait(wait: Wait, now: datetime, which: str) -> str:
    """Return what is said of one wait; ``which`` of several it is."""
    seconds = now.timestamp() - wait.since
    if seconds < -SKEW:
        return ASKEW.format(wait.what)
    return TOLD.format(wait.what, format_duration(max(seconds, 0)), which)


def format_duration(seconds: float) -> str:
    """Return a duration in words, the two largest units: ``42 giây``, ``3 phút 5 giây``."""
    rest = round(seconds)
    parts: list[str] = []
    for name, size in (("ngày", 86_400), ("giờ", 3_600), ("phút", 60), ("giây", 1)):
        count, rest = divmod(rest, size)
        if count or (size == 1 and not parts):
            parts.append(f"{count} {name}")
        elif parts:
            break
    return " ".join(parts[:2])


def iter_published_files(content: Path, published: Iterable[str]) -> Iterator[Path]:
    """Yield the files of the articles at some addresses; who has no date in its name is read."""
    missing: set[str] = set()
    for page in published:
        address = page.removesuffix("index.html").strip("/")
        year, month, day, name = (*address.split("/"), "", "", "", "")[:4]
        stem = content / "articles" / year / f"{year}-{month}-{day}-{name}"
        path = next((it for end in ENDINGS if has_file(it := Path(f"{stem}{end}"))), None)
        if path:
            yield path
        else:
            missing.add(address)
    if missing:
        zone = load_zone(content)
        yield from (
            text
            for text in _iter_texts(content / "articles")
            if _make_address(text, zone) in missing
        )


def _iter_texts(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names if is_text(name))


def _make_address(path: Path, zone: ZoneInfo) -> str:
    """Return an article's address without the last slash; empty where it has faults."""
    try:
        named = naming.parse_article_name(path)
        if named.day:
            return f"{named.day:%Y/%m/%d}/{named.slug}"
        head = _read_head(path)
        day = dates.convert_to_zone(dates.parse_date(str(head["date"])), zone)
    except (ValueError, KeyError):
        return ""
    return f"{day:%Y/%m/%d}/{head.get('slug') or make_slug(str(head.get('title', '')))}"


def _read_head(path: Path) -> Mapping[str, Any]:
    try:
        head = frontmatter.split_front_matter(read_text(path)).head.value
    except (OSError, ValueError, yamldoc.YamlError):
        return {}
    return head if isinstance(head, dict) else {}


def _iter_waits(files: list[Path], content: Path, now: datetime) -> Iterator[Wait]:
    files = [file.resolve() for file in dict.fromkeys(files)]
    commits, zone = _find_commit_times(files, content, now), load_zone(content)
    for file in files:
        head = _read_head(file)
        review = head.get("review")
        is_approved = isinstance(review, dict) and review.get("state") == "approved"
        try:
            wait = Wait(_find_save_time(file, commits), APPROVED if is_approved else SAVED)
        except OSError:  # gone since
            continue
        try:
            planned = dates.convert_to_zone(
                dates.parse_date(str(head["publish"])), zone
            ).timestamp()
        except (KeyError, ValueError):
            planned = 0.0
        if wait.since < planned <= now.timestamp() + SKEW:
            wait = Wait(planned, PLANNED)
        if wait.since:
            yield wait


def _get_own_path(file: Path) -> Path:
    """Return the folder of an article that has one, else its file."""
    return file.parent if file.stem == "index" else file


def _find_save_time(file: Path, commits: Mapping[Path, float] | None) -> float:
    """Return when an article got its present form; 0 where that was too long ago to matter."""
    own = _get_own_path(file)
    pieces = [own, *own.iterdir()] if own.is_dir() else [own]
    saved = max(
        piece.stat().st_mtime for piece in pieces if piece.is_file() and piece.name[0] != "."
    )
    if commits is None or own not in commits:
        return saved
    return min(saved, commits[own])


def _find_commit_times(files: list[Path], content: Path, now: datetime) -> dict[Path, float] | None:
    """Return when those articles were committed that are as in their last commit; None: no Git.

    0 stands for a commit that is older than is looked at.
    """
    if not files:
        return None
    owns = {_get_own_path(file) for file in files}
    paths = [str(own) for own in sorted(owns)]
    top = git.run_git(content, "rev-parse", "--show-toplevel")
    asked = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
    edited = git.run_git(content, *asked, "--", *paths)
    if top is None or edited is None:
        return None
    base = Path(top.strip())
    changed = {base / line[3:] for line in edited.split("\0") if len(line) > 3}
    clean = {own for own in owns if not any(own == item or own in item.parents for item in changed)}
    found = dict.fromkeys(clean, 0.0)
    span = f"--since=@{int(now.timestamp()) - RECENT}"
    words = ("log", span, "--format=%x01%ct", "--name-only", "-z", "--", *paths)
    for part in (git.run_git(content, *words) or "").split("\x01")[1:]:
        moment, _, names = part.partition("\0")
        for name in names.replace("\n", "\0").split("\0"):
            path = base / name
            for own in clean:
                if own == path or own in path.parents:
                    found[own] = max(found[own], float(moment))
    return found
