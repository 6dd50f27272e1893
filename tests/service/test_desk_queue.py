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


def test_the_first_page_counts_what_waits(service: Service, editor: Staff) -> None:
    """The first page tells how many comments and requests wait, in sentences that are links."""
    assert "Không có bình luận nào chờ duyệt" in editor.get().words
    write(service)
    ask_to_erase(service, written(service)[1])
    words = editor.get().words
    assert "1 bình luận chờ duyệt" in words
    assert "1 yêu cầu xóa bình luận, gấp nhất còn" in words


def test_what_waits_comes_first_the_oldest_at_the_top(service: Service, editor: Staff) -> None:
    """Pending comments stand above decided ones, in the order in which they came."""
    names = ("Một", "Hai", "Ba")
    numbers = [write(service, author=name) for name in names]
    editor.post(f"{QUEUE}{numbers[0]}/duyet/")
    assert heads(QUEUE, editor) == ["Hai", "Ba", "Một"]


def test_a_button_approves_one(service: Service, editor: Staff) -> None:
    """After the button the comment is public, the log has it, and the list comes back as it was."""
    number = write(service, "Đã sửa xong.")
    page = editor.post(f"{QUEUE}{number}/duyet/?loc=trang-thai%3Dpending")
    assert page.messages == [f"Đã duyệt bình luận số {number}."]
    assert page.url.endswith("/comments/comment/?trang-thai=pending")
    assert [said["text"] for said in service.reader().comments()] == ["Đã sửa xong."]
    sql = "SELECT comment_number, page, action, by, reason FROM comments_decision"
    assert service.database.rows(sql) == [(number, OPEN, "approved", EDITOR, "")]


def test_a_button_rejects_one_with_a_reason(service: Service, editor: Staff) -> None:
    """The reason goes into the log; the comment never shows."""
    number = write(service)
    page = editor.post(f"{QUEUE}{number}/tu-choi/", {"reason": "  Quảng\ncáo "})
    assert page.messages == [f"Đã từ chối bình luận số {number}."]
    assert service.reader().comments() == []
    rows = service.database.rows("SELECT action, reason FROM comments_decision")
    assert rows == [("rejected", "Quảng cáo")]


def test_an_approved_one_is_taken_off_the_site(service: Service, editor: Staff) -> None:
    """What was approved can be rejected later, and is gone from the site then."""
    number = write(service)
    editor.post(f"{QUEUE}{number}/duyet/")
    assert "Gỡ khỏi cổng" in editor.get(QUEUE).words
    editor.post(f"{QUEUE}{number}/tu-choi/")
    assert service.reader().comments() == []


def test_a_second_decision_says_that_it_changed_nothing(service: Service, editor: Staff) -> None:
    """Who comes second is told so, and the log has one line."""
    number = write(service)
    editor.post(f"{QUEUE}{number}/duyet/")
    page = editor.post(f"{QUEUE}{number}/duyet/")
    assert page.messages == [f"Bình luận số {number} vẫn như cũ: đã có người xử lý rồi."]
    assert service.database.count("comments_decision") == 1


def test_several_are_approved_but_those_with_blocked_words(service: Service, editor: Staff) -> None:
    """Approving together leaves out what has blocked words, and says how many and why."""
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
    assert editor.post(f"{QUEUE}{bad}/duyet/").messages == [f"Đã duyệt bình luận số {bad}."]


def test_several_are_rejected_with_one_reason(service: Service, editor: Staff) -> None:
    """Rejecting together takes those with blocked words too."""
    block(service, "nhà cái")
    numbers = [write(service), write(service, "nhà cái")]
    assert editor.act("reject", *numbers, reason="Quảng cáo").messages == [
        "Đã từ chối 2 bình luận."
    ]
    rows = service.database.rows("SELECT reason FROM comments_decision")
    assert rows == [("Quảng cáo",), ("Quảng cáo",)]


def test_a_word_within_a_word_is_not_blocked(service: Service, editor: Staff) -> None:
    """Only whole words count, with their tones."""
    block(service, "ma túy", "cá")
    write(service, "Các bác trồng cà.")
    assert "Có từ bị chặn" not in editor.get(QUEUE).words


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
    """The filters show what they say; a request to erase is a kind of its own."""
    first = write(service, author="Một")
    write(service, page=OTHER, author="Hai")
    ask_to_erase(service, written(service, author="Ba")[1])
    editor.post(f"{QUEUE}{first}/duyet/")
    assert heads(f"{QUEUE}?trang-thai=pending", editor) == ["Hai"]
    assert heads(f"{QUEUE}?trang-thai=approved", editor) == ["Một"]
    assert heads(f"{QUEUE}?trang-thai=erasing", editor) == ["Ba"]
    assert heads(f"{QUEUE}?trang={OTHER}", editor) == ["Hai"]


def test_the_search_finds_without_tones(service: Service, editor: Staff) -> None:
    """Number, name, text and page are found, with and without tones, small letters or large."""
    write(service, "Đường Lê Thánh Tông", author="Nguyễn Ái")
    write(service, "Chợ Hồng Lĩnh", page=OTHER, author="Đỗ Hùng")
    for query in ("duong le thanh tong", "ĐƯỜNG", "nguyen ai", OPEN):
        assert editor.get(QUEUE, q=query).found(".comment-author") == ["Nguyễn Ái"], query
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


def test_only_posting_decides(service: Service, editor: Staff) -> None:
    """Opening a button's address decides nothing."""
    number = write(service)
    assert editor.get(f"{QUEUE}{number}/duyet/").status == 405
    assert editor.post(f"{QUEUE}999999/duyet/").status == 404
    assert status(service, number) == "pending"


def test_the_list_says_where_it_is_and_counts_what_was_searched(
    service: Service, editor: Staff
) -> None:
    """No level is named twice; results are counted where something was searched or filtered."""
    number = write(service, "Đã sửa xong.")
    whole = editor.get(QUEUE)
    assert whole.found(".breadcrumbs") == ["Bàn quản trị › Bình luận"]
    own = editor.get(f"{QUEUE}{number}/change/").found(".breadcrumbs")[0]
    assert own.startswith("Bàn quản trị › Bình luận › Nguyễn Văn An")
    assert "xem tất cả" not in whole.words
    for query in ({"q": "sua"}, {"trang-thai": "pending"}):
        assert "1 kết quả (xem tất cả)" in editor.get(QUEUE, **query).words
