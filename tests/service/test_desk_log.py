"""The log of decisions: read, searched and kept by administrators, changed by nobody."""

from __future__ import annotations

import csv
from io import StringIO

from tests.service.client import OPEN, OTHER
from tests.service.running import Service
from tests.service.staff import ADMINISTRATOR, EDITOR, QUEUE, Staff, write

pytest_plugins = ("tests.service.desk_fixtures",)
LOG = "comments/decision/"


def decided(service: Service, editor: Staff, administrator: Staff) -> tuple[int, int]:
    """Have an editor reject a comment and an administrator approve another one."""
    first, second = write(service), write(service, page=OTHER)
    editor.post(f"{QUEUE}{first}/tu-choi/", {"reason": "=HYPERLINK(1)"})
    administrator.post(f"{QUEUE}{second}/duyet/")
    return first, second


def table(text: str) -> list[list[str]]:
    """Return the cells of a table, without the times."""
    return [row[1:] for row in csv.reader(StringIO(text.removeprefix("\ufeff")))]


def test_the_log_is_narrowed_and_searched(
    service: Service, editor: Staff, administrator: Staff
) -> None:
    """Filters and search find by decision, person, page, number and reason."""
    small, second = decided(service, editor, administrator)
    first = 987_654  # a number that stands in no page's path
    sql = "UPDATE comments_decision SET comment_number = %s WHERE comment_number = %s"
    service.database.rows(sql, first, small)
    for query, number in (
        ({"action__exact": "approved"}, second),
        ({"by": EDITOR}, first),
        ({"q": OTHER}, second),
        ({"q": str(first)}, first),
        ({"q": "hyperlink"}, first),
    ):
        page = administrator.get(LOG, **query)
        assert page.found(".field-number") == [str(number)], query


def test_the_table_holds_what_the_list_shows(
    service: Service, editor: Staff, administrator: Staff
) -> None:
    """The file has the rows of the filters, and no cell that Excel would work out."""
    first, second = decided(service, editor, administrator)
    whole = administrator.get(f"{LOG}nhat-ky.csv")
    assert whole.headers["Content-Disposition"] == 'attachment; filename="nhat-ky.csv"'
    head = ["Quyết định", "Số bình luận", "Trang", "Người quyết định", "Lý do"]
    rejected = ["Bị từ chối", str(first), OPEN, EDITOR, "'=HYPERLINK(1)"]
    assert table(whole.text) == [
        head,
        ["Đã duyệt", str(second), OTHER, ADMINISTRATOR, ""],
        rejected,
    ]
    link = administrator.get(LOG, by=EDITOR).tree.xpath(
        "//a[normalize-space()='Tải về (CSV)']/@href"
    )
    assert link == [f"/quan-tri/{LOG}nhat-ky.csv?by={EDITOR}"]
    assert table(administrator.ask(link[0]).text) == [head, rejected]


def test_nobody_rewrites_the_log(service: Service, editor: Staff, administrator: Staff) -> None:
    """There is no form that adds, changes or deletes a decision, and no action."""
    decided(service, editor, administrator)
    number = service.database.number("SELECT min(id) FROM comments_decision")
    before = service.database.rows("SELECT * FROM comments_decision ORDER BY id")
    assert administrator.post(f"{LOG}add/", {"by": "khac"}).status == 403
    assert administrator.post(f"{LOG}{number}/change/", {"by": "khac"}).status == 403
    assert administrator.post(f"{LOG}{number}/delete/", {"post": "yes"}).status == 403
    administrator.act("delete_selected", number, path=LOG)
    assert service.database.rows("SELECT * FROM comments_decision ORDER BY id") == before
