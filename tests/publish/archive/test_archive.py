"""`archive`: what the package of a year holds, and that it is the same each time."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

from tests.publish.archive.conftest import COMMIT, MADE, Package
from town_portal.cli.archive import command
from town_portal.cli.archive import package as packages
from town_portal.core.system import places

UTF8_FLAG = 0x800
ONE = "2026/05/01/bai-mot/"


def links(page: Path) -> set[str]:
    """Return what a page's elements lead to or show."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    tree = parser.parse(page.read_text(encoding="utf-8"))
    found = {str(item) for item in tree.xpath("//*/@href | //*/@src | //*/@poster")}
    for value in tree.xpath("//@srcset"):
        found |= {part.split()[0] for part in str(value).split(",")}
    return found


def test_every_link_of_every_page_is_a_file_of_the_package(package: Package) -> None:
    """No link leads to a folder, none to nothing."""
    pages = sorted(package.site.rglob("*.html"))
    assert len(pages) > 20
    wrong = []
    for page in pages:
        for link in links(page):
            full = urlsplit(urljoin(page.as_uri(), link))
            if full.scheme == "file" and not Path(unquote(full.path)).is_file():
                wrong.append((page.relative_to(package.site).as_posix(), link))
    assert not wrong


def test_only_texts_of_the_year_are_there(package: Package) -> None:
    """Others, drafts, lists of others are not; a link to one leads to the public site."""
    there = {item.parent.name for item in package.site.rglob("index.html")}
    assert {"bai-mot", "bai-hai", "an", "rieng-nam-nay"} <= there
    assert not {"bai-cu", "nhap", "rieng-nam-ngoai", "2025"} & there
    assert {"luat", "rac", "quy-che"} <= there
    assert not {"luat-cu", "cu", "ban.pdf"} & {item.name for item in package.folder.rglob("*")}
    assert "Luật của năm trước" not in package.page("van-ban")
    public = "https://thu.example/2025/03/03/bai-cu/"
    assert package.page(ONE).count(f'href="{public}"') == 2


def test_the_first_page_says_what_this_is(package: Package) -> None:
    """Which period, made when, from which commit."""
    page = package.page("")
    assert "Bản lưu trữ, năm 2026" in page
    assert "(3 tin bài, từ 01/5/2026 đến 03/5/2026)" in page
    assert "Lập lúc 08:30 ngày 31/12/2026" in page
    assert COMMIT in page


def test_nothing_runs_or_asks(package: Package) -> None:
    """No page has a script or a form; no feed, sitemap, search index, fragment is packed."""
    names = {item.relative_to(package.folder).as_posix() for item in package.folder.rglob("*")}
    assert not [
        name for name in names if name.endswith((".atom", ".rss", ".xml", ".json", ".htaccess"))
    ]
    assert not [name for name in names if name.startswith(("trang/khoi", "trang/goi"))]
    for page in package.site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        left = re.sub(r'<script type="application/ld\+json">.*?</script>', "", text)
        assert not re.findall(r"<script|<form|<template|data-module|modulepreload", left)
        assert "script-src 'none'" in text
    assert not list(package.site.rglob("*.js"))


def test_what_readers_said_is_baked(package: Package) -> None:
    """Stars, comments and visits as the last publication knew them; nobody is asked for more."""
    page = package.page(ONE)
    assert "4,5/5 – 12 lượt đánh giá" in page
    assert "Ý kiến." in page
    assert "346.000" in package.page("thong-ke")
    for words in ("Gửi đánh giá", "Trả lời", "Mời ông/bà", "Gửi bình luận"):
        assert words not in page
    assert "danh-gia" not in package.page("2026/05/02/bai-hai")


