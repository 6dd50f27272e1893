"""The list's own index: each text's file is read again only when it has changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db.models import Max, Min, Q, QuerySet

from newsroom.texts import store
from newsroom.texts.models import Text
from newsroom.texts.paths import FOLDERS, get_content_folder
from town_portal.core import dates
from town_portal.core.content_files.links import is_text
from town_portal.core.scan import Listing, Stamp, scan_folder
from town_portal.core.text import fold_text

LOOK_SECONDS = 2.0
"""So long a list may be older than the files; what the newsroom itself writes is known at once."""
_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_NO_DATE = datetime(1970, 1, 1, tzinfo=_ZONE)
_BATCH = 200
_listings: dict[str, dict[str, Listing]] = {}
_lock = threading.Lock()
_last_look = [float("-inf")]


def refresh_index(*, at_once: bool = False) -> None:
    """Read what has changed in the content folder since it was looked at last."""
    with _lock:
        if not at_once and time.monotonic() - _last_look[0] < LOOK_SECONDS:
            return
        _refresh()
        _last_look[0] = time.monotonic()


def _refresh() -> None:
    content = get_content_folder()
    known = dict[str, tuple[int, int]]()
    for path, mtime_ns, size in Text.objects.values_list("path", "mtime_ns", "size"):
        known[path] = (mtime_ns, size)
    present = dict(_iter_stamps(content))
    changed = [path for path, stamp in present.items() if known.get(path) != stamp]
    gone = [path for path in known if path not in present]
    for start in range(0, len(gone), _BATCH):
        Text.objects.filter(path__in=gone[start : start + _BATCH]).delete()
    # Reading a whole folder takes a minute: others must be able to save meanwhile.
    for start in range(0, len(changed), _BATCH):
        update_rows(changed[start : start + _BATCH])


def _iter_stamps(content: Path) -> Iterable[tuple[str, Stamp]]:
    """Return when each text was written and its size; unchanged folders are not listed again."""
    for folder in FOLDERS:
        if (content / folder).is_dir():
            found = scan_folder(content / folder, _listings.get(folder, {}), time.time_ns())
            _listings[folder] = found.listings
            yield from (
                (f"{folder}/{item}", mark) for item, mark in found.stamps.items() if is_text(item)
            )


def _stat_file(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_mtime_ns, status.st_size


def update_rows(paths: Iterable[str]) -> None:
    """Read texts' files again and note what they say."""
    rows = [row for path in paths if (row := _build_row(get_content_folder() / path)) is not None]
    names = [field.name for field in Text._meta.fields if field.name not in ("id", "path")]
    Text.objects.bulk_create(
        rows, batch_size=200, update_conflicts=True, unique_fields=["path"], update_fields=names
    )


def _build_row(file: Path) -> Text | None:
    try:
        mtime_ns, size = _stat_file(file)
        text = store.read_file(file)
    except (OSError, ValueError):
        return None
    fields = text.fields
    title = str(fields.get("title") or file.parent.name)[:300]
    author = str(fields.get("author") or "")[:150]
    return Text(
        path=text.path,
        mtime_ns=mtime_ns,
        size=size,
        kind=text.path.partition("/")[0],
        title=title,
        folded=fold_text(f"{title} {author} {text.body}"),
        date=_make_moment(fields.get("date")),
        status=_find_status(fields),
        publish=_make_moment(fields["publish"]) if fields.get("publish") else None,
        category=str(fields.get("category") or "")[:80],
        author=author,
        problem=text.problem[:500],
    )


def _find_status(fields: Mapping[str, object]) -> str:
    """Return the state of a text as the list shows it: a key of STATUSES."""
    status = fields.get("status") or "published"
    review = fields.get("review")
    if status in ("draft", "hidden"):
        return str(status)
    if isinstance(review, dict) and review.get("state") == "waiting":
        return "waiting"
    if _make_moment(fields.get("publish")) > datetime.now(_ZONE):
        return "scheduled"
    return "published"


def _make_moment(value: object) -> datetime:
    """Return a date of front matter as a moment; one long ago where there is none."""
    try:
        if isinstance(value, str):
            value = dates.parse_date(value)
        if isinstance(value, date):
            return dates.convert_to_zone(value, _ZONE)
    except ValueError:
        pass
    return _NO_DATE


def list_years() -> list[int]:
    """Return the years of the list, the newest first."""
    dated = Text.objects.filter(date__gt=_NO_DATE)
    first, last = dated.aggregate(first=Min("date"), last=Max("date")).values()
    return list(range(last.year, first.year - 1, -1)) if first else []


def search_texts(
    *, words: str = "", status: str = "", category: str = "", author: str = "", year: str = ""
) -> QuerySet[Text]:
    """Return the texts that fit, the newest first; ``words`` are looked for without accents."""
    found = Text.objects.order_by("-date", "path")
    for word in fold_text(words).split():
        found = found.filter(folded__contains=word)
    if status:
        found = found.filter(status=status)
    if category:
        found = found.filter(Q(category=category) | Q(kind=category))
    if author:
        found = found.filter(author=author)
    if year.isdecimal():
        found = found.filter(date__year=int(year))
    return found
