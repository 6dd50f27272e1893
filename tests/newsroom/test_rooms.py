"""The rooms beside the texts: proofreading of all texts, fees, saved pages, the guide."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.importers.page.known import data_of
from tests.newsroom.running import Answer, Newsroom, Person
from tests.newsroom.test_intake import picture
from tests.newsroom.test_texts import begin, save
from tests.portal import CONTENT
from tools import guide_pictures
from town_portal.authoring.proofreading.rules import RULES
from town_portal.core.system.places import ROOT


def whole(person: Person, path: str) -> str:
    """Return all pages of a list, which other tests of this process have made longer."""
    return "".join(person.get(f"{path}page={number}").text for number in range(1, 6))


def test_proofreading_lists_the_worst_text_first_with_its_rule(newsroom: Newsroom) -> None:
    """A text with a blocking finding stands first, leads to its editor and to the rule's page."""
    writer = newsroom.person("an")
    names = [begin(writer, title) for title in ("Góp ý <nhỏ>", "Lộ số điện thoại")]
    save(writer, names[0], html="<p>Tiếp tục cũng cố tổ chức.</p>")
    save(writer, names[1], html="<p>Liên hệ chị Mẫu, 0987 654 321.</p>")
    page = whole(writer, "soat-loi/?")
    assert page.index(f'/soan-tin/sua/{names[1]}/"') < page.index(f'/soan-tin/sua/{names[0]}/"')
    assert "Góp ý &lt;nhỏ&gt;" in page
    item = re.search(
        r'<li class="[^"]*--must">(?:(?!</li>).)*0987 654 321.*?</li>', page, re.DOTALL
    )
    assert item
    rule = re.search(r'href="/soan-tin/(soat-loi/quy-tac/([^/]+)/)"', item[0])
    assert rule
    assert RULES[rule[2]].why[:40] in writer.get(rule[1]).text
    only = whole(writer, f"soat-loi/?quy-tac={rule[2]}&")
    assert names[1] in only
    assert names[0] not in only
    for other in ("x", "-1", "99"):
        assert writer.get(f"soat-loi/?page={other}").status == 200


def test_each_rule_has_a_page(newsroom: Newsroom) -> None:
    """All rules are listed, and each page shows how a text is exempted; another is not there."""
    writer = newsroom.person("an")
    listed = writer.get("soat-loi/quy-tac/").text
    assert set(re.findall(r'href="/soan-tin/soat-loi/quy-tac/([^/"]+)/"', listed)) == set(RULES)
    for name in RULES:
        assert f"rule: {name}" in writer.get(f"soat-loi/quy-tac/{name}/").text
    assert writer.get("soat-loi/quy-tac/khong-co/").status == 404


def test_fees_are_summed_and_fetched_by_the_administrator_alone(newsroom: Newsroom) -> None:
    """Sums by person, category and month without drafts; two files; nobody else may see them."""
    writer, administrator = newsroom.person("an"), newsroom.person("dung")
    year = begin(writer, "Nháp không nhuận bút").split("/")[1]
    page = administrator.get("nhuan-but/?thang=2020-12").text
    for words in ("Theo người hưởng", "Theo chuyên mục", "Theo tháng", "selected>Tháng 12/2020"):
        assert words in page
    file = administrator.get("nhuan-but/nhuan-but-2020-12.csv")
    assert "nhuan-but-2020-12.csv" in file.headers["Content-Disposition"]
    assert len(file.text.splitlines()) > 1
    now = administrator.get(f"nhuan-but/nhuan-but-{year}.csv").text
    assert "Nháp không nhuận bút" not in now
    assert administrator.get("nhuan-but/nhuan-but-2020-12.xlsx").text.startswith("PK")
    for path in ("nhuan-but/", "nhuan-but/nhuan-but-2020-12.csv"):
        assert writer.get(path).status == 403


