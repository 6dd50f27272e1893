"""Blocked words: added, changed, removed by editors."""

from __future__ import annotations

import pytest

from tests.service.running import Service
from tests.service.staff import QUEUE, Staff, write

pytest_plugins = ("tests.service.desk_fixtures",)
WORDS = "comments/blockedword/"


def stored(service: Service) -> list[tuple[str, str]]:
    """Return the words and their notes."""
    rows = service.database.rows("SELECT word, note FROM comments_blockedword ORDER BY word")
    return [(str(word), str(note)) for word, note in rows]


def test_a_word_is_added_changed_and_removed(service: Service, editor: Staff) -> None:
    """Each step says what was done, and the queue marks comments by the list as it is."""
    write(service, "Vào cá độ.")
    page = editor.post(f"{WORDS}add/", {"word": " cá  độ ", "note": "cờ bạc"})
    assert page.messages == ["Đã thêm từ bị chặn “cá độ”."]
    assert stored(service) == [("cá độ", "cờ bạc")]
    assert "Có từ bị chặn: cá độ" in editor.get(QUEUE).words
    number = service.database.number("SELECT id FROM comments_blockedword")
    page = editor.post(f"{WORDS}{number}/change/", {"word": "cá cược", "note": ""})
    assert page.messages == ["Đã lưu từ bị chặn “cá cược”."]
    assert "Có từ bị chặn" not in editor.get(QUEUE).words
    assert "Xóa từ bị chặn “cá cược”?" in editor.get(f"{WORDS}{number}/delete/").words
    page = editor.post(f"{WORDS}{number}/delete/", {"post": "yes"})
    assert page.messages == ["Đã xóa từ bị chặn “cá cược”."]
    assert stored(service) == []


@pytest.mark.parametrize(
    ("word", "fault"),
    [
        ("", "Xin ghi ô này."),
        ("…!?", "Xin ghi ít nhất một chữ cái hoặc chữ số."),
        ("Cá... ĐỘ", "Đã có từ “cá độ”, được coi là như nhau."),
        ("a" * 81, "Ghi nhiều nhất 80 ký tự (đang có 81)."),
    ],
)
def test_a_wrong_word_is_told(service: Service, editor: Staff, word: str, fault: str) -> None:
    """A sentence stands at the field, and nothing is stored."""
    editor.post(f"{WORDS}add/", {"word": "cá độ", "note": ""})
    page = editor.post(f"{WORDS}add/", {"word": word, "note": ""})
    assert page.tree.xpath("//ul[@class='errorlist']/li/text()") == [fault]
    assert stored(service) == [("cá độ", "")]


def test_many_words_are_pasted(service: Service, editor: Staff) -> None:
    """One a line, with or without a note; what is there already or wrong is told."""
    editor.post(f"{WORDS}add/", {"word": "cá độ", "note": ""})
    assert "Thêm nhiều từ" in editor.get(WORDS).words
    pasted = "nhà cái; cờ bạc\r\n\r\n vay  nóng \r\nCÁ ĐỘ\r\n…; gì\r\n"
    page = editor.post(f"{WORDS}nhieu/", {"words": pasted})
    assert page.messages == ["Đã thêm 2 từ.", "2 dòng không thêm (đã có, hoặc sai): CÁ ĐỘ; …; gì"]
    assert set(stored(service)) == {("cá độ", ""), ("nhà cái", "cờ bạc"), ("vay nóng", "")}
