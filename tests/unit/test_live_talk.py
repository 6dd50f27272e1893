"""What readers say of an article: the order of comments, ratings, what a page takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins._kit.living import Comment, Living, Rating
from plugins._kit.tables import Live
from plugins.live.models import Said, Snapshot
from plugins.live.talk import accepts, living, threads

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
BEGIN = datetime(2026, 11, 20, 8, tzinfo=ZoneInfo("UTC"))
LINKS = st.dictionaries(st.integers(1, 9), st.none() | st.integers(1, 12), max_size=9)


def said(number: int, parent: int | None = None, hours: int | None = None) -> Said:
    """Return a comment; without ``hours`` a higher number is later."""
    at = BEGIN + timedelta(hours=number if hours is None else hours)
    return Said(id=number, author=f"Người {number}", text=f"Lời {number}", at=at, parent=parent)


def numbers(comments: tuple[Comment, ...]) -> list[tuple[int, list[int]]]:
    """Return the numbers of the comments, each with those of its answers."""
    return [(it.number, [answer.number for answer in it.answers]) for it in comments]


def test_answers_stand_below_their_comment() -> None:
    """The oldest first, in both; what answers an answer stands there too, and says whom."""
    found = threads([said(4, 2), said(3), said(2, 1), said(1)], ZONE)
    assert numbers(found) == [(1, [2, 4]), (3, [])]
    assert [answer.to for answer in found[0].answers] == ["", "Người 2"]


def test_an_answer_to_what_is_not_public_stands_by_itself() -> None:
    """It was approved, so it is shown, names nobody, and has the town's time."""
    (found,) = threads([said(2, 1)], ZONE)
    assert (found.number, found.to) == (2, "")
    assert found.at.isoformat() == "2026-11-20T17:00:00+07:00"


@given(LINKS)
def test_every_comment_is_shown_once(links: dict[int, int | None]) -> None:
    """However they answer each other, in circles too."""
    found = threads([said(*link) for link in links.items()], ZONE)
    shown = [number for top, below in numbers(found) for number in (top, *below)]
    assert sorted(shown) == sorted(links)
    assert Living(comments=found).count == len(links)
    assert [it.number for it in found] == sorted(it.number for it in found)


@pytest.mark.parametrize(
    ("votes", "average"),
    [
        ((1, 5), "5"),
        ((12, 54), "4,5"),
        ((4, 17), "4,3"),
        ((3, 5), "1,7"),
        ((3, 14), "4,7"),
        ((1000, 1001), "1"),
        # Where there are too few, the service tells no sum of stars.
        ((3, None), ""),
    ],
)
def test_an_average_has_one_digit(votes: tuple[int, int | None], average: str) -> None:
    """Halves go upwards; a whole number has no digit behind it."""
    told = Snapshot(version=1, at=BEGIN, total=5, ratings={"/a/": votes, "/b/": (0, 0)})
    assert living("a/", "rating", told, ZONE) == Living("rating", Rating(*votes))
    assert Rating(*votes).average == average
    assert living("b/", "all", told, ZONE) == living("c/", "all", told, ZONE) == Living("all")
    assert living("b/", "nothing", None, ZONE) == Living()


@pytest.mark.parametrize(
    ("live", "published", "takes", "refuses", "expected"),
    [
        (None, True, True, False, "nothing"),
        (Live(), False, True, False, "nothing"),
        (Live(), True, False, False, "all"),
        (Live(), True, False, True, "rating"),
        (Live(comments=False), True, False, False, "rating"),
        (Live(comments=False), True, True, False, "all"),
    ],
)
def test_what_a_page_takes(
    live: Live | None, published: bool, takes: bool, refuses: bool, expected: str
) -> None:
    """The article's own wish goes before the town's; without a service there is nothing."""
    assert accepts(live, published, takes, refuses) == expected
