"""From the writer to the reviewer and the public: notes, differences, two people, the queue."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.newsroom.running import Newsroom
from tests.newsroom.test_texts import begin, save


@pytest.fixture(scope="module")
def careful(newsroom: Newsroom) -> Iterator[Newsroom]:
    """Return the newsroom of a town in which no writer approves an own text."""
    file = newsroom.content / "data" / "town.yaml"
    before = file.read_text("utf-8")
    file.write_text(before + "\nreview: four-eyes\n", encoding="utf-8")
    yield newsroom
    file.write_text(before, encoding="utf-8")


def test_a_text_is_sent_returned_with_a_note_and_approved(careful: Newsroom) -> None:
    """A draft is sent, returned with a reason, sent again, and approved in the reviewer's name."""
    writer, reviewer = careful.person("an"), careful.person("binh")
    name = begin(writer, "Tổng kết phong trào")
    assert save(writer, name, html="<p>Cả phường có mười tổ tham gia.</p>").status == 200
    assert writer.post(f"sua/{name}/gui-duyet", {"note": "Nhờ chị xem"}).status == 302
    assert "Tổng kết phong trào" in reviewer.get("duyet-bai/").text
    assert "Nhờ chị xem" in reviewer.get(f"duyet-bai/{name}/").text
    reviewer.post(f"duyet-bai/{name}/", {"deed": "return", "note": "Thiếu số liệu"})
    text = (careful.content / name).read_text("utf-8")
    assert "status: draft" in text
    assert "review" not in text
    writer.post(f"sua/{name}/gui-duyet", {})
    reviewer.post(f"duyet-bai/{name}/", {"deed": "approve"})
    text = (careful.content / name).read_text("utf-8")
    assert "state: approved" in text
    assert "by: Trần Thị Bình" in text
    page = reviewer.get(f"duyet-bai/{name}/").text
    assert "Thiếu số liệu" in page


def test_what_changed_since_the_approval_is_shown(careful: Newsroom) -> None:
    """A reviewer sees the words that were changed after the last approval, nothing else marked."""
    writer, reviewer = careful.person("an"), careful.person("binh")
    name = begin(writer, "Sửa sau khi duyệt")
    save(writer, name, html="<p>Có mười hộ tham gia.</p>")
    writer.post(f"sua/{name}/gui-duyet", {})
    reviewer.post(f"duyet-bai/{name}/", {"deed": "approve"})
    save(writer, name, html="<p>Có hai mươi hộ tham gia.</p>")
    page = reviewer.get(f"duyet-bai/{name}/").text
    assert "<del>mười</del><ins>hai mươi</ins>" in page.replace(
        "<ins>hai</ins> <ins>mươi</ins>", ""
    )


def test_a_reviewer_reads_words_and_labels_not_markdown(careful: Newsroom) -> None:
    """Dates, categories and captions stand as people write them; an unknown field stops nothing."""
    writer, reviewer = careful.person("an"), careful.person("binh")
    name = begin(writer, "Đọc như bạn đọc")
    file = careful.content / name
    strange = (
        'truong-la: x\n---\n\n![Cầu mới](cau.jpg "Cầu thông xe. Ảnh: Nguyễn Văn A")\n\n**Đậm**\n'
    )
    file.write_text(file.read_text("utf-8").replace("---\n\n", strange, 1), encoding="utf-8")
    page = reviewer.get(f"duyet-bai/{name}/")
    assert page.status == 200
    assert "Chuyên mục: Thông báo" in page.text
    assert re.search(r"Ngày đăng: \d\d/\d\d/\d{4}", page.text)
    assert "[Ảnh cau.jpg] Cầu thông xe. Ảnh: Nguyễn Văn A (Lời tả: Cầu mới)" in page.text
    assert "truong-la: x" in page.text
    assert "**" not in page.text


def test_nobody_approves_an_own_text_where_two_are_asked_for(careful: Newsroom) -> None:
    """Who has written or changed a text since its approval cannot approve it."""
    reviewer = careful.person("binh")
    name = begin(reviewer, "Bài của người duyệt")
    reviewer.post(f"sua/{name}/gui-duyet", {})
    answer = reviewer.post(f"duyet-bai/{name}/", {"deed": "approve"})
    assert (
        "cần một người khác duyệt" in reviewer.get(answer.location.removeprefix("/soan-tin/")).text
    )
    assert "approved" not in (careful.content / name).read_text("utf-8")


def test_a_forged_approval_in_the_file_does_not_count(careful: Newsroom) -> None:
    """An approval written by hand, whose hash is not of this text, lets nothing out."""
    writer, publisher = careful.person("an"), careful.person("chi")
    name = begin(writer, "Duyệt giả")
    file = careful.content / name
    forged = "review: {state: approved, by: Trần Thị Bình, hash: sha256-0}\n---\n\n"
    file.write_text(file.read_text("utf-8").replace("---\n\n", forged, 1), encoding="utf-8")
    answer = publisher.post(f"sua/{name}/dang", {})
    assert "duyet-bai" in answer.location
    assert "Bài chưa được duyệt" in publisher.get("").text


def test_what_must_be_put_right_stops_approval_and_publishing(careful: Newsroom) -> None:
    """A finding that is blocking is named in words of the text, without a file or a line."""
    writer, reviewer = careful.person("an"), careful.person("binh")
    name = begin(writer, "Số điện thoại riêng")
    save(writer, name, html="<p>Liên hệ ông Nguyễn Văn A, 0912 345 678.</p>")
    writer.post(f"sua/{name}/gui-duyet", {})
    reviewer.post(f"duyet-bai/{name}/", {"deed": "approve"})
    assert "approved" not in (careful.content / name).read_text("utf-8")
    message = reviewer.get(f"duyet-bai/{name}/").text
    assert "0912 345 678" in message
    assert str(careful.content) not in message
