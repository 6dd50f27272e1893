"""The inbox of the desk: by urgency, taken on, answered, copied, erased."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.service.inside import on
from tests.service.letters import DRAFT, mine, sent
from tests.service.running import Service
from tests.service.staff import ADMINISTRATOR, EDITOR, Staff
from town_portal.core.texts import frontmatter

pytest_plugins = ("tests.service.desk_fixtures",)
INBOX, STEPS = "inbox/letter/", "inbox/step/"
NASTY = "<script>alert(1)</script>\n---\ntitle: Khác\n\u202eđảo\u2066 {{ 7*7 }}\n#x: y"
TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


def number(service: Service) -> int:
    """Return the number of the newest letter."""
    return service.database.number("SELECT max(id) FROM inbox_letter")


def new(service: Service, name: str = "Trần Thị Bình", left: int | None = None, **more: str) -> int:
    """Have somebody write a letter whose deadline is so many days away; return its number."""
    sent(service, name=name, text=more.pop("text", f"Câu hỏi của {name}."), **more)
    found = number(service)
    if left is not None:
        due = (TODAY + timedelta(days=left)).isoformat()
        service.database.rows("UPDATE inbox_letter SET deadline = %s WHERE id = %s", due, found)
    return found


def steps(service: Service, columns: str) -> list[tuple[object, ...]]:
    """Return what was done with letters, but for reading them."""
    sql = f"SELECT {columns} FROM inbox_step WHERE action <> 'opened' ORDER BY id"
    return service.database.rows(sql)


def test_opening_a_letter_leaves_a_trace(
    service: Service, editor: Staff, administrator: Staff, stranger: Staff
) -> None:
    """Who read a letter stands on the letter and in the log; a reload adds nothing.

    No page that shows the words of a letter is opened without a trace, or without logging in.
    """
    letter = new(service, text="Chuyện riêng của tôi.")
    listed = editor.get(INBOX)
    assert "Chuyện riêng" not in listed.text
    assert "binh@example.vn" not in listed.text
    assert service.database.count("inbox_step") == 0
    for _ in range(2):
        assert "Chuyện riêng" in editor.get(f"{INBOX}{letter}/change/").text
    for page in ("change/", "xoa/", "ban-nhap/", "ban-nhap/index.md"):
        service.database.rows("DELETE FROM inbox_step WHERE by = %s", ADMINISTRATOR)
        assert "Chuyện riêng" in administrator.get(f"{INBOX}{letter}/{page}").text
        rows = service.database.rows("SELECT letter_number, action, by FROM inbox_step ORDER BY id")
        assert rows == [(letter, "opened", EDITOR), (letter, "opened", ADMINISTRATOR)], page
        assert "login" in stranger.get(f"{INBOX}{letter}/{page}").url
    shown = editor.get(f"{INBOX}{letter}/change/").found(".decisions")[0]
    assert f"Đã mở thư, {ADMINISTRATOR}" in shown
    assert "Đã mở thư" in administrator.get(STEPS).words
    assert editor.get(STEPS).status == 403


def test_the_most_urgent_comes_first(service: Service, editor: Staff) -> None:
    """Letters without answer stand above closed ones, by deadline; the late ones say how late."""
    new(service, "Xa", 40)
    new(service, "Trễ", -2)
    done = new(service, "Xong", -9)
    new(service, "Nay", 0)
    editor.post(f"{INBOX}{done}/tra-loi/", {"answer": ""})
    page = editor.get(INBOX)
    assert page.found(".comment-author") == ["Trễ", "Nay", "Xa", "Xong"]
    marks = page.found(".mark")
    assert marks[0].endswith(": quá hạn 2 ngày")
    assert page.tree.xpath("//span[contains(@class, 'mark-late')]")[0].text.endswith("2 ngày")
    assert marks[3].endswith(": hạn là hôm nay")
    assert marks[6].endswith("ngày làm việc")
    for query, names in (("qua-han", ["Trễ"]), ("sap-het", ["Nay"])):
        assert editor.get(INBOX, han=query).found(".comment-author") == names
    assert editor.get(INBOX, **{"trang-thai": "answered"}).found(".comment-author") == ["Xong"]
    new(service, "Góp ý", kind="draft", about=DRAFT, text="Nên bỏ Điều 4.")
    for narrowed in ({"loai": "draft"}, {"q": "nen bo dieu"}):
        assert editor.get(INBOX, **narrowed).found(".comment-author") == ["Góp ý"]
    first = editor.get().words
    assert "4 thư chưa trả lời, 4 thư mới nhận, 1 thư đã quá hạn; gấp nhất quá hạn 2 ngày" in first


def test_a_letter_goes_its_way(service: Service, editor: Staff) -> None:
    """Taken up, then answered: the writer sees both, the log who did it; mending closes nothing."""
    receipt = sent(service)
    letter = number(service)
    page = editor.post(f"{INBOX}{letter}/tiep-nhan/")
    assert page.messages == [f"Đã tiếp nhận thư số {letter}."]
    assert mine(service, receipt)["state"] == "accepted"
    wrong = editor.post(f"{INBOX}{letter}/tra-loi/", {"answer": "javascript:alert(1)"})
    assert wrong.messages == ["Địa chỉ trả lời phải bắt đầu bằng / hoặc https://."]
    answer = "https://honglinh.example/hoi-dap/den-duong/"
    editor.post(f"{INBOX}{letter}/tra-loi/", {"answer": answer})
    told = mine(service, receipt)
    assert (told["state"], told["answer"]) == ("answered", "/hoi-dap/den-duong/")
    assert told["closed"] == TODAY.isoformat()
    then = service.database.moment(datetime.now(UTC) - timedelta(days=5))
    service.database.rows("UPDATE inbox_letter SET closed = %s", then)
    closed = service.database.rows("SELECT closed FROM inbox_letter")
    editor.post(f"{INBOX}{letter}/tra-loi/", {"answer": "/hoi-dap/khac/"})
    assert service.database.rows("SELECT closed FROM inbox_letter") == closed
    rows = steps(service, "action, by, note")[:2]
    expected = [("accepted", EDITOR, ""), ("answered", EDITOR, "/hoi-dap/den-duong/")]
    assert rows == expected


@pytest.mark.parametrize(
    ("way", "state", "field"),
    [("chuyen", "transferred", "to"), ("khong-xu-ly", "refused", "reason")],
)
def test_passing_on_and_refusing_need_a_word(
    service: Service, editor: Staff, way: str, state: str, field: str
) -> None:
    """Without the unit or the reason nothing happens; with it the writer reads it."""
    receipt = sent(service)
    letter = number(service)
    assert editor.post(f"{INBOX}{letter}/{way}/", {field: " \u200b "}).messages[0].startswith("Xin")
    assert mine(service, receipt)["state"] == "received"
    editor.post(f"{INBOX}{letter}/{way}/", {field: "Phòng  Quản lý đô thị"})
    told = mine(service, receipt)
    assert (told["state"], told["note"]) == (state, "Phòng Quản lý đô thị")
    editor.post(f"{INBOX}{letter}/tiep-nhan/")
    told = mine(service, receipt)
    assert (told["state"], told["note"], told["closed"]) == ("accepted", None, None)


def test_an_erased_letter_leaves_no_words_of_the_staff(
    service: Service, administrator: Staff
) -> None:
    """What was written on passing on, refusing, answering goes with the letter, in the log too."""
    letter, other = new(service), new(service)
    administrator.post(f"{INBOX}{other}/chuyen/", {"to": "Công an phường"})
    for way, given in (
        ("khong-xu-ly", {"reason": "Ông Nguyễn Văn Kín đã có quyết định"}),
        ("chuyen", {"to": "Nguyễn Văn Kín, tổ dân phố 3"}),
        ("tra-loi", {"answer": "/hoi-dap/nguyen-van-kin/"}),
    ):
        administrator.post(f"{INBOX}{letter}/{way}/", given)
    administrator.post(f"{INBOX}{letter}/xoa/", {"reason": "Theo yêu cầu"})
    row = service.database.rows("SELECT note, answer FROM inbox_letter WHERE id = %s", letter)
    assert row == [("", "")]
    notes = [note for (note,) in steps(service, "note") if note]
    assert notes == ["Công an phường", "Theo yêu cầu"]
    for path in (STEPS, f"{STEPS}nhat-ky-thu.csv", f"{INBOX}{letter}/change/"):
        page = administrator.get(path).text
        assert "Kín" not in page
        assert "nguyen-van-kin" not in page


def test_what_somebody_wrote_is_text(service: Service, editor: Staff) -> None:
    """Markup and turning letters stand on the desk as letters, in the draft as data."""
    letter = new(service, '"<b>An</b>: {{ x }}', text=NASTY)
    for path in (INBOX, f"{INBOX}{letter}/change/", f"{INBOX}{letter}/ban-nhap/"):
        page = editor.get(path)
        assert "<script>alert(1)" not in page.text
        assert "\u202e" not in page.text
        assert not page.tree.xpath("//main//b")
    shown = editor.get(f"{INBOX}{letter}/change/").tree.xpath("//p[@class='comment-text']/text()")
    clean = NASTY.replace("\u202e", "").replace("\u2066", "")
    assert shown == [clean]


def test_a_question_is_copied_into_a_draft(service: Service, editor: Staff) -> None:
    """The file is one that the portal reads: not public yet, the question word by word."""
    letter = new(service, 'Lê "Ba"', text=NASTY, contact="ba@example.vn")
    page = editor.get(f"{INBOX}{letter}/ban-nhap/")
    assert f"content/questions/{TODAY:%Y}/{TODAY:%Y-%m-%d}-cau-hoi-{letter}/index.md" in page.words
    file = editor.get(f"{INBOX}{letter}/ban-nhap/index.md")
    assert file.headers["Content-Disposition"] == 'attachment; filename="index.md"'
    head = frontmatter.split_front_matter(file.text).head.value
    assert head["question"] == NASTY.replace("\u202e", "").replace("\u2066", "")
    assert (head["state"], str(head["asked"])) == ("received", TODAY.isoformat())
    assert "asker" not in head
    assert not [word for word in ("asker", "Lê", "ba@example.vn") if word in file.text]
    other = new(service, kind="information")
    assert editor.get(f"{INBOX}{other}/ban-nhap/").status == 404


def test_an_editor_erases_what_was_asked_for_and_nothing_else(
    service: Service, editor: Staff, administrator: Staff
) -> None:
    """Without a request only an administrator erases; then words are gone, dates stay."""
    receipt = sent(service, text="Chuyện riêng của tôi.")
    letter = number(service)
    assert editor.post(f"{INBOX}{letter}/xoa/").status == 403
    mine(service, receipt, "DELETE")
    assert "1 yêu cầu xóa thư" in editor.get().words
    assert editor.get(f"{INBOX}?trang-thai=xin-xoa").found(".comment-author")
    editor.post(f"{INBOX}{letter}/xoa/")
    row = service.database.rows("SELECT name, contact, text, plain, receipt FROM inbox_letter")
    assert row == [("", "", "", "", None)]
    assert "Chuyện riêng" not in editor.get(f"{INBOX}{letter}/change/").text
    other = new(service)
    assert administrator.post(f"{INBOX}{other}/xoa/", {"reason": "Lộ bệnh án"}).status == 200
    notes = steps(service, "note")
    assert notes == [("Người gửi yêu cầu",), ("Lộ bệnh án",)]
    assert editor.post(f"{INBOX}{other}/tiep-nhan/").messages[0].endswith("đã có người xử lý rồi.")


def test_only_posting_decides_and_nobody_edits(service: Service, administrator: Staff) -> None:
    """Opening a button's address does nothing; Django's own forms change and delete nothing."""
    letter = new(service)
    for way in ("tiep-nhan", "chuyen", "tra-loi", "khong-xu-ly"):
        assert administrator.get(f"{INBOX}{letter}/{way}/").status == 405
    assert administrator.post(f"{INBOX}{letter}/change/", {"text": "Khác"}).status == 403
    assert administrator.post(f"{INBOX}{letter}/delete/", {"post": "yes"}).status == 403
    assert administrator.get(f"{INBOX}add/").status == 403
    assert service.database.rows("SELECT state FROM inbox_letter") == [("received",)]


def test_closed_letters_are_forgotten(service: Service) -> None:
    """90 days after it was closed a letter loses its words; open ones stay however old."""
    from service.inbox.retention import forget

    for days in (91, None, 89):
        letter = new(service)
        if days:
            moment = service.database.moment(datetime.now(UTC) - timedelta(days=days))
            sql = "UPDATE inbox_letter SET state = 'answered', closed = %s WHERE id = %s"
            service.database.rows(sql, moment, letter)
    with on(service.database):
        forget()
    found = service.database.rows("SELECT state, text FROM inbox_letter ORDER BY id")
    assert [bool(text) for _, text in found] == [False, True, True]
    assert [state for state, _ in found] == ["answered", "received", "answered"]
