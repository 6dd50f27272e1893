"""Questions, drafts for comment and the forms of the inbox, in tiny sites."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.sites.build_site import CATEGORIES, GOOD, TOWN, Built, Files, Site
from tests.sites.changing import Changing, differing
from tests.sites.many_articles import Change
from tests.sites.test_unfinished import unpacked

QUESTIONS, DRAFTS = "content/questions/2025/", "content/drafts/"
LIST, FIELD = "hoi-dap/index.html", "hoi-dap/linh-vuc/do-thi/index.html"
ASK, DRAFT = "hoi-dap/gui/index.html", "gop-y-du-thao/quy-che/index.html"
LIVING = f"{TOWN}telephone: '0239.3.000.000'\nlive: {{comments: true}}\n"
ENDED = (
    f"{LIVING}valid: {{since: 1992-03-02, until: 2025-06-14}}\n"
    "successors:\n  - {name: Phường Mới, site: https://moi.example}\n"
)


def question(title: str, body: str = "Đã sửa xong.", **fields: str) -> str:
    """Return the text of a question that was answered; "-" leaves a field out."""
    head = {
        "title": title,
        "field": "Đô thị",
        "question": f"Lời hỏi về {title}",
        "asked": "2025-05-05",
        "state": "answered",
        "answered": "2025-05-12",
        "answered_by": "Phòng Quản lý đô thị",
    } | fields
    lines = [f"{name}: {value}" for name, value in head.items() if value != "-"]
    return "\n".join(("---", *lines, "---", "", body, ""))


def draft(begins: str = "2025-06-01", deadline: str = "2025-06-20") -> str:
    """Return the text of a draft for comment."""
    return (
        f"---\ntitle: Dự thảo quy chế\nissuer: Ủy ban nhân dân\nbegins: {begins}\n"
        f"deadline: {deadline}\n---\n\nGồm 12 điều.\n"
    )


INFORMATION = "contact: {unit: Văn phòng}\n"
WAITING = question("Câu chờ", "", state="received", answered="-", answered_by="-")
FILES: Files = {
    **GOOD,
    "content/data/town.yaml": LIVING,
    f"{QUESTIONS}2025-05-12-den-duong/index.md": question("Đèn đường"),
    f"{QUESTIONS}2025-05-20-cau-cho.md": WAITING,
    f"{DRAFTS}2025-06-01-quy-che/index.md": draft(),
    f"{QUESTIONS}2025-05-09-cuoi-tuan.md": question(
        "Cuối tuần", asked="2025-05-09", answered="2025-05-11"
    ),
    f"{QUESTIONS}2025-05-09-ngay-ay.md": question("Ngày ấy", answered="2025-05-05"),
    "content/data/statutory.yaml": "privacy: {made: 2025-05-01}\n",
    "content/data/information.yaml": INFORMATION,
}


def pages(built: Built) -> Any:
    """Return what the live service is told."""
    return json.loads(built.tree["pages.json"])


def clock(day: int, hour: int = 0) -> int:
    """Return an hour of a day of June 2025 in Viet Nam as SOURCE_DATE_EPOCH."""
    return int(datetime(2025, 6, day, hour, tzinfo=UTC).timestamp()) - 7 * 3600


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a question of each kind and a draft."""
    return Site(tmp_path_factory.mktemp("questions")).write(FILES).folder


@pytest.fixture(scope="module")
def built(folder: Path) -> Built:
    """The build for this machine."""
    return Site(folder).good()


def test_the_public_sees_no_question_before_its_answer(folder: Path, built: Built) -> None:
    """Here an open question has page and place in the list, and says so; published is nothing."""
    assert "chỉ thấy trên máy này. Hạn trả lời: 26/5/2025" in built.page("hoi-dap/cau-cho")
    assert "Chưa trả lời" in built.page("hoi-dap")
    public = Site(folder, settings="publishconf.py").good(output="public")
    assert "hoi-dap/den-duong/index.html" in public.tree
    for name, packed in public.tree.items():
        assert "Câu chờ".encode() not in unpacked(packed), name
        assert b"cau-cho" not in unpacked(packed), name


