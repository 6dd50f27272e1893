"""Limits as they are counted, and decisions about comments as they meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from service.guard import clock
from tests.service.databases import Database, Sqlite, each_engine
from tests.service.together import at_once

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Give a function that sets the clock to so many seconds after noon."""

    def go(after: int) -> None:
        monkeypatch.setattr(clock, "get_now", lambda: NOON + timedelta(seconds=after))

    go(0)
    return go


def refused(*rules: tuple[str, int]) -> int:
    """Do a deed under rules of ten minutes; return the seconds to wait, 0 where it was free."""
    from service.guard.limits import LimitRule, TooOften, take_turn

    try:
        take_turn("try", [LimitRule(who, n, 600) for who, n in rules])
    except TooOften as error:
        return error.wait
    return 0


def test_a_limit_begins_with_the_first_deed(
    inside: Database, seconds: Callable[[int], None]
) -> None:
    """So many deeds in so many seconds, counted from the first; then it begins anew."""
    waits = []
    for after in (0, 100, 200, 300, 599, 600, 601):
        seconds(after)
        waits.append(refused(("a", 2)))
    assert waits == [0, 0, 400, 300, 1, 0, 0]
    assert refused(("b", 1)) == 0


def test_the_narrow_rule_comes_before_the_wide(
    inside: Database, seconds: Callable[[int], None]
) -> None:
    """Whoever broke their own rule counts no more for the one that they share with others."""
    for _ in range(50):
        refused(("one", 3), ("all", 10))
    assert [refused((f"other {n}", 3), ("all", 10)) for n in range(8)] == [0] * 7 + [600]


@each_engine
def test_a_limit_is_exact_at_once(inside: Database) -> None:
    """Of 64 deeds at the same moment exactly as many pass as the limit says."""
    from django.db import connection

    from service.guard.visitor import compute_key

    compute_key(clock.get_today(), "the salt is there", "")

    def one() -> int:
        try:
            return refused(("a", 5))
        finally:
            connection.close()

    assert sum(not wait for wait in at_once([one] * 64)) == 5


def made(status: str = "pending") -> int:
    """Make a comment and return its number."""
    from service.comments.models import Comment
    from service.comments.write import hash_receipt

    number = Comment.objects.count()
    return Comment.objects.create(
        page="/a/",
        author="An",
        text="Bài",
        at=clock.get_now(),
        changed=clock.get_now(),
        status=status,
        receipt=hash_receipt(f"receipt {number}"),
    ).pk


def test_a_comment_to_be_erased_is_not_approved(inside: Database) -> None:
    """Once its writer asked for it to be erased, a comment can only be erased, and stays so."""
    from service.comments import receipts
    from service.comments.decide import decide_comment, erase_comment
    from service.comments.models import Comment, Status

    comment = Comment.objects.get(pk=made())
    assert receipts.ask_to_erase("receipt 0")["status"] == "erasing"
    decide_comment(comment, Status.APPROVED, "bien-tap")
    assert receipts.look_up_comment("receipt 0")["status"] == "erasing"
    erase_comment(comment, "bien-tap")
    unasked = Comment.objects.get(pk=made("approved"))
    erase_comment(unasked, "lanh-dao")
    for erased in (comment, unasked):
        decide_comment(erased, Status.APPROVED, "bien-tap")
    assert receipts.look_up_comment("receipt 0")["status"] == "erased"
    rows = inside.rows("SELECT status, author, text FROM comments_comment")
    assert rows == [("erased", "", "")] * 2
    assert inside.number("SELECT count(*) FROM comments_erasure WHERE done IS NULL") == 0
    assert receipts.ask_to_erase("receipt 0") == {"status": "erased", "due": None}


@each_engine
def test_erasing_and_asking_at_once_leaves_nothing_open(inside: Database) -> None:
    """However the desk's erasing and the writer's request meet, no request is left unanswered."""
    from django.db import connection

    from service.comments import receipts
    from service.comments.decide import erase_comment
    from service.comments.models import Comment

    def closing(deed: Callable[[], object]) -> None:
        deed()
        connection.close()

    for turn in range(8):
        comment = Comment.objects.get(pk=made())
        ask = partial(receipts.ask_to_erase, f"receipt {turn}")
        both = (
            partial(closing, ask),
            partial(closing, partial(erase_comment, comment, "bien-tap")),
        )
        at_once([*both, *both])
    open_ = "SELECT count(*) FROM comments_erasure WHERE done IS NULL"
    assert inside.number(open_) == 0
    assert inside.number("SELECT count(*) FROM comments_comment WHERE status <> 'erased'") == 0
    assert inside.count("comments_decision") == 8


def test_what_is_erased_is_in_no_free_page(inside: Database) -> None:
    """The name and text of an erased comment are overwritten in SQLite's file, not only let go."""
    if not isinstance(inside, Sqlite):
        pytest.skip("chỉ nói về tệp của SQLite")
    from django.db import connection

    from service.comments.decide import erase_comment
    from service.comments.models import Comment

    comment = Comment.objects.get(pk=made("approved"))
    comment.text = "Chuyen rieng cua toi " * 90
    comment.save()
    connection.close()
    assert "Chuyen rieng cua toi" in inside.text()
    erase_comment(comment, "bien-tap")
    connection.close()
    inside.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "Chuyen rieng cua toi" not in inside.text()