def test_a_text_has_every_word_of_its_article(package: Package) -> None:
    """Title, date, author, each paragraph, caption and description, attachment, note."""
    text = package.text("2026-05-01-bai-mot")
    for words in (
        *("Bài “một” & hai", "Ngày đăng: Thứ Sáu, 01/5/2026, 08:30", "Người viết: Nguyễn Văn An"),
        *("Lời dẫn của bài.", "có chữ đậm, dẫn tới bài cùng năm", "[Ảnh: Hai người đứng cạnh bàn]"),
        *("Hai cán bộ ở bộ phận một cửa. Ảnh: Văn Bình", "- Mục hai", "Hàng | 12", "chú thích[1]"),
        *("Lời chú thích cuối trang.", "Tệp đính kèm: Phụ lục kèm bài"),
        "Địa chỉ: https://thu.example/2026/05/01/bai-mot/",
    ):
        assert words in text
    assert text.startswith("Bài “một” & hai\n")
    assert (package.folder / "van-ban" / "trang-gioi-thieu.txt").is_file()


def test_the_table_names_each_text_and_where_it_lies(package: Package) -> None:
    """As Excel reads it: marked as UTF-8, semicolons, no formula; its files are there."""
    data = (package.folder / "danh-muc.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [row["Tiêu đề"] for row in rows if row["Loại"] == "Bài"] == [
        "Bài “một” & hai",
        "'=Bài hai",
    ]
    assert [row["Tiêu đề"] for row in rows if row["Loại"] == "Bài ngoài danh sách"] == ["Bài ẩn"]
    assert rows[0]["Số ảnh"] == "1"
    for row in rows:
        assert (package.folder / row["Trang"]).is_file()
        assert (package.folder / row["Văn bản"]).is_file()


def test_the_other_kinds_keep_what_is_known_of_them(package: Package) -> None:
    """Number, dates, offices stand above the words, and in the table; the archivist is told."""
    law = package.text("trang-van-ban-luat")
    assert law.startswith("Luật 91/2025/QH15: Bảo vệ dữ liệu thử\n")
    for words in (
        *("Loại văn bản: Luật", "Số, ký hiệu: 91/2025/QH15", "Cơ quan ban hành: Quốc hội"),
        *("Ngày ban hành: 26/01/2026", "Ngày có hiệu lực: 01/3/2026", "Tình trạng: Còn hiệu lực"),
        *("Nguồn: Công báo", "Điều 1."),
    ):
        assert words in law
    answer = package.text("trang-hoi-dap-rac")
    for words in ("Ngày hỏi: 02/3/2026", "Ngày trả lời: 05/3/2026", "Đơn vị trả lời: Phòng Thử"):
        assert words in answer
    assert "Câu hỏi: Rác được thu ngày nào?\n\nTrả lời:\n\nThứ Ba." in answer
    draft = package.text("trang-gop-y-du-thao-quy-che")
    for words in (
        *("Cơ quan soạn thảo: Văn phòng", "từ ngày 01/4/2026 đến hết ngày 30/4/2026"),
        "Nơi nhận góp ý: Số 1, đường Thử",
    ):
        assert words in draft
    data = (package.folder / "danh-muc.csv").read_text(encoding="utf-8-sig")
    rows = {item["Loại"]: item for item in csv.DictReader(io.StringIO(data), delimiter=";")}
    names = ("Số, ký hiệu", "Ngày", "Cơ quan")
    assert [rows["Văn bản"][name] for name in names] == ["91/2025/QH15", "26/01/2026", "Quốc hội"]
    assert [rows["Hỏi đáp"][name] for name in names] == ["", "05/3/2026", "Phòng Thử"]
    assert [rows["Dự thảo"][name] for name in names] == ["", "01/4/2026", "Văn phòng"]
    told = (package.folder / "DOC-TRUOC.txt").read_text(encoding="utf-8-sig")
    assert ", 1 văn bản, 1 hỏi đáp, 1 dự thảo, " in told


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="máy này không có lệnh sha256sum")
def test_checksums_hold_and_notice_a_change(package: Package, tmp_path: Path) -> None:
    """``sha256sum -c`` reads the list; every file but the list itself is on it."""
    folder = Path(shutil.copytree(package.folder, tmp_path / "copy"))
    command_line = ["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS.txt"]
    assert subprocess.run(command_line, cwd=folder, check=False).returncode == 0
    listed = (folder / "SHA256SUMS.txt").read_text(encoding="utf-8").splitlines()
    names = {item.relative_to(folder).as_posix() for item in folder.rglob("*") if item.is_file()}
    assert {line[66:] for line in listed} == names - {"SHA256SUMS.txt"}
    (folder / "danh-muc.csv").write_bytes(b"x")
    done = subprocess.run(command_line, cwd=folder, check=False, capture_output=True)
    assert done.returncode == 1
    beside = ["sha256sum", "--quiet", "-c", f"{package.zip.name}.sha256"]
    assert subprocess.run(beside, cwd=package.zip.parent, check=False).returncode == 0