@pytest.mark.parametrize("file", ["2020-12.exe", "2020-99.csv", "x.csv"])
def test_no_other_file_of_fees_is_there(newsroom: Newsroom, file: str) -> None:
    """Neither another kind nor a month of no calendar; a wrong month is named on the page."""
    administrator = newsroom.person("dung")
    assert administrator.get(f"nhuan-but/nhuan-but-{file}").status == 404
    wrong = administrator.get("nhuan-but/?thang=%3Cb%3E")
    assert wrong.status == 422
    assert "“&lt;b&gt;” không phải tháng hay năm" in wrong.text


SAVED_PAGE = [
    ("sharepoint-1.html", data_of("sharepoint-1")),
    ("IMG_0141.jpg", picture()),
    ("IMG_0142.jpg", picture(colour="red")),
]


def send_pages(person: Person, work: str, *files: tuple[str, bytes], to: str = "thong-bao") -> str:
    """Send saved pages and return the page that comes back."""
    return person.upload("trang-cu/", *files, work=work, category=to).text


def write_looked_at(person: Person, look: str) -> Answer:
    """Press the button of a look's page that writes what was seen."""
    found = re.search(r'name="kept" value="([0-9a-f]+)"', look)
    assert found
    form = {"kept": found[1], "work": "write", "category": "thong-bao"}
    return person.post("trang-cu/", form)


def test_files_of_a_look_are_kept_for_its_session_alone(newsroom: Newsroom) -> None:
    """Another person cannot use them; used, replaced or too old, they are removed."""
    writer, folder = newsroom.person("an"), newsroom.data / "kept-files"
    look = send_pages(writer, "look", ("mot.html", data_of("sharepoint-1")))
    (first,) = folder.iterdir()
    stolen = write_looked_at(newsroom.person("binh"), look)
    assert stolen.status == 422
    assert "không còn được giữ" in stolen.text
    assert "không còn được giữ" in write_looked_at(newsroom.sign_in("an"), look).text
    look = send_pages(writer, "look", ("hai.html", data_of("sharepoint-1")))
    (second,) = folder.iterdir()
    assert second != first
    os.utime(second, (0, 0))
    writer.get("trang-cu/")
    assert list(folder.iterdir()) == []
    assert "không còn được giữ" in write_looked_at(writer, look).text


def test_a_saved_page_is_looked_at_then_written_as_a_draft(newsroom: Newsroom) -> None:
    """A look writes nothing; then the draft lies beside its original, with its editor's link."""
    writer = newsroom.person("an")
    before = set(newsroom.content.rglob("index.md"))
    look = send_pages(writer, "look", *SAVED_PAGE)
    assert "Chưa ghi gì" in look
    assert set(newsroom.content.rglob("index.md")) == before
    tree = BeautifulSoup(write_looked_at(writer, look).text, "lxml")
    frame = tree.select_one("iframe[sandbox='']")
    assert frame
    assert "quyết liệt" in str(frame["srcdoc"])
    assert str(frame["srcdoc"]).count('src="data:image/jpeg') == 2
    assert len(tree.select(".side-by-side figure img")) == 2
    (file,) = set(newsroom.content.rglob("index.md")) - before
    assert "category: thong-bao\nstatus: draft\n" in file.read_text("utf-8")
    assert {path.name for path in file.parent.iterdir()} == {"index.md", "anh-1.jpg", "anh-2.jpg"}
    name = file.relative_to(newsroom.content).as_posix()
    assert list((newsroom.data / "kept-files").iterdir()) == []
    links = [str(link["href"]) for link in tree.select("section a.button")]
    assert links == [f"/ban-thao/{file.parent.name[11:]}/", f"/soan-tin/sua/{name}/"]
    assert name in unescape(writer.get("?words=kiem+tra+danh+gia").text)
    file.write_text(file.read_text("utf-8") + "Thêm.\n", encoding="utf-8")
    again = send_pages(writer, "write", *SAVED_PAGE)
    assert "giữ nguyên, không ghi đè" in again
    assert "ban-thao" not in again
    assert file.read_text("utf-8").endswith("Thêm.\n")


