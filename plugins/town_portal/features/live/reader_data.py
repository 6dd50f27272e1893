"""What readers say of an article, with its rating and answers, and how many come. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from town_portal.core.data.tables import Live
from town_portal.core.identity import compute_identity
from town_portal.core.reader_data import Accepts, Living, ReaderComment, ReaderRating
from town_portal.core.records import Counted
from town_portal.features.live.models import Said, Snapshot


def decide_accepted(live: Live | None, is_published: bool, takes: bool, refuses: bool) -> Accepts:
    """Return what readers may do on an article's page; its own wish goes before the portal's."""
    if live is None or not is_published:
        return "nothing"
    return "all" if (live.comments or takes) and not refuses else "rating"


def build_living(url: str, accepts: Accepts, snapshot: Snapshot | None, zone: ZoneInfo) -> Living:
    """Return what is known of the article at ``url`` (``2020/12/14/slug/``); times in ``zone``."""
    count, stars = snapshot.ratings.get(f"/{url}", (0, 0)) if snapshot else (0, 0)
    said = snapshot.comments.get(f"/{url}", ()) if snapshot else ()
    if not count and not said:
        return Living(accepts, identity=accepts)
    rating, comments = ReaderRating(count, stars) if count else None, build_threads(said, zone)
    return Living(accepts, rating, comments, compute_identity(accepts, rating, comments))


def build_counted(snapshot: Snapshot | None, zone: ZoneInfo) -> Counted | None:
    """Return how many have come; None where nobody has counted yet."""
    if snapshot is None or not snapshot.total:
        return None
    return Counted(snapshot.total, snapshot.at.astimezone(zone), snapshot.days)


def build_threads(said: Iterable[Said], zone: ZoneInfo) -> tuple[ReaderComment, ...]:
    """Return the comments, the oldest first, each with all that answer it, directly or not.

    What answers a comment that is not public stands by itself.
    """
    known = {item.id: item for item in sorted(said, key=lambda item: (item.at, item.id))}
    below: dict[int, list[Said]] = {}
    for item in known.values():
        below.setdefault(_find_top(item, known), []).append(item)
    found = [
        _build_comment(known[top], known, zone, [item for item in items if item.id != top])
        for top, items in below.items()
    ]
    return tuple(sorted(found, key=lambda comment: (comment.at, comment.number)))


def _find_top(item: Said, known: Mapping[int, Said]) -> int:
    """Return the number of the comment under which this one stands; a circle has its lowest."""
    way = [item.id]
    while (parent := known.get(item.parent or 0)) is not None:
        item = parent
        if item.id in way:
            return min(way[way.index(item.id) :])
        way.append(item.id)
    return way[-1]


def _build_comment(
    item: Said, known: Mapping[int, Said], zone: ZoneInfo, answers: Iterable[Said] = ()
) -> ReaderComment:
    below = []
    for answer in answers:
        to = "" if answer.parent == item.id else known[answer.parent or item.id].author
        below.append(replace(_build_comment(answer, known, zone), to=to))
    at = item.at.astimezone(zone)
    return ReaderComment(item.id, item.author, item.text, at, answers=tuple(below))
