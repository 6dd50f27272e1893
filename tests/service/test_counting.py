"""A batch of hits, as the writer's thread stores it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, OperationalError

from tests.service.databases import Database, Postgres, each_engine, on_postgres
from tests.service.together import at_once

if TYPE_CHECKING:
    from service.visits.hit import Hit, VisitNumbers

DAY = date(2026, 11, 25)
Store = Callable[[Sequence["Hit"]], Sequence["VisitNumbers"]]


def hit(reader: int, page: str = "/", day: date = DAY, *, is_beat: bool = False) -> Hit:
    """Return a hit of a reader on a page."""
    from service.visits.hit import Hit

    viewer = f"b{reader}{day}" if is_beat else f"v{reader}{page}{day}"
    return Hit(day, page, f"r{reader}{day}", viewer, f"h{reader}{day}", f"n{day}", is_beat=is_beat)


def told(hits: Sequence[Hit]) -> list[VisitNumbers]:
    """Return numbers that nobody counted."""
    from service.visits.hit import VisitNumbers

    return [VisitNumbers(1, 1, 1, 1, {"n": 0, "avg": None}) for _ in hits]


@each_engine
def test_a_batch_counts_each_reader_once(inside: Database) -> None:
    """In one batch a reader's hits are one visit, and one view a page; all hear the same total."""
    from service.visits.count import count_hits

    hits = [hit(1), hit(1), hit(1, "/a/"), hit(2, "/a/"), hit(3, is_beat=True)]
    found = count_hits(hits)
    assert [(one.total, one.today, one.online, one.views) for one in found] == [
        (2, 2, 3, 1),
        (2, 2, 3, 1),
        (2, 2, 3, 2),
        (2, 2, 3, 2),
        (2, 2, 3, 1),
    ]
    assert [one.total for one in count_hits(hits)] == [2] * 5


def test_a_batch_at_midnight_counts_two_days(inside: Database) -> None:
    """Hits of two days in one batch are counted for their own days, and the total is both."""
    from service.visits.count import count_hits

    found = count_hits([hit(1), hit(2), hit(1, day=DAY + timedelta(days=1))])
    assert [(one.total, one.today) for one in found] == [(3, 2), (3, 2), (3, 1)]
    assert sorted(row[0] for row in inside.rows("SELECT n FROM visits_day")) == [1, 2]


@on_postgres
def test_batches_never_wait_in_a_circle(inside: Database) -> None:
    """Batches of two days and many pages, stored at once by many, are no deadlock."""
    from django.db import connection

    from service.visits.count import count_hits

    def store(number: int) -> None:
        for turn in range(8):
            days = (DAY, DAY + timedelta(days=1))
            some = [
                hit(turn * 10 + n, f"/{(n * number) % 7}/", days[(n + number) % 2])
                for n in range(10)
            ]
            count_hits(some if number % 2 else some[::-1])
            count_hits([hit(turn, day=days[1])])
        connection.close()

    at_once([partial(store, number) for number in range(1, 9)])
    assert isinstance(inside, Postgres)
    assert inside.total() == inside.number("SELECT sum(n) FROM visits_day")
    assert "deadlock" not in (inside.cluster.folder / "log").read_text(errors="replace")


def test_the_writer_takes_together_what_waits() -> None:
    """Hits that come while a batch is stored are the next batch, and each hears its numbers."""
    from service.visits.writer import HitWriter

    sizes: list[int] = []
    slow = threading.Event()

    def store(hits: Sequence[Hit]) -> Sequence[VisitNumbers]:
        sizes.append(len(hits))
        slow.wait(0.3)
        return told(hits)

    writer = HitWriter(store)
    at_once([partial(writer.write, hit(number)) for number in range(30)])
    assert sum(sizes) == 30
    assert len(sizes) < 10
    assert writer.waiting() == 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize(
    "faults",
    [
        *(
            [OperationalError("gone"), OperationalError("gone")],
            [DatabaseError("wrong")],
            [ValueError("wrong")],
        ),
        *([MemoryError()], [SystemExit()], [None]),
    ],
    ids=str,
)
def test_a_hit_that_was_not_stored_is_not_acknowledged(
    faults: list[BaseException | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits for a batch that fails gets an error, and the next batch is stored.

    So it is where the store forgets a hit, and where the writer's thread has ended. Where the
    connection broke off once, the same hits are stored again.
    """
    from service.visits import writer as module

    def store(hits: Sequence[Hit]) -> Sequence[VisitNumbers]:
        fault = left.pop() if left else hits
        if isinstance(fault, BaseException):
            raise fault
        return told(hits) if fault else []

    left: list[BaseException | None] = list(faults)
    monkeypatch.setattr(module, "WAIT_SECONDS", 1.0)
    writer = module.HitWriter(store)
    with pytest.raises(DatabaseError):
        writer.write(hit(1))
    left.append(OperationalError("deadlock"))
    assert writer.write(hit(2)).total == 1