def test_the_archivist_is_told_how_to_check(package: Package) -> None:
    """On Windows and on Linux, in a text that Notepad of every Windows shows."""
    data = (package.folder / "DOC-TRUOC.txt").read_bytes()
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert text.count("\n") == text.count("\r\n")
    for words in ("certutil -hashfile", "Get-FileHash", "sha256sum --quiet -c", COMMIT):
        assert words in text
    assert "{" not in text.replace("ForEach-Object {", "").replace(") {", "")


def test_names_in_vietnamese_are_marked_as_utf8(tmp_path: Path) -> None:
    """Windows reads them as they were written."""
    packages.write_zip(tmp_path / "x.zip", {"gói/Phụ lục.txt": b"x", "a.txt": b"y"}, MADE)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        flags = {item.filename: item.flag_bits & UTF8_FLAG for item in archive.infolist()}
    assert flags == {"gói/Phụ lục.txt": UTF8_FLAG, "a.txt": 0}


@pytest.mark.long
def test_the_same_order_makes_the_same_bytes(
    package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another folder, from other files, at another time."""
    elsewhere = Path(shutil.copytree(package.content.parent, tmp_path / "elsewhere"))
    shutil.rmtree(elsewhere / ".state")
    content = elsewhere / "content"
    monkeypatch.setattr(places, "TOWN", elsewhere)
    monkeypatch.setenv("TZ", "America/New_York")
    command.make_package(command.Order(content, 2026, MADE, COMMIT), tmp_path / "to")
    assert (tmp_path / "to" / "luu-tru-2026.zip").read_bytes() == package.zip.read_bytes()


def test_what_cannot_be_archived_is_said(
    package: Package, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A year that is none, a folder that is not there: code 1, one sentence, no file."""
    assert command.main(package.content, "26", tmp_path) == 1
    assert "bốn chữ số" in capsys.readouterr().err
    assert command.main(tmp_path / "khong-co", "2026", tmp_path) == 1
    assert "Không có thư mục nội dung" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.long
def test_without_a_year_everything_is_archived_and_an_empty_year_is_said(
    package: Package,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All years go into one package; of a year without articles there is none."""
    content = Path(shutil.copytree(package.root, tmp_path / "copy")) / "content"
    monkeypatch.setattr(places, "TOWN", content.parent)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(MADE.timestamp())))
    assert command.main(content, "", tmp_path) == 0
    with zipfile.ZipFile(tmp_path / "luu-tru-toan-bo-2026-12-31.zip") as archive:
        for name in ("2025/03/03/bai-cu", "van-ban/luat-cu", "hoi-dap/cu", "gop-y-du-thao/cu"):
            assert f"luu-tru-toan-bo-2026-12-31/trang/{name}/index.html" in archive.namelist()
    assert command.main(content, "1999", tmp_path) == 1
    assert "Không có tin bài nào của năm 1999" in capsys.readouterr().err
    assert not (tmp_path / "luu-tru-1999.zip").exists()
