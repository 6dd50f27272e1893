"""Faults of several kinds in several files, and faults that only one kind of build has."""

from __future__ import annotations

from pathlib import Path

from tests.sites.build_site import GOOD, Files, Site, article, page
from tests.sites.cases_body import HTML, NO_PHOTO, NOWHERE
from tests.sites.cases_data import KNOWN
from tests.sites.cases_front import NO_DAY, STATUSES, missing
from town_portal.core.data.loading import TWICE
from town_portal.features.addresses.check import LATER

MANY = {
    "content/data/menu.yaml": "items:\n  - {title: Lạ, to: /khong-co/}\n",
    "content/data/layout.yaml": "pages:\n  khong-co:\n    main: [links]\n",
    "content/data/song.yaml": "a: b\n",
    "content/pages/hong.md": page("[x](/khong-co/)"),
    "content/articles/b.md": article("![Hình](a.jpg)\n\n<b>Chữ", date="mai", status="xong"),
    "content/articles/a.md": article("![Hình](a.jpg)\n\nChữ <u>.", title="-"),
    "content/articles/c.md": article("Chữ.\n\n![Hình](a.jpg)\n\n[x](/khong-co/)"),
    "content/articles/d.md": "không có phần đầu\n",
}
LINES = (
    f"content/articles/a.md:2: {missing('title')}",
    f"content/articles/a.md:6: {NO_PHOTO.format('a.jpg')}",
    f"content/articles/a.md:8: {HTML.format('<u>')}",
    f"content/articles/b.md:3: date: {NO_DAY}",
    f"content/articles/b.md:5: status: {STATUSES}",
    f"content/articles/b.md:8: {NO_PHOTO.format('a.jpg')}",
    f"content/articles/b.md:10: {HTML.format('<b>')}",
    f"content/articles/c.md:9: {NO_PHOTO.format('a.jpg')}",
    f"content/articles/c.md:11: {NOWHERE.format('/khong-co/')}",
    (
        "content/articles/d.md:1: bài thiếu phần đầu; dòng đầu tiên phải là --- , rồi đến title, "
        "date, category, rồi lại ---"
    ),
    "content/data/layout.yaml:2: pages.khong-co: không có trang “khong-co” trong content/pages",
    "content/data/menu.yaml:2: items.1.to: không có trang “/khong-co/” trong cổng",
    f"content/data/song.yaml:1: không phần nào của cổng dùng tệp này; tên được dùng: {KNOWN}",
    f"content/pages/hong.md:5: {NOWHERE.format('/khong-co/')}",
)


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """Fourteen faults of eight files come together, by file and then by line."""
    site = Site(tmp_path).write(GOOD)
    before = site.good().tree
    built = site.write(MANY).build()
    assert built.errors == (*LINES, f"Có {len(LINES)} lỗi; trang cũ được giữ nguyên.")
    assert built.code == 1
    assert built.tree == before


def test_faults_of_town_yaml_hide_no_other_faults(tmp_path: Path) -> None:
    """A broken town.yaml is told together with a broken article."""
    site = Site(tmp_path).write(GOOD).write({"content/data/town.yaml": "name: A\n" * 2})
    built = site.write({"content/articles/hong.md": article(date="mai")}).build()
    assert built.code == 1
    assert f"content/articles/hong.md:3: date: {NO_DAY}" in built.errors
    assert f"content/data/town.yaml:1: {missing('address')}" in built.errors
    assert f"content/data/town.yaml:2: name: {TWICE}" in built.errors


def test_links_are_not_judged_while_a_table_is_broken(tmp_path: Path) -> None:
    """The page that a good link names is not there for that alone: staff must not delete it."""
    right = {
        "content/data/organisation.yaml": "units:\n  - name: Phòng A\n",
        "content/data/menu.yaml": "items:\n  - {title: Tổ chức, to: /to-chuc/}\n",
        "content/articles/c.md": article("[x](/to-chuc/)"),
    }
    site = Site(tmp_path).write(GOOD).write(right)
    site.good()
    wrong = {"content/data/organisation.yaml": "units:\n  - name: Phòng A\n    keyy: a\n"}
    fault, *after = site.write(wrong).build().errors
    assert fault.startswith("content/data/organisation.yaml:3: units.1.keyy: ")
    assert after == [LATER, "Có 1 lỗi; trang cũ được giữ nguyên."]


def test_a_link_to_an_article_that_waits_stops_only_the_public_build(tmp_path: Path) -> None:
    """What is shown on this machine but not to the public is a broken link for publishconf.py."""
    waiting = article(date="2020-12-16", review="{state: waiting}")
    files = {
        "content/articles/a.md": article("[x]({filename}cho.md)", title="A"),
        "content/articles/cho.md": waiting,
    }
    Site(tmp_path).write(GOOD).write(files).good()
    built = Site(tmp_path, settings="publishconf.py").build(output="public")
    assert built.errors == (
        (
            "content/articles/a.md:7: liên kết tới “cho.md”, nhưng bài ấy đang chờ duyệt; "
            "hãy duyệt bài ấy, hoặc bỏ liên kết này"
        ),
        "Có 1 lỗi; trang cũ được giữ nguyên.",
    )
    assert not built.output.exists()


LOST = {
    "content/lac.md": "",
    "content/articles/2020-12-16-moi/index.md.txt": "hãy đổi tên tệp thành index.md (bỏ đuôi .txt)",
    "content/articles/2020-12-16-moi/index.MD": "",
    "content/articles/moi.rst": "",
    "content/articles/2020/moi.html": "",
}
"""Texts that nobody would read, and what to do where it is not plain."""


def test_a_text_that_nobody_would_read_is_a_fault(tmp_path: Path) -> None:
    """In no known folder, with Windows' hidden ``.txt``, of another kind: none is lost."""
    files = {name: article(title="Bài mới") for name in LOST}
    *lines, _ = Site(tmp_path).write(GOOD).write(files).build().errors
    told = dict(line.split(":1: ", 1) for line in lines)
    assert told.keys() == LOST.keys()
    assert [name for name, advice in LOST.items() if advice not in told[name]] == []


def test_a_document_that_no_text_offers_is_told_until_one_does(tmp_path: Path) -> None:
    """It may be meant as an article; told again by a build in which nothing has changed."""
    word = b"PK\x03\x04"
    text = article("[Đơn](don.docx)", title="Bài")
    files: Files = {"content/articles/a.md": text, "content/articles/don.docx": word}
    site = Site(tmp_path).write(GOOD).write({**files, "content/articles/moi.docx": word})
    for _ in range(2):
        built = site.build()
        assert built.code == 0
        assert [line[:47] for line in built.errors] == [
            "Lưu ý: content/articles/moi.docx: tệp .docx này"
        ]
    waiting = article("[Tệp](moi.docx)", title="Chờ", review="{state: waiting}")
    conf = "SHOW_UNFINISHED = False\nSHARE_PICTURES = False"
    Site(tmp_path, conf).write({"content/articles/cho.md": waiting}).good()
