"""A document handed in on the command line or on the page beside the desk becomes a draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plugins.commands import import_word
from plugins.commands.import_word import NO_FILE
from plugins.commands.serve.staff import word
from plugins.commands.serve.staff.contract import Answer, Asked, Place, Upload
from plugins.importers import limited
from tests.importers.word.samples.documents import SAMPLES
from tests.importers.word.samples.maker import photograph
from tests.sites.build_site import CATEGORIES, TOWN, write

SAMPLE = SAMPLES["định dạng bằng tay"]()
BESIDE = SAMPLES["ảnh gửi kèm"]()
NAME = "2020-12-14-kiem-tra-cai-cach-hanh-chinh"
SLUG = "kiem-tra-cai-cach-hanh-chinh"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a site below a path of its own."""
    data = {"data/town.yaml": TOWN, "data/categories.yaml": CATEGORIES}
    write(tmp_path / "content", data)
    return Place(tmp_path / "content", tmp_path / "output", "/cong/", "http://127.0.0.1:8000/cong/")


def sent(place: Place, *uploads: Upload, category: str = "thong-bao") -> Answer:
    """Return the answer to the form with these files."""
    return word.answer(Asked(place, "", "POST", {}, {"category": category}, uploads))


def shown(answer: Answer) -> BeautifulSoup:
    """Return the page that a browser gets."""
    assert isinstance(answer.body, str)
    return BeautifulSoup(answer.body, "html.parser")


def test_the_form_takes_files_and_a_category_without_script(place: Place) -> None:
    """The page is a plain form: several files, the town's categories, a button."""
    page = shown(word.answer(Asked(place)))
    form = page.select_one("form[method=post][enctype='multipart/form-data']")
    assert form is not None
    assert form.select("input[type=file][name=files][multiple][required]")
    assert [it["value"] for it in form.select("option")] == ["chinh-quyen", "thong-bao"]
    assert [it.get_text() for it in form.select("button")] == ["Nhập thành bản thảo"]
    assert not page.find_all("script")
    assert all(page.select(f"label[for={it['id']}]") for it in form.select("input, select"))


def test_a_document_becomes_a_draft_that_the_page_tells_of(place: Place) -> None:
    """The answer names what was understood and doubted, and leads to preview and desk."""
    page = shown(sent(place, Upload("bài.docx", SAMPLE.data)))
    file = place.content / "articles" / "2020" / NAME / "index.md"
    assert "category: thong-bao\nstatus: draft\n" in file.read_text(encoding="utf-8")
    links = [str(it["href"]) for it in page.select("a.button")]
    assert links == [
        f"/cong/ban-thao/{SLUG}/",
        f"/cong/soan-tin-cu/#/collections/bai-viet/entries/2020/{NAME}/index",
    ]
    rows = {it.th.get_text(): it.td.get_text() for it in page.select("tr") if it.th and it.td}
    assert rows["Sa-pô"] == SAMPLE.lead
    assert rows["Người chụp"] == "Lê An"
    assert rows["Ảnh 1"] == SAMPLE.captions[0]
    assert "lấy từ câu “Hồng Lĩnh, ngày 14 tháng 12 năm 2020”" in page.get_text()
    assert page.select("select option[selected]")[0]["value"] == "thong-bao"


def test_photographs_are_taken_in_the_order_of_their_names(place: Place) -> None:
    """Photograph 10 comes after photograph 9, however the browser sends them."""
    names = ("anh-10.jpg", "anh-9.jpg")
    photos = [Upload(name, photograph(number)) for number, name in enumerate(names)]
    sent(place, *photos, Upload("bai.docx", BESIDE.data))
    (folder,) = (place.content / "articles").glob("*/*")
    assert (folder / "anh-1.jpg").read_bytes() == photograph(1)


@pytest.mark.parametrize(
    ("uploads", "category", "words"),
    [
        ((), "", "Chưa có tệp Word nào"),
        ((Upload("<b>.docx", b"x"),), "", "“<b>.docx”"),
        ((Upload("bai.docx", b"PK hong"),), "", "Tệp Word bị hỏng"),
        ((Upload("bai.docx", SAMPLE.data),), "khac", "Không có chuyên mục “khac”"),
    ],
)
def test_what_can_not_be_taken_is_told_and_nothing_is_written(
    place: Place, uploads: tuple[Upload, ...], category: str, words: str
) -> None:
    """The page says what to do, escaped, and that nothing was written; the form is there again."""
    page = shown(sent(place, *uploads, category=category))
    alert = page.select_one("[role=alert]")
    assert alert is not None
    assert words in alert.get_text()
    assert "Chưa ghi gì vào nội dung" in alert.get_text()
    assert page.form
    assert not page.find("b")
    assert not (place.content / "articles").exists()


def test_a_document_that_breaks_its_reader_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Room and command say that the file is damaged, and the next document is read."""
    monkeypatch.setattr(limited, "LAUNCH", "import os; os.abort()")
    alert = shown(sent(place, Upload("bài.docx", SAMPLE.data))).select_one("[role=alert]")
    assert alert is not None
    assert f"“bài.docx”: {limited.CRASHED}." in alert.get_text()
    file = place.content.parent / "bai.docx"
    file.write_bytes(SAMPLE.data)
    assert import_word.main([file], place.content, "") == 1
    assert capsys.readouterr().err == f"“bai.docx”: {limited.CRASHED}.\n"
    assert not (place.content / "articles").exists()
    monkeypatch.undo()
    assert shown(sent(place, Upload("bài.docx", SAMPLE.data))).select("a.button")


def test_a_full_disk_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the draft can't be written the page says so."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(import_word, "write", full)
    page = shown(sent(place, Upload("bai.docx", SAMPLE.data)))
    assert "Không ghi được bản thảo" in page.get_text()


def test_the_task_prints_what_was_understood(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command writes the draft and says where it is, what it doubts, and what comes next."""
    file = tmp_path / "bai.docx"
    file.write_bytes(SAMPLE.data)
    assert import_word.main([file], place.content, "") == 0
    told = capsys.readouterr().out
    assert f"  Sa-pô: {SAMPLE.lead}\n" in told
    assert "- chuyên mục: Chưa chọn chuyên mục nên lấy chuyên mục đầu tiên, “Chính quyền”" in told
    assert f"articles/2020/{NAME}/index.md\n" in told
    assert f"/ban-thao/{SLUG}/" in told


def test_the_task_says_what_is_missing(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a file, with a file or folder that is not there, the command says what to do."""
    gone = tmp_path / "khong-co.docx"
    for paths, content, sentence in (
        ([], place.content, NO_FILE),
        ([gone], place.content, f"Không có tệp “{gone}”."),
        ([tmp_path], place.content, f"Không đọc được tệp “{tmp_path}”"),
        ([gone], tmp_path / "khac", f"Không có thư mục nội dung: {tmp_path / 'khac'}"),
    ):
        assert import_word.main(paths, content, "") == 1
        assert sentence in capsys.readouterr().err
