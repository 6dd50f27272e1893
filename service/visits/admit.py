"""Caps: how many readers and views a household and the network around it add to a day.

A reader key is made of address and browser, so that people behind one shared address are not one
reader; whoever varies the browser would be ever new readers. Beyond a cap nothing is stored.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.backends.utils import CursorWrapper

from service.visits.hit import Hit

VIEWS_PER_READER = 50
"""Views that a cap leaves for each of its readers."""
Keys = Mapping[str, Hit]


@dataclass(frozen=True)
class Admitted:
    """Keys of `visits_seen`: those that were stored just now, and those that were there before."""

    new: frozenset[str]
    known: frozenset[str]

    def is_present(self, hit: Hit) -> bool:
        """Tell whether the reader of a hit or a beat is counted."""
        keys = {hit.reader, hit.viewer} if hit.is_beat else {hit.reader}
        return not keys.isdisjoint(self.new | self.known)


@dataclass(frozen=True)
class _Candidates:
    """What would be new, by keys: readers (and beats of readers not seen today), and views."""

    readers: Keys
    views: Keys

    def fitting(self, fits: "_Fits") -> "_Candidates":
        """Return the candidates within the caps, without the views of refused readers."""
        readers = {key: hit for key, hit in self.readers.items() if fits(hit, 0)}
        refused = self.readers.keys() - readers
        views = {
            key: hit
            for key, hit in self.views.items()
            if hit.reader not in refused and fits(hit, 1)
        }
        return _Candidates(readers, views)


_Fits = Callable[[Hit, int], bool]
"""Whether a hit fits as a reader (0) or a view (1)."""
_Place = Callable[[Hit], str]


def admit_hits(cursor: CursorWrapper, hits: Sequence[Hit]) -> Admitted:
    """Store the keys of new readers and views as far as the caps allow.

    Households are asked before networks, so that one household cannot use up what many share; full
    ones are only read, so that what is refused adds no row. Rows are locked in the order of their
    keys, households first: two processes never wait for each other.
    """
    known = _find_known_keys(cursor, {key for hit in hits for key in (hit.reader, hit.viewer)})
    wanted = _build_candidates(hits, known)
    if wanted.readers or wanted.views:
        wanted = _drop_full(cursor, wanted)
        for place, readers in (
            (_get_household, _get_household_cap()),
            (_get_network, _get_network_cap()),
        ):
            wanted = _take(cursor, wanted, place, readers)
    keys = {key: hit.day for part in (wanted.readers, wanted.views) for key, hit in part.items()}
    return Admitted(frozenset(_insert(cursor, keys)), known)


def _get_household(hit: Hit) -> str:
    return hit.household


def _get_network(hit: Hit) -> str:
    return hit.network


def _get_household_cap() -> int:
    return settings.ENVIRONMENT.household_readers


def _get_network_cap() -> int:
    return settings.ENVIRONMENT.network_readers


def _find_known_keys(cursor: CursorWrapper, keys: Iterable[str]) -> frozenset[str]:
    asked = sorted(keys)
    places = ", ".join(["%s"] * len(asked))
    cursor.execute(f"SELECT key FROM visits_seen WHERE key IN ({places})", asked)
    return frozenset(str(row[0]) for row in cursor.fetchall())


def _build_candidates(hits: Iterable[Hit], known: frozenset[str]) -> _Candidates:
    opened = [hit for hit in hits if not hit.is_beat]
    readers = {hit.reader: hit for hit in opened if hit.reader not in known}
    views = {hit.viewer: hit for hit in opened if hit.viewer not in known}
    # A page that was opened before midnight still beats: present, though no reader of this day.
    beats = {
        hit.viewer: hit
        for hit in hits
        if hit.is_beat and known.isdisjoint((hit.reader, hit.viewer)) and hit.reader not in readers
    }
    return _Candidates({**readers, **beats}, views)


def _drop_full(cursor: CursorWrapper, wanted: _Candidates) -> _Candidates:
    """Return the candidates without those of full households and networks."""
    hits = [*wanted.readers.values(), *wanted.views.values()]
    asked = sorted({key for hit in hits for key in (hit.household, hit.network)})
    places = ", ".join(["%s"] * len(asked))
    cursor.execute(f"SELECT key, readers, views FROM visits_cap WHERE key IN ({places})", asked)
    counts = {str(key): (int(readers), int(views)) for key, readers, views in cursor.fetchall()}

    def fits(hit: Hit, part: int) -> bool:
        return all(
            counts.get(key, (0, 0))[part] < _compute_caps(cap)[part]
            for key, cap in (
                (hit.household, _get_household_cap()),
                (hit.network, _get_network_cap()),
            )
        )

    return wanted.fitting(fits)


def _compute_caps(readers: int) -> tuple[int, int]:
    return readers, readers * VIEWS_PER_READER


def _take(cursor: CursorWrapper, wanted: _Candidates, place: _Place, cap: int) -> _Candidates:
    """Count the candidates for their places; return those within the cap."""
    readers = Counter(map(place, wanted.readers.values()))
    views = Counter(map(place, wanted.views.values()))
    days = {place(hit): hit.day for part in (wanted.readers, wanted.views) for hit in part.values()}
    if not days:
        return wanted
    rows = [(key, day, readers[key], views[key]) for key, day in sorted(days.items())]
    cursor.execute(
        f"INSERT INTO visits_cap (key, day, readers, views) VALUES "
        f"{', '.join(['(%s, %s, %s, %s)'] * len(rows))} ON CONFLICT (key) DO UPDATE SET "
        "readers = visits_cap.readers + excluded.readers, "
        "views = visits_cap.views + excluded.views RETURNING key, readers, views",
        [value for row in rows for value in row],
    )
    most = _compute_caps(cap)
    left = {
        (str(key), part): most[part] - (int(after[part]) - asked[key])
        for key, *after in cursor.fetchall()
        for part, asked in enumerate((readers, views))
    }

    def fits(hit: Hit, part: int) -> bool:
        left[place(hit), part] -= 1
        return left[place(hit), part] >= 0

    return wanted.fitting(fits)


def _insert(cursor: CursorWrapper, keys: Mapping[str, date]) -> list[str]:
    """Insert the missing keys and return them."""
    if not keys:
        return []
    rows = sorted(keys.items())
    places = ", ".join(["(%s, %s)"] * len(rows))
    cursor.execute(
        f"INSERT INTO visits_seen (key, day) VALUES {places} ON CONFLICT DO NOTHING RETURNING key",
        [value for row in rows for value in row],
    )
    return [str(row[0]) for row in cursor.fetchall()]
