"""The queue: what waits comes first and is approved or rejected, one by one and together."""

from __future__ import annotations

from tests.service.client import OPEN, OTHER
from tests.service.running import Service
from tests.service.staff import EDITOR, QUEUE, Staff, ask_to_erase, write, written

pytest_plugins = ("tests.service.desk_fixtures",)


def status(service: Service, number: int) -> str:
    """Return where a comment stands."""
    rows = service.database.rows("SELECT status FROM comments_comment WHERE id = %s", number)
    return str(rows[0][0])


def block(service: Service, *words: str) -> None:
    """Put words on the list of blocked ones."""
    for word in words:
        service.database.rows(
            "INSERT INTO comments_blockedword (word, note) VALUES (%s, %s)", word, ""
        )


def heads(page: str, staff: Staff) -> list[str]:
    """Return the authors of a list, from the top."""
    return staff.get(page).found(".comment-author")


def test_buttons_decide_about_one(service: Service, editor: Staff) -> None:
    """Approved, a comment is public; a second time changes nothing; rejected, it is gone again.

    Opening a button's address decides nothing. The list comes back as it was.
    """
    assert "Không có bình luận nào chờ duyệt" in editor.get().words
    number = write(service, "Đã sửa xong.")
    assert "1 bình luận chờ duyệt" in editor.get().words
    assert editor.get(f"{QUEUE}{number}/duyet/").status == 405
    assert editor.post(f"{QUEUE}999999/duyet/").status == 404
    assert status(service, number) == "pending"
    page = editor.post(f"{QUEUE}{number}/duyet/?loc=trang-thai%3Dpending")
    assert page.messages == [f"Đã duyệt bình luận số {number}."]
    assert page.url.endswith("/comments/comment/?trang-thai=pending")
    assert [said["text"] for said in service.reader().comments()] == ["Đã sửa xong."]
    again = editor.post(f"{QUEUE}{number}/duyet/")
    assert again.messages == [f"Bình luận số {number} vẫn như cũ: đã có người xử lý rồi."]
    assert "Gỡ khỏi cổng" in editor.get(QUEUE).words
    page = editor.post(f"{QUEUE}{number}/tu-choi/", {"reason": "  Quảng\ncáo "})
    assert page.messages == [f"Đã từ chối bình luận số {number}."]
    assert service.reader().comments() == []
    sql = "SELECT comment_number, page, action, by, reason FROM comments_decision ORDER BY id"
    assert service.database.rows(sql) == [
        (number, OPEN, "approved", EDITOR, ""),
        (number, OPEN, "rejected", EDITOR, "Quảng cáo"),
    ]


def test_several_are_approved_but_those_with_blocked_words(service: Service, editor: Staff) -> None:
    """Approving together leaves out what has blocked words, and says why; rejecting does not."""
    block(service, "Cá độ", "nhà cái")
    good = [write(service), write(service)]
    bad = write(service, "Vào NHÀ CÁI, cá... độ ngay!")
    assert "Có từ bị chặn: Cá độ, nhà cái" in editor.get(QUEUE).words
    page = editor.act("approve", *good, bad)
    done, kept = page.messages
    assert done == "Đã duyệt 2 bình luận."
    assert kept == (
        f"Chưa duyệt 1 bình luận vì có từ bị chặn: số {bad} (Cá độ, nhà cái). "
        "Xin đọc rồi duyệt từng bình luận."
    )
    assert [status(service, number) for number in (*good, bad)] == [
        *("approved", "approved", "pending")
    ]
    assert editor.act("reject", bad, good[0], reason="Quảng cáo").messages == [
        "Đã từ chối 2 bình luận."
    ]
    reasons = service.database.rows("SELECT DISTINCT reason FROM comments_decision")
    assert set(reasons) == {("",), ("Quảng cáo",)}


