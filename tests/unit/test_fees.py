"""The table of fees: who is counted for what, and the files that the office gets."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.sites.approving import approved
from tests.sites.build_site import CATEGORIES, CLOCK, TOWN, Files, article, write
from town_portal.authoring.fees import compute_fees, main
from town_portal.authoring.fees.collect import list_months
from town_portal.authoring.fees.csv_file import write_csv
from town_portal.authoring.fees.paid_work import (
    NOBODY,
    FeeLine,
    PaidWork,
    count_words,
    iter_lines,
    list_photographers,
    split_people,
)
from town_portal.authoring.fees.period import FeePeriod
from town_portal.authoring.fees.workbook import write_workbook
from town_portal.core.data.fee_rates import CategoryRate, FeeRates
from town_portal.core.faults import FaultsError
from town_portal.features.photos.models import Figure

NOVEMBER = FeePeriod(2020, 11)
RATES = FeeRates(
    unit=100_000,
    article=2,
    photograph=0.5,
    categories=(CategoryRate(category="thong-bao", coefficient=0.5),),
)
DAY = date(2020, 11, 20)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anh Minh", ("Anh Minh",)),
        ("Anh Minh - Thu Hà", ("Anh Minh", "Thu Hà")),
        ("Anh Minh – Thu Hà; Lê An, Phạm  Chi", ("Anh Minh", "Thu Hà", "Lê An", "Phạm Chi")),
        ("Anh Minh và Thu Hà", ("Anh Minh", "Thu Hà")),
        ("Tin, ảnh: Anh Minh.", ("Anh Minh",)),
        ("Nguyễn-Vân", ("Nguyễn-Vân",)),
        ("Anh Minh, Anh Minh", ("Anh Minh",)),
        ("", (NOBODY,)),
        (None, (NOBODY,)),
    ],
)
def test_several_people_stand_in_one_field(text: str | None, found: tuple[str, ...]) -> None:
    """They are told apart by dashes between blanks, commas, semicolons and "và"."""
    assert split_people(text) == found


def test_words_are_counted_as_word_counts_them() -> None:
    """Syllables, numbers and lone signs; of the body and the lead, without tags."""
    html = (
        "<p>Thị xã <strong>Hồng</strong> Lĩnh – 0,25%.</p>\n<ul>\n<li>một</li>\n<li>hai</li>\n</ul>"
    )
    assert count_words(html, "Lời dẫn.") == 10


def test_each_photograph_is_that_of_its_credit_else_of_the_article() -> None:
    """Others' photographs, decorative ones and repetitions are not counted."""
    figures = [
        Figure("1.jpg", "", "", "Ảnh: Thu Hà", 1),
        Figure("1.jpg", "", "", "Ảnh: Thu Hà", 3),
        Figure("2.jpg", "", "", "", 5),
        Figure("3.jpg", "", "", "Nguồn: báo Hà Tĩnh", 7),
        Figure("4.jpg", "", "", "", 9, is_decorative=True),
        Figure("5.png", "", "", "", 11, kind="inline"),
    ]
    assert list_photographers(figures, "Lê An - Phạm Chi") == (("Thu Hà",), ("Lê An", "Phạm Chi"))


def test_who_worked_together_shares_equally() -> None:
    """The article, its words and each photograph; the category's coefficient counts."""
    work = PaidWork(
        DAY, "T", "thong-bao", "Thông báo", ("An", "Chi"), 301, (("An",), ("An", "Chi"))
    )
    found = [
        (item.person, item.quantity, item.words, int(item.amount(RATES.unit)))
        for item in iter_lines(work, RATES)
    ]
    half = Fraction(1, 2)
    assert found == [
        ("An", half, Fraction(301, 2), 25_000),
        ("Chi", half, Fraction(301, 2), 25_000),
        ("An", Fraction(3, 2), 0, 75_000),
        ("Chi", half, 0, 25_000),
    ]


def line(title: str = "Bài", person: str = "An", **given: object) -> FeeLine:
    """Return a line of a writer."""
    share = Fraction(1, 3)
    return FeeLine(DAY, title, "Thông báo", person, "Viết bài", share, 100 * share, 1.5)


