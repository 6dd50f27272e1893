"""Requests to erase: seen with their due day, carried out for good, kept as a record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.service.running import Service
from tests.service.staff import ADMINISTRATOR, EDITOR, QUEUE, Staff, ask_to_erase, write, written

pytest_plugins = ("tests.service.desk_fixtures",)
REQUESTS = "comments/erasure/"


def today() -> date:
    """Return the town's day."""
    return (datetime.now(UTC) + timedelta(hours=7)).date()


def asked(service: Service, days: int, **changed: str) -> tuple[int, int]:
    """Have a comment that is to be erased in so many days; return its number and the request's."""
    number, receipt = written(service, **changed)
    ask_to_erase(service, receipt)
    database = service.database
    due = today() + timedelta(days=days)
    database.rows(
        "UPDATE comments_erasure SET due = %s WHERE comment_id = %s", due.isoformat(), number
    )
    sql = "SELECT id FROM comments_erasure WHERE comment_id = %s"
    return number, database.number(sql, number)


def test_the_next_due_comes_first_and_the_late_say_so(service: Service, editor: Staff) -> None:
    """Requests are ordered by their due day, which is told in words."""
    for days, author in ((2, "Hai"), (-3, "Trễ"), (0, "Nay"), (1, "Mai")):
        asked(service, days, author=author)
    page = editor.get(REQUESTS)
    assert page.found(".comment-author") == ["Trễ", "Nay", "Mai", "Hai"]
    marks = [mark.partition(": ")[2] for mark in page.found(".mark")]
    assert marks == ["quá hạn 3 ngày", "hạn là hôm nay", "hạn là ngày mai", "còn 2 ngày"]
    words = editor.get().words
    assert "4 yêu cầu xóa bình luận, 1 yêu cầu đã quá hạn, gấp nhất quá hạn 3 ngày" in words


def test_an_erased_comment_is_gone_everywhere(service: Service, editor: Staff) -> None:
    """The button asks first; then name and text are in no table, request and log stay."""
    number, request = asked(service, 1, text="Lời phải quên.", author="Người Phải Quên")
    links = editor.get(REQUESTS).tree.xpath("//main//a[text()='Xóa vĩnh viễn']/@href")
    assert links == [f"/quan-tri/{REQUESTS}{request}/xoa/"]
    asking = editor.get(f"{REQUESTS}{request}/xoa/").words
    assert "Lời phải quên." in asking
    assert "không lấy lại được" in asking
    assert service.database.rows("SELECT text FROM comments_comment") == [("Lời phải quên.",)]
    page = editor.post(f"{REQUESTS}{request}/xoa/")
    assert page.messages == [f"Đã xóa vĩnh viễn bình luận số {number}."]
    for table in ("comments_comment", "comments_erasure", "comments_decision"):
        rows = str(service.database.rows(f"SELECT * FROM {table}")).casefold()
        for word in ("phải quên", "phai quen"):
            assert word not in rows, table
    log = service.database.rows("SELECT action, by, reason FROM comments_decision")
    assert log == [("erased", EDITOR, "Người viết yêu cầu")]
    assert "Đã xóa lúc" in page.found(".mark")[0]
    assert page.tree.xpath("//main//a[text()='Xóa vĩnh viễn']") == []
    assert editor.get(f"{REQUESTS}?tinh-trang=cho").found(".comment-author") == []
    assert editor.get(f"{REQUESTS}?tinh-trang=xong").found(".comment-author") == ["(đã xóa)"]
    again = editor.post(f"{REQUESTS}{request}/xoa/")
    assert again.messages == [f"Bình luận số {number} đã xóa từ trước."]
    assert service.database.count("comments_decision") == 1


def test_only_an_administrator_erases_unasked(
    service: Service, editor: Staff, administrator: Staff
) -> None:
    """Without a request an editor is refused; an administrator is warned, and it is logged."""
    number = write(service)
    assert editor.get(f"{QUEUE}{number}/xoa/").status == 403
    assert editor.post(f"{QUEUE}{number}/xoa/").status == 403
    assert "Xóa vĩnh viễn" not in editor.get(f"{QUEUE}{number}/change/").words
    page = administrator.get(f"{QUEUE}{number}/xoa/")
    assert "Người viết không yêu cầu xóa bình luận này." in page.words
    administrator.post(f"{QUEUE}{number}/xoa/", {"reason": "Lộ số điện thoại"})
    log = service.database.rows("SELECT action, by, reason FROM comments_decision")
    assert log == [("erased", ADMINISTRATOR, "Lộ số điện thoại")]
    assert service.database.rows("SELECT author, text FROM comments_comment") == [("", "")]


def test_requests_are_neither_added_nor_changed_by_hand(
    service: Service, administrator: Staff
) -> None:
    """A due day cannot be moved, a request neither made up nor made away with."""
    _, request = asked(service, -1)
    assert administrator.get(f"{REQUESTS}add/").status == 403
    fields = {"due": "2030-01-01", "done_0": "01/01/2026"}
    assert administrator.post(f"{REQUESTS}{request}/change/", fields).status == 403
    assert administrator.post(f"{REQUESTS}{request}/delete/", {"post": "yes"}).status == 403
    due = service.database.rows("SELECT due FROM comments_erasure")
    assert str(due[0][0]) == (today() - timedelta(days=1)).isoformat()
