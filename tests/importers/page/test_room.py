"""The room "Nhập trang cũ" of the served site, and the command."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plugins.commands import import_page
from plugins.commands.serve.staff import old_pages
from plugins.commands.serve.staff.contract import Asked, Place, Upload
from plugins.commands.serve.staff.old_pages import answer
from plugins.importers import limited
from tests.importers.page.known import PAGES, data_of
from tests.sites.build_site import CATEGORIES, TOWN, picture, write

FILES = (
    Upload("sharepoint-1.html", data_of("sharepoint-1")),
    Upload("IMG_0141.jpg", picture()),
    Upload("IMG_0142.jpg", picture(colour="#ff0000")),
)


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the room read pages in this process, without the time that another takes to start."""
    monkeypatch.setattr(old_pages, "page_worker", lambda _content: nullcontext())


def _place(folder: Path) -> Place:
    write(folder, {"content/data/town.yaml": TOWN, "content/data/categories.yaml": CATEGORIES})
    return Place(folder / "content", folder / "output", "/", "http://127.0.0.1:8000/")


def _sent(folder: Path, work: str, *uploads: Upload, category: str = "thong-bao") -> str:
    form = {"work": work, "category": category}
    body = answer(Asked(_place(folder), method="POST", form=form, uploads=uploads)).body
    return body.decode() if isinstance(body, bytes) else body


def test_form(tmp_path: Path) -> None:
    """The room's form takes several files and the town's categories, and needs no script."""
    tree = BeautifulSoup(str(answer(Asked(_place(tmp_path))).body), "lxml")
    assert [option["value"] for option in tree.select("select option")] == [
        "chinh-quyen",
        "thong-bao",
    ]
    assert tree.select_one(
        "form[method=post][enctype='multipart/form-data'] input[type=file][multiple]"
    )
    assert tree.find("script") is None
    labels = {label["for"] for label in tree.find_all("label")}
    assert labels == {field["id"] for field in tree.select("form input, form select")}


def test_a_page_that_takes_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stops the reading of a page, the room says why, and nothing is written."""
    monkeypatch.setattr(limited, "LAUNCH", "import time; time.sleep(600)")
    impatient = limited.ImportWorker({}, tmp_path / "error.log", wall_seconds=0.1)
    monkeypatch.setattr(old_pages, "page_worker", lambda _content: impatient)
    for upload in (Upload("a.html", b"<p>x"), Upload("a.mhtml", b"MIME-Version: 1.0\n\nx")):
        assert limited.TOO_SLOW in _sent(tmp_path, "write", upload)
    assert not (tmp_path / "content/articles").exists()


@pytest.mark.usefixtures("in_process")
def test_look_then_write(tmp_path: Path) -> None:
    """A look shows both sides and writes no article; then the draft is written."""
    seen = _sent(tmp_path, "look", *FILES)
    assert "chỉ xem thử" in seen
    assert not (tmp_path / "content/articles").exists()
    html = _sent(tmp_path, "write", *FILES)
    tree = BeautifulSoup(html, "lxml")
    frame = tree.find("iframe")
    assert frame is not None
    assert (frame.has_attr("sandbox"), bool(frame["sandbox"])) == (True, False)
    assert "quyết liệt" in str(frame["srcdoc"])
    assert str(frame["srcdoc"]).count('src="data:image/jpeg') == 2
    assert len(tree.select(".side-by-side figure img")) == 2
    rows = [row.get_text(" ", strip=True) for row in tree.select("tbody tr")]
    assert rows[0].startswith("tiêu đề Kiểm tra, đánh giá kết quả cải cách hành chính 98%")
    (file,) = (tmp_path / "content/articles").rglob("index.md")
    assert "category: thong-bao\nstatus: draft\n" in file.read_text(encoding="utf-8")
    assert {path.name for path in file.parent.iterdir()} == {"index.md", "anh-1.jpg", "anh-2.jpg"}
    name = file.parent.name
    hrefs = [str(link["href"]) for link in tree.select("section a.button")]
    assert hrefs[0] == f"/ban-thao/{name[len('2020-12-14-') :]}/"
    assert hrefs[1].startswith("/soan-tin-cu/")
    assert name in hrefs[1]
    assert "bạn đọc chưa thấy các bài này" in html
    again = _sent(tmp_path, "write", *FILES)
    assert "Trang này không có gì đổi so với lần nhập trước." in again
    assert "Xem bản thảo" in again
    file.write_text(file.read_text(encoding="utf-8") + "Thêm.\n", encoding="utf-8")
    edited = _sent(tmp_path, "write", *FILES)
    assert "Xem bản thảo" not in edited
    assert "Sửa trong bàn soạn tin" in edited


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    ("uploads", "category", "sentence"),
    [
        ((), "thong-bao", "Chưa có trang nào"),
        ((Upload("a.jpg", b"x"),), "thong-bao", "Chưa có trang nào"),
        (FILES, "la", "Hãy chọn chuyên mục"),
        ((Upload("hong.mhtml", b"x"),), "thong-bao", "không có trang nào bên trong"),
        ((Upload("<b>.html", b"x"),), "thong-bao", "không tìm thấy phần bài viết"),
        ((*FILES, Upload("IMG_0141.jpg", b"khac")), "thong-bao", "Có hai tệp khác nhau cùng tên"),
    ],
)
def test_mistakes(
    tmp_path: Path, uploads: tuple[Upload, ...], category: str, sentence: str
) -> None:
    """What is wrong with what was sent is said, and names of files are no HTML."""
    html = _sent(tmp_path, "look", *uploads, category=category)
    assert sentence in html
    assert "<b>.html" not in html


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints how sure each field is, writes drafts and the side-by-side page."""
    content = _place(tmp_path).content
    assert import_page.main([PAGES], content, "", False, False) == 0
    said = capsys.readouterr().out
    assert "Đã đọc 15 trang: 15 trang thành bản thảo mới." in said
    assert "98%" in said
    assert "không đưa vào bài: " in said
    review = tmp_path / ".state/nhap-trang-cu/so-sanh-1.html"
    assert review.read_text(encoding="utf-8").count("<iframe sandbox") == 15
    texts = [path.read_text(encoding="utf-8") for path in content.rglob("index.md")]
    assert all("category: chinh-quyen\n" in text for text in texts)


@pytest.mark.parametrize(
    ("paths", "category", "sentence"),
    [
        ([], "", "Hãy ghi tệp trang đã lưu"),
        (["khong-co.html"], "", "Không có tệp hay thư mục này"),
        (["."], "la", "Không có chuyên mục “la”. Các chuyên mục: chinh-quyen, thong-bao"),
    ],
)
def test_command_mistakes(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    paths: list[str],
    category: str,
    sentence: str,
) -> None:
    """The command says what is wrong and what to do, and writes nothing."""
    given = [tmp_path / path for path in paths]
    assert import_page.main(given, _place(tmp_path).content, category, False, False) == 1
    assert sentence in capsys.readouterr().err