def test_the_csv_opens_in_excel_set_to_vietnamese() -> None:
    """UTF-8 with its mark, semicolons, decimal commas, days as people write them."""
    data = write_csv([line()], 100_000)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[1] == [
        *("20/11/2020", "Tháng 11/2020", "Bài", "Thông báo", "An", "Viết bài", "0,333"),
        *("33,333", "1,5", "50000"),
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t="])
def test_a_text_never_becomes_a_formula(sign: str) -> None:
    """Neither in CSV nor in the workbook, whatever somebody puts into a title or a name."""
    evil = f"{sign}HYPERLINK(1)"
    found = [line(evil, evil)]
    rows = csv.reader(io.StringIO(write_csv(found, 1).decode("utf-8-sig")), delimiter=";")
    assert [row[2] for row in rows][1] == f"'{evil}".replace("\t=", "\t'=")
    sheets = load_workbook(io.BytesIO(write_workbook(found, 1, NOVEMBER)))
    assert (sheets["Chi tiết"]["C2"].value, sheets["Chi tiết"]["C2"].data_type) == (evil, "s")
    assert (sheets["Tổng hợp"]["A6"].value, sheets["Tổng hợp"]["A6"].data_type) == (evil, "s")


def test_the_workbook_is_the_same_for_the_same_lines() -> None:
    """Byte for byte; sums are formulas, with what each comes to for programs that only show."""
    data = write_workbook([line(), line("Hai", "Chi")], 100_000, NOVEMBER)
    assert data == write_workbook([line(), line("Hai", "Chi")], 100_000, NOVEMBER)
    sheets = load_workbook(io.BytesIO(data))
    assert sheets.sheetnames == ["Tổng hợp", "Chi tiết"]
    assert (sheets["Tổng hợp"].freeze_panes, sheets["Chi tiết"].freeze_panes) == ("B6", "A2")
    assert sheets["Tổng hợp"]["B3"].value == 100_000
    assert sheets["Chi tiết"]["J2"].value == "=ROUND(G2*I2*'Tổng hợp'!$B$3,0)"
    sums = load_workbook(io.BytesIO(data), data_only=True)["Tổng hợp"]
    assert [(row[0].value, row[4].value) for row in sums.iter_rows(min_row=5, max_row=8)] == [
        ("Người hưởng", "Thành tiền (đồng)"),
        *(("An", 50_000), ("Chi", 50_000), ("Tổng cộng", 100_000)),
    ]


FILES: Files = {
    "content/data/town.yaml": TOWN,
    "content/data/categories.yaml": CATEGORIES,
    "content/articles/2020-11-20-mot.md": article(
        "Một hai ba.\n\n![Hình](a.jpg)", date="2020-11-20", author="Lê An", photographer="Thu Hà"
    ),
    "content/articles/a.jpg": b"",
    "content/articles/captions.csv": "file;caption;credit\na.jpg;Lời;Phạm Chi\n",
    "content/articles/2020-12-01-thang-khac.md": article(date="2020-12-01"),
    "content/articles/nhap.md": article(date="2020-11-21", status="draft"),
    "content/articles/cho.md": article(date="2020-11-22", review="{state: waiting}"),
    "content/articles/hen.md": article(date="2020-11-23", publish="2030-01-01"),
    "content/articles/tu-ghi.md": article(date="2020-11-24", review="{state: approved}"),
    "content/articles/sua.md": article(
        date="2020-11-25", review="{state: approved, by: Lê An, hash: sha256-cu}"
    ),
    "content/articles/het.md": article(
        "Hai.", title="Hết hạn", date="2020-11-26", expires="2020-11-27"
    ),
}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with one article that counts."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
    write(tmp_path, FILES)
    return tmp_path / "content"


def test_only_what_citizens_have_seen_is_counted(content: Path) -> None:
    """No draft, nothing that waits or is to come, no other month; an approval must hold."""
    fees = compute_fees(content, NOVEMBER)
    assert [(item.title, item.person, item.role, int(item.words)) for item in fees.lines] == [
        ("Một bài", "Lê An", "Viết bài", 3),
        ("Một bài", "Phạm Chi", "Chụp ảnh", 0),
        ("Hết hạn", NOBODY, "Viết bài", 1),
    ]
    assert fees.unit == 1
    assert list_months(content) == ["2020-12", "2020-11"]
    (content / "articles/2020-12-01-thang-khac.md").unlink()
    wait = article(date="2020-10-01", review="{state: waiting}")
    write(content.parent, {"content/articles/2020-10-01-cho.md": wait})
    assert list_months(content) == ["2020-11"]
    name = "content/articles/2020-09-02-duyet.md"
    files = approved({**FILES, name: article("Một hai.", date="2020-09-02")}, name)
    write(content.parent, {name: files[name]})
    assert len(compute_fees(content, FeePeriod(2020, 9)).lines) == 1


@pytest.mark.parametrize("unit", ["", "unit: 1\n", "unit: 0\n"])
def test_without_a_unit_nothing_is_called_money(
    content: Path, unit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the command line, in CSV and in the workbook: coefficients, which are not rounded."""
    (content / "data" / "fees.yaml").write_text(f"{unit}article: 0,25\n", encoding="utf-8")
    assert main(content, "2020-11", content / "ra") == 0
    told = capsys.readouterr().out
    assert "2 bài, 4 chữ, 1 ảnh, tổng hệ số 1,5. Đã ghi" in told
    table = (content / "ra" / "nhuan-but-2020-11.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert [row[-1] for row in rows] == ["Tổng hệ số", "0,25", "1", "0,25"]
    book = load_workbook(content / "ra" / "nhuan-but-2020-11.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "Tổng hệ số" in cells
    assert not [words for words in cells if "(đồng)" in words]
    assert book["Tổng hợp"]["A3"].value.startswith("Chưa ghi mỗi hệ số bằng bao nhiêu đồng")
    assert book["Chi tiết"]["J2"].value == "=G2*I2"


def test_the_task_says_what_the_files_come_to(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Coefficients with a comma are read, and a wrong month is told with an example."""
    rates = "unit: 50000\narticle: 1,5\nphotograph: 1\n"
    (content / "data" / "fees.yaml").write_text(rates, encoding="utf-8")
    assert main(content, "2020-11", content / "ra") == 0
    told = capsys.readouterr().out
    assert told.startswith("Nhuận bút tháng 11/2020: 2 bài, 4 chữ, 1 ảnh, 200.000 đồng.")
    for month in ("2020-13", "11/2020", " ", "0000", "20201"):
        assert main(content, month, content) == 1
        assert "ví dụ 2026-11" in capsys.readouterr().err


def test_a_coefficient_of_no_category_is_a_fault(content: Path) -> None:
    """A slip in a key would pay somebody too little."""
    text = "categories:\n  - category: thong-bao-cu\n    coefficient: 2\n"
    (content / "data" / "fees.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(
        FaultsError, match=r"fees\.yaml:2: categories\.1\.category: không có chuyên mục"
    ):
        compute_fees(content, NOVEMBER)