def test_the_whole_text_is_read_in_the_list(service: Service, editor: Staff) -> None:
    """Text of all lines, page as a link to it, and whom it answers stand in the list."""
    top = write(service, author="Trần Bình")
    editor.post(f"{QUEUE}{top}/duyet/")
    long = "Dòng một.\n\n" + "chữ " * 450 + "hết."
    write(service, long, parent=top)
    page = editor.get(QUEUE)
    texts = page.tree.xpath("//p[@class='comment-text']/text()")
    assert texts[0] == long
    links = page.tree.xpath("//p[@class='comment-page']/a")
    assert [(a.get("href"), a.get("target")) for a in links] == [(OPEN, "_blank")] * 2
    assert f"Trả lời bình luận số {top} của Trần Bình" in page.words


def test_the_list_is_narrowed_by_status_and_page(service: Service, editor: Staff) -> None:
    """What waits stands above, the oldest first; the filters show what they say."""
    first = write(service, author="Một")
    write(service, page=OTHER, author="Hai")
    ask_to_erase(service, written(service, author="Ba")[1])
    write(service, author="Bốn")
    editor.post(f"{QUEUE}{first}/duyet/")
    assert heads(QUEUE, editor) == ["Hai", "Bốn", "Ba", "Một"]
    assert heads(f"{QUEUE}?trang-thai=pending", editor) == ["Hai", "Bốn"]
    assert heads(f"{QUEUE}?trang-thai=approved", editor) == ["Một"]
    assert heads(f"{QUEUE}?trang-thai=erasing", editor) == ["Ba"]
    assert heads(f"{QUEUE}?trang={OTHER}", editor) == ["Hai"]


def test_the_search_finds_without_tones(service: Service, editor: Staff) -> None:
    """Number, name, text and page are found, with and without tones, small letters or large."""
    write(service, "Đường Lê Thánh Tông", author="Nguyễn Ái")
    write(service, "Chợ Hồng Lĩnh", page=OTHER, author="Đỗ Hùng")
    for query in ("duong le thanh tong", "ĐƯỜNG", "nguyen ai", OPEN):
        page = editor.get(QUEUE, q=query)
        assert page.found(".comment-author") == ["Nguyễn Ái"], query
    assert "1 kết quả (xem tất cả)" in page.words
    assert page.found(".breadcrumbs") == ["Bàn quản trị › Bình luận"]
    assert editor.get(QUEUE, q="do hung").found(".comment-author") == ["Đỗ Hùng"]
    number = service.database.number("SELECT max(id) FROM comments_comment")
    service.database.rows("UPDATE comments_comment SET id = 987654 WHERE id = %s", number)
    assert editor.get(QUEUE, q="987654").found(".comment-author") == ["Đỗ Hùng"]
    assert editor.get(QUEUE, q="khong co").found(".comment-author") == []


def test_nobody_edits_what_a_reader_wrote(service: Service, administrator: Staff) -> None:
    """The comment's page has no field for name or text; posting to it is forbidden."""
    number = write(service, "Nguyên văn.")
    page = administrator.get(f"{QUEUE}{number}/change/")
    names = {one.get("name") for one in page.tree.xpath("//main//input|//main//textarea")}
    assert names == {"csrfmiddlewaretoken", "reason"}
    fields = {"author": "Khác", "text": "Khác", "page": OTHER, "status": "approved"}
    assert administrator.post(f"{QUEUE}{number}/change/", fields).status == 403
    assert administrator.get(f"{QUEUE}add/").status == 403
    assert administrator.post(f"{QUEUE}{number}/delete/", {"post": "yes"}).status == 403
    rows = service.database.rows("SELECT author, text, status FROM comments_comment")
    assert rows == [("Nguyễn Văn An", "Nguyên văn.", "pending")]


def test_a_comment_to_be_erased_is_not_decided(service: Service, editor: Staff) -> None:
    """After its author's request a comment cannot be approved, and the message says why."""
    number, receipt = written(service)
    ask_to_erase(service, receipt)
    page = editor.post(f"{QUEUE}{number}/duyet/")
    assert page.messages == [f"Bình luận số {number} vẫn như cũ: người viết đã xin xóa."]
    assert status(service, number) == "pending"
    assert "Duyệt bình luận số" not in page.text