def test_a_question_has_its_answer_its_dates_and_whether_it_was_in_time(built: Built) -> None:
    """The page tells all; the address is that of the folder without its day."""
    page = built.page("hoi-dap/den-duong")
    for words in (
        "Lời hỏi về Đèn đường",
        "<p>Đã sửa xong.</p>",
        "Nhận ngày <time",
        "Đơn vị trả lời: Phòng Quản lý đô thị",
        "Trả lời sau 5 ngày làm việc, đúng hạn 15 ngày làm việc (26/5/2025).",
    ):
        assert words in page, words
    (data,) = re.findall(
        r'<script type="application/ld\+json">(\{"@context":[^<]*"QAPage".*?)</script>', page
    )
    found = json.loads(data)
    assert (found["@type"], found["mainEntity"]["answerCount"]) == ("QAPage", 1)
    assert found["mainEntity"]["acceptedAnswer"]["text"] == "Đã sửa xong."


def test_the_service_is_told_where_letters_are_written(built: Built) -> None:
    """The form of questions, and that of a draft until its deadline."""
    assert pages(built)["letters"] == {
        "question": {"/hoi-dap/gui/": None},
        "information": {"/tiep-can-thong-tin/": None},
        "draft": {"/gop-y-du-thao/quy-che/": "2025-06-20"},
    }
    assert 'data-kind="question"' in built.page("hoi-dap/gui")
    page = built.page("gop-y-du-thao/quy-che")
    assert 'data-kind="draft" data-about="/gop-y-du-thao/quy-che/"' in page
    assert "checked" not in page
    asks = built.page("hoi-dap/gui")
    assert "trả lời trong 15 ngày làm việc" in asks
    assert "không kèm tên ông/bà;" in asks
    assert "(nhiều nhất 4.000 ký tự)" in asks
    assert 'maxlength="4000"' in asks
    for way in ("tel:02393000000", "Số 1, đường Thử Nghiệm", "tra-cuu/"):
        assert way in built.page("hoi-dap/gui"), way


def test_the_privacy_page_tells_what_a_letter_leaves_on_the_machine(built: Built) -> None:
    """What is being written stays in the tab; a question is published without its asker."""
    page = built.page("quyen-rieng-tu")
    assert "và thư đang viết dở (họ tên, liên hệ, nội dung)" in page
    assert "Bình luận, thư viết dở mất khi đóng thẻ" in page
    assert "không kèm tên ông/bà;" in page
    form = built.page("tiep-can-thong-tin")
    assert "Cơ quan trả lời trong 5 ngày làm việc; yêu cầu phức tạp thì cơ quan báo" in form


def test_an_answer_of_the_weekend_is_not_one_of_the_day(built: Built) -> None:
    """Asked on a Friday and answered on Sunday took no working day, and was not the same day."""
    assert "Trả lời trong những ngày nghỉ, trước hạn 15" in built.page("hoi-dap/cuoi-tuan")
    assert "Trả lời ngay trong ngày." in built.page("hoi-dap/ngay-ay")


def test_a_former_authority_takes_no_letters(tmp_path: Path) -> None:
    """There is no form but the names of the successors, and the service is told of no page."""
    built = Site(tmp_path).write({**FILES, "content/data/town.yaml": ENDED}).good()
    for url in ("hoi-dap/gui", "gop-y-du-thao/quy-che"):
        page = built.page(url)
        assert "letter" not in "".join(re.findall(r"data-module=\S+", page)), url
        assert '<a href="https://moi.example" rel="external noopener">Phường Mới' in page, url
    draft_page, drafts = built.page("gop-y-du-thao/quy-che"), built.page("gop-y-du-thao")
    for text in (draft_page, drafts):
        assert "Đã thôi lấy ý kiến trên cổng này" in text
        assert "Đang lấy ý kiến<" not in text
    asked = built.page("tiep-can-thong-tin")
    assert "Cổng đã ngừng tiếp nhận câu hỏi" in asked
    assert "đang cập nhật" not in asked
    assert pages(built)["letters"] == {}
    assert not [name for name in built.tree if name.startswith("static/js/letter.")]