def test_what_is_wrong_with_saved_pages_is_named(newsroom: Newsroom) -> None:
    """Each mistake has its sentence, names of files are no HTML, and nothing is written."""
    writer = newsroom.person("an")
    before = set(newsroom.content.rglob("index.md"))
    sent = [
        ([("a.jpg", b"x")], "thong-bao", "Chưa có trang nào"),
        (SAVED_PAGE, "la", "Hãy chọn chuyên mục"),
        ([("hong.mhtml", b"x")], "thong-bao", "không có trang nào bên trong"),
        ([("<b>.html", b"x")], "thong-bao", "không tìm thấy phần bài viết"),
        ([*SAVED_PAGE[1:], ("IMG_0141.jpg", b"khac")], "thong-bao", "Có hai tệp khác nhau"),
    ]
    for files, category, sentence in sent:
        page = send_pages(writer, "write", *files, to=category)
        assert sentence in page
        assert "<b>.html" not in page
    assert set(newsroom.content.rglob("index.md")) == before


def test_many_changed_texts_are_not_waited_for(newsroom: Newsroom) -> None:
    """The page of proofreading tells how far it is, and looks again until the list is there."""
    writer, folder = newsroom.person("an"), newsroom.content / "articles" / "2019"
    folder.mkdir()
    try:
        for number in range(310):
            text = f"---\ntitle: Bài {number}\nsummary: Lời dẫn.\n---\n\nMột đoạn.\n"
            (folder / f"2019-01-02-bai-{number}.md").write_text(text, encoding="utf-8")
        answer = writer.get("soat-loi/")
        assert answer.headers["Refresh"] == "2"
        assert "Đang soát" in answer.text
        for _ in range(600):
            if "Refresh" in answer.headers:
                time.sleep(0.1)
                answer = writer.get("soat-loi/")
        assert "Các quy tắc soát lỗi" in answer.text
    finally:
        shutil.rmtree(folder)


def test_a_text_that_stops_the_build_stands_above_the_list(newsroom: Newsroom) -> None:
    """What keeps a text from becoming a page is named before the findings."""
    file = newsroom.content / "articles" / "hong.md"
    file.write_text("---\ntitle: Hỏng\ndate: 2026-13-01\n---\n\nChữ.\n", encoding="utf-8")
    try:
        page = BeautifulSoup(newsroom.person("an").get("soat-loi/").text, "lxml")
        assert "hong.md" in "".join(item.text for item in page.select("[role=alert] li"))
    finally:
        file.unlink()


def test_the_guide_is_whole_and_fits_who_reads_it(newsroom: Newsroom) -> None:
    """Pictures and links answer; fees are named only to who may see them, no former room is."""
    writer, administrator = newsroom.person("an"), newsroom.person("dung")
    main = BeautifulSoup(writer.get("huong-dan/").text, "lxml").main
    assert main
    pictures = [str(picture["src"]) for picture in main.find_all("img")]
    assert len(pictures) == 7
    for address in pictures:
        assert writer.get(address).headers["Content-Type"] == "image/webp", address
    links = {str(link["href"]) for link in main.find_all("a")}
    assert {writer.get(link).status for link in links} == {200}
    assert "/soan-tin/nhuan-but/" not in links
    page = administrator.get("huong-dan/").text
    assert page.count("/soan-tin/nhuan-but/") == 2
    assert "tasks.py serve" not in page


@pytest.mark.long
def test_the_guide_can_be_walked_from_the_first_click_to_the_public_page(tmp_path: Path) -> None:
    """What the guide says is done by clicks, and each of its pictures is taken anew."""
    # A process of its own: Playwright's loop runs once in each.
    command = [sys.executable, "-m", "tools.guide_pictures", str(CONTENT), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    taken = {picture.name for picture in tmp_path.glob("*.webp")}
    assert taken == {picture.name for picture in guide_pictures.FOLDER.glob("*.webp")}
