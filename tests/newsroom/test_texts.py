"""Texts over HTTP: written, saved byte for byte, searched, moved, copied, thrown away, restored."""

from __future__ import annotations

import json
import os
import re
from html import unescape
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.newsroom.running import Newsroom, Person


@pytest.fixture(scope="module")
def writer(newsroom: Newsroom) -> Person:
    """Return the writer's browser."""
    return newsroom.person("an")


def begin(person: Person, title: str) -> str:
    """Begin a text and return its path below the content folder."""
    answer = person.post("moi/", {"title": title, "category": "thong-bao"})
    assert answer.status == 302, answer.text
    return answer.location.removeprefix("/soan-tin/sua/").removesuffix("/")


def opened(person: Person, name: str) -> dict[str, Any]:
    """Return what the editor's page gives its script."""
    page = person.get(f"sua/{name}/").text
    found = re.search(r'<script id="text-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found, page
    data: dict[str, Any] = json.loads(unescape(found[1]))
    return data


def save(person: Person, name: str, **changed: Any) -> Any:
    """Save a text as the editor does and return the answer."""
    data = opened(person, name)
    sent = {"digest": data["digest"], "html": data["html"], "form": {}, "baseline": data["html"]}
    return person.send(f"sua/{name}/luu", {**sent, **changed})


def article(newsroom: Newsroom) -> str:
    """Return the path of a published article with pictures in a folder of its own."""
    found = sorted(newsroom.content.glob("articles/*/*/index.md"))
    return (
        next(path for path in found if "](anh-" in path.read_text("utf-8"))
        .relative_to(newsroom.content)
        .as_posix()
    )


def test_a_text_is_begun_as_a_draft_and_saved_with_what_was_written(
    newsroom: Newsroom, writer: Person
) -> None:
    """A new text is a draft in a folder of its own; its words and fields reach the file."""
    name = begin(writer, "Khai giảng lớp xóa mù chữ")
    answer = save(
        writer,
        name,
        html="<p>Tối 01/12, lớp học <strong>mở cửa</strong>.</p><ul><li>Một</li><li>Hai</li></ul>",
        form={"summary": "Lớp học mở tối thứ ba.", "tags": "giáo dục, xóa mù"},
    )
    assert answer.status == 200, answer.text
    text = (newsroom.content / name).read_text("utf-8")
    assert "status: draft" in text
    assert "tags:\n- giáo dục\n- xóa mù" in text
    assert text.endswith("Tối 01/12, lớp học **mở cửa**.\n\n- Một\n- Hai\n")


def test_saving_an_unchanged_text_keeps_every_byte(newsroom: Newsroom, writer: Person) -> None:
    """Opening and saving an article without a change leaves its file as it is.

    By default every third of them.
    """
    texts = sorted(newsroom.content.glob("articles/**/*.md"))
    for path in texts if os.environ.get("TEST_LONG") else texts[::3]:
        name = path.relative_to(newsroom.content).as_posix()
        before = path.read_bytes()
        assert save(writer, name).status == 200
        assert path.read_bytes() == before, name


def test_a_change_of_one_paragraph_changes_its_lines_only(
    newsroom: Newsroom, writer: Person
) -> None:
    """A sentence added to one paragraph is the only difference of the file."""
    name = article(newsroom)
    before = (newsroom.content / name).read_text("utf-8").split("\n")
    html = opened(writer, name)["html"]
    assert save(writer, name, html=html.replace("</p>", " Thêm một câu.</p>", 1)).status == 200
    after = (newsroom.content / name).read_text("utf-8").split("\n")
    changed = [line for line in after if line not in before]
    assert len(after) == len(before)
    assert len(changed) == 1
    assert changed[0].endswith(" Thêm một câu.")


def test_a_table_too_large_for_a_page_is_saved_as_a_workbook(
    newsroom: Newsroom, writer: Person
) -> None:
    """Saving takes a pasted table of 20,100 cells: a workbook beside the text and a link to it.

    What its writer is told says so; saving once more changes nothing.
    """
    name = begin(writer, "Danh sách hộ được hỗ trợ")
    row = "<tr><td colspan='99'>hộ {0}</td><td>{0} người</td></tr>"
    rows = "".join(row.format(number) for number in range(201))
    html = f"<p>Trước.</p><figure class='table'><table>{rows}</table></figure><p>Sau.</p>"
    answer = save(writer, name, html=html)
    assert answer.status == 200
    assert "đã thành tệp Excel" in answer.json["notices"][0]
    text = newsroom.content / name
    _, link, after = text.read_text("utf-8").rpartition("---\n")[2].strip().split("\n\n")
    assert after == "Sau."
    (sheet,) = text.parent.glob("bang-*.xlsx")
    assert f"201 hàng (tệp Excel)]({sheet.name})" in link
    cells = load_workbook(sheet).active
    assert (cells["A201"].value, cells["CV201"].value) == ("hộ 200", "200 người")
    written = text.read_bytes()
    assert save(writer, name, html=html, baseline="").status == 200
    assert text.read_bytes() == written


def test_unsaved_work_is_offered_again_after_the_page_was_lost(
    newsroom: Newsroom, writer: Person
) -> None:
    """What was kept every few seconds comes back when the text is opened again."""
    name = begin(writer, "Máy tắt giữa chừng")
    values = {"form": {"title": "Máy tắt giữa chừng"}, "html": "<p>Câu chưa lưu.</p>"}
    digest = opened(writer, name)["digest"]
    assert writer.send(f"sua/{name}/tu-luu", {"values": values, "digest": digest}).status == 200
    again = opened(newsroom.person("an"), name)
    assert again["unsaved"] == values
    assert again["unsaved_digest"] == digest


def test_the_list_is_searched_without_accents_and_filtered(writer: Person) -> None:
    """Words without accents, a status and a category narrow the list."""
    begin(writer, "Đường làng nở hoa")
    assert "Đường làng nở hoa" in writer.get("?words=duong+lang").text
    assert "Đường làng nở hoa" in writer.get("?status=draft&category=thong-bao").text
    assert "Đường làng nở hoa" not in writer.get("?status=published").text


def test_a_change_on_disk_is_noticed_and_kept_as_a_version(
    newsroom: Newsroom, writer: Person
) -> None:
    """A file that another program has changed is read anew, and both versions are kept."""
    name = begin(writer, "Sửa bằng chương trình khác")
    file = newsroom.content / name
    file.write_text(file.read_text("utf-8") + "\nViết ngoài bàn soạn tin.\n", encoding="utf-8")
    assert "Viết ngoài bàn soạn tin." in opened(writer, name)["html"]
    assert "Sửa ngoài bàn soạn tin" in writer.get(f"sua/{name}/lich-su/").text


def test_an_earlier_version_is_compared_and_brought_back(
    newsroom: Newsroom, writer: Person
) -> None:
    """The words that changed are marked, and the earlier file comes back byte for byte."""
    name = begin(writer, "Lấy lại bản cũ")
    assert save(writer, name, html="<p>Bản thứ nhất.</p>").status == 200
    first = (newsroom.content / name).read_bytes()
    assert save(writer, name, html="<p>Bản thứ hai.</p>").status == 200
    page = writer.get(f"sua/{name}/lich-su/").text
    numbers = re.findall(r"lich-su/(\d+)/", page)
    shown = writer.get(f"sua/{name}/lich-su/{numbers[0]}/").text
    assert "<del>nhất.</del>" in shown
    assert "<ins>hai.</ins>" in shown
    assert writer.post(f"sua/{name}/lich-su/{numbers[0]}/", {}).status == 302
    assert (newsroom.content / name).read_bytes() == first


def test_a_text_goes_to_the_trash_and_comes_back(newsroom: Newsroom, writer: Person) -> None:
    """A deleted text's folder is gone from the content and comes back whole."""
    name = begin(writer, "Bài bị xóa nhầm")
    file = newsroom.content / name
    before = file.read_bytes()
    assert writer.post(f"sua/{name}/xoa", {}).status == 302
    assert not file.parent.exists()
    found = re.search(r'name="text" value="(\d+)"', writer.get("thung-rac/").text)
    assert found
    assert writer.post("thung-rac/", {"text": found[1]}).status == 302
    assert file.read_bytes() == before


def test_a_published_article_that_moves_leaves_its_old_address_and_links_follow(
    newsroom: Newsroom, writer: Person
) -> None:
    """Date and name of an address change; the old one leads on and other texts' links follow.

    What a person has not saved yet follows too, with its pictures.
    """
    name, other = article(newsroom), newsroom.person("binh")
    values = {"form": {}, "html": f'<p>Chưa lưu.</p><img src="/soan-tin/sua/{name}/tep/a.jpg">'}
    assert other.send(f"sua/{name}/tu-luu", {"values": values, "digest": ""}).status == 200
    linking = begin(writer, "Bài dẫn tới bài khác")
    link = f'<p><a href="{{filename}}/{name}">bài trước</a></p>'
    assert save(writer, linking, html=link).status == 200
    answer = writer.post(f"sua/{name}/doi-dia-chi/", {"date": "15/12/2020", "slug": "ten-moi"})
    assert answer.status == 302, answer.text
    moved = "articles/2020/2020-12-15-ten-moi/index.md"
    text = (newsroom.content / moved).read_text("utf-8")
    assert "date: 2020-12-15" in text
    assert re.search(r"redirect_from:\n- /2020/\d\d/\d\d/", text)
    assert f"{{filename}}/{moved}" in (newsroom.content / linking).read_text("utf-8")
    assert not (newsroom.content / name).exists()
    assert (
        f'Chưa lưu.</p><img src="/soan-tin/sua/{moved}/tep/'
        in opened(other, moved)["unsaved"]["html"]
    )


def test_a_copy_is_a_draft_of_today_with_the_pictures(newsroom: Newsroom, writer: Person) -> None:
    """A copied article is a draft in a folder of its own with the same files."""
    name = article(newsroom)
    answer = writer.post(f"sua/{name}/nhan-ban", {})
    copy = newsroom.content / answer.location.removeprefix("/soan-tin/sua/").removesuffix("/")
    original = newsroom.content / name
    assert {item.name for item in copy.parent.iterdir()} == {
        item.name for item in original.parent.iterdir()
    }
    assert "status: draft" in copy.read_text("utf-8")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "tiêu đề"),
        ("publish", "31/02/2026", "02/12/2026"),
        ("expires", "mai", "02/12/2026"),
    ],
)
def test_a_wrong_field_is_told_and_nothing_is_written(
    newsroom: Newsroom, writer: Person, field: str, value: str, words: str
) -> None:
    """A field that cannot be taken is named with an example; the file stays as it is."""
    name = begin(writer, f"Trường sai {field}")
    before = (newsroom.content / name).read_bytes()
    answer = save(writer, name, form={field: value}, html="<p>Chữ mới.</p>")
    assert answer.status == 422
    assert answer.json["field"] == field
    assert words in answer.json["error"]
    assert (newsroom.content / name).read_bytes() == before