def test_without_a_service_the_page_tells_how_else_to_ask(tmp_path: Path) -> None:
    """Questions are shown all the same; nothing asks for a service, no code can be typed."""
    town = LIVING.replace("live: {comments: true}\n", "")
    built = Site(tmp_path).write({**FILES, "content/data/town.yaml": town}).good()
    assert "Cách hỏi" in built.page("hoi-dap/gui")
    assert "tel:02393000000" in built.page("hoi-dap/gui")
    assert "hoi-dap/tra-cuu/index.html" not in built.tree
    scripts = [name for name in built.tree if re.match(r"static/js/(letter|follow)\.", name)]
    assert scripts == []


def test_a_site_without_any_of_it_has_no_such_page(tmp_path: Path) -> None:
    """Neither questions, drafts nor a service: nothing is added."""
    tree = Site(tmp_path).write(GOOD).good().tree
    assert not [name for name in tree if name.startswith(("hoi-dap", "gop-y-du-thao"))]


WRONG = [
    (question("A", answered="-"), "2: answered: câu hỏi đã trả lời thì phải ghi ngày trả lời"),
    (question("A", answered="2025-05-01"), "7: answered: ngày trả lời không thể trước"),
    (question("A", state="transferred"), "2: transferred_to: câu hỏi đã chuyển thì phải ghi"),
    (question("A", answered="2199-05-01"), "7: answered: ngày trả lời chưa tới (hôm nay là"),
    (question("A", asked="-"), "2: asked: thiếu trường bắt buộc này"),
    (question("A", " "), "1: state: câu hỏi ghi là đã trả lời mà chưa có câu trả lời"),
    (question("A", field="…"), "3: field: tên lĩnh vực phải có ít nhất một chữ cái"),
    (question("A", state="done"), "6: state: giá trị không được nhận; chỉ nhận: received"),
]


def test_a_wrong_question_stops_the_build(tmp_path: Path) -> None:
    """File, line and field are named, with what to do."""
    files = {f"{QUESTIONS}hong-{number}.md": text for number, (text, _) in enumerate(WRONG)}
    built = Site(tmp_path).write({**FILES, **files}).build()
    assert built.code == 1
    wanted = [f"{name}:{line}" for name, (_, line) in zip(files, WRONG, strict=True)]
    assert [item for item in wanted if not any(item in told for told in built.errors)] == []


CHANGES = (
    Change(
        "answered",
        {f"{QUESTIONS}2025-05-20-cau-cho.md": question("Câu chờ", answered="2025-06-12")},
        (LIST, FIELD, "hoi-dap/cau-cho/index.html"),
    ),
    Change(
        "another-field",
        {f"{QUESTIONS}2025-05-12-den-duong/index.md": question("Đèn đường", field="Điện")},
        (LIST, "hoi-dap/linh-vuc/dien/index.html", "hoi-dap/den-duong/index.html"),
    ),
    Change(
        "holiday",
        {
            "content/data/holidays.yaml": "holidays:\n"
            "  - {title: Nghỉ, since: 2025-05-07, until: 2025-05-08}\n"
        },
        ("hoi-dap/den-duong/index.html", "pages.json"),
    ),
    Change("deadline-passes", clock=clock(21), shows=(DRAFT, "gop-y-du-thao/index.html")),
    Change("an-hour-before", clock=clock(20, 23), shows=(DRAFT, "pages.json")),
    Change(
        "draft-longer",
        {f"{DRAFTS}2025-06-01-quy-che/index.md": draft(deadline="2025-06-30")},
        (DRAFT, "pages.json"),
    ),
    Change("ended", {"content/data/town.yaml": ENDED}, (ASK, DRAFT, "pages.json")),
    Change("gone", {f"{QUESTIONS}2025-05-12-den-duong/index.md": None}, (LIST,)),
)


def test_changes_give_the_bytes_of_a_clean_build(tmp_path: Path) -> None:
    """Whatever changes, the clock too, a build in place gives what one from nothing gives."""
    files = {**FILES, "content/data/categories.yaml": CATEGORIES}
    chain = Changing.begun(tmp_path / "chain", files, conf="SHARE_PICTURES = False")
    before = chain.base
    for at_once in zip(CHANGES[::2], CHANGES[1::2], strict=True):
        for change in at_once:
            chain.apply(change)
        now = chain.prove()
        differ = set(differing(now, before))
        assert [item.name for item in at_once if not set(item.shows) <= differ] == []
        before = now
