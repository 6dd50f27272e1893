"""The page of figures, and the table that Excel opens."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

from tests.service.client import HOME, OPEN, OTHER, START
from tests.service.letters import sent
from tests.service.running import Service
from tests.service.staff import QUEUE, Page, Staff, write

pytest_plugins = ("tests.service.desk_fixtures",)
FIGURES, TABLE = "so-lieu/", "so-lieu/luot-truy-cap.csv"
NOW = datetime.now(UTC) + timedelta(hours=7)


def ago(days: int) -> str:
    """Return the town's day so many days ago."""
    return (NOW.date() - timedelta(days=days)).isoformat()


def visited(service: Service, days: int, n: int, page: str = HOME) -> None:
    """Have the site and a page visited so often on a day."""
    rows = service.database.rows
    rows("INSERT INTO visits_day (day, n) VALUES (%s, %s)", ago(days), n)
    rows("INSERT INTO visits_pageday (page, day, n) VALUES (%s, %s, %s)", page, ago(days), n)


def now(page: Page) -> dict[str, str]:
    """Return the figures at the top by their names."""
    return dict(zip(page.found("dt"), page.found("dd"), strict=True))


def rows(page: Page, caption: str) -> list[list[str]]:
    """Return the cells of a table by its caption."""
    found = page.tree.xpath(f"//table[caption='{caption}']/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def test_an_unused_service_says_so(editor: Staff) -> None:
    """Where nobody has come, rated or written yet, sentences stand for empty tables."""
    page = editor.get(FIGURES)
    assert now(page) == {
        "Hôm nay": "0",
        "7 ngày": "0",
        "30 ngày": "0",
        "Từ trước đến nay": f"{START:,}".replace(",", "."),
        "Đang đọc": "0",
    }
    for words in (
        *("Chưa có lượt xem nào.", "Chưa có trang nào đủ 5 lượt đánh giá."),
        *("Chưa có bình luận nào.", "Chưa có thư nào."),
    ):
        assert words in page.words


def test_days_are_summed_today_among_them(service: Service, editor: Staff) -> None:
    """7 days are today and six before, 30 days today and 29 before."""
    for days, n in ((6, 10), (7, 100), (29, 1_000), (30, 10_000)):
        visited(service, days, n)
    service.reader().hit(OPEN)
    found = now(editor.get(FIGURES))
    assert (found["Hôm nay"], found["7 ngày"], found["30 ngày"]) == ("1", "11", "1.111")
    assert found["Từ trước đến nay"] == f"{START + 1:,}".replace(",", ".")
    assert found["Đang đọc"] == "1"
    assert now(editor.get()) == found


def test_the_picture_and_its_table_say_the_same(service: Service, editor: Staff) -> None:
    """Each day has a bar and a row; the highest bar is as high as the picture."""
    visited(service, 0, 50)
    visited(service, 1, 200, OPEN)
    page = editor.get(FIGURES)
    assert rows(page, "Trang đọc nhiều, 7 ngày") == [[OPEN, "200"], [HOME, "50"]]
    assert page.tree.xpath("//table[caption='Trang đọc nhiều, 7 ngày']//a/@href") == [OPEN, HOME]
    bars = page.tree.xpath("//*[local-name()='rect']")
    heights = [int(bar.get("height")) for bar in bars]
    assert (len(bars), heights[-2:], set(heights[:-2])) == (30, [160, 40], {0})
    table = [
        [cell.text_content() for cell in row] for row in page.tree.xpath("//details//tbody/tr")
    ]
    assert len(table) == 30
    assert table[:2] == [[f"{NOW:%d/%m/%Y}", "50"], [f"{NOW - timedelta(1):%d/%m/%Y}", "200"]]
    assert page.tree.xpath("//*[local-name()='svg'][@role='img']/@aria-labelledby") == ["by-day"]


def test_ratings_of_few_votes_are_left_out(service: Service, editor: Staff) -> None:
    """Best and worst are of pages that five readers or more have rated."""
    stored = service.database.moment(datetime.now(UTC))
    for path, n, stars in ((OPEN, 6, 27), (OTHER, 5, 7), (HOME, 4, 20)):
        service.database.rows(
            "INSERT INTO ratings_rating (page, n, stars, changed) VALUES (%s, %s, %s, %s)",
            *(path, n, stars, stored),
        )
    page = editor.get(FIGURES)
    best, worst = [OPEN, "4,5", "6"], [OTHER, "1,4", "5"]
    assert rows(page, "Đánh giá cao nhất") == [best, worst]
    assert rows(page, "Đánh giá thấp nhất") == [worst, best]


def test_comments_are_counted_by_month_and_state(service: Service, editor: Staff) -> None:
    """Each month has how many of its comments wait, were approved, rejected, erased."""
    numbers = [write(service) for _ in range(4)]
    editor.post(f"{QUEUE}{numbers[0]}/duyet/")
    editor.post(f"{QUEUE}{numbers[1]}/tu-choi/")
    # An hour past midnight of 1 March in the town is still February in Greenwich.
    march = service.database.moment(datetime(2026, 2, 28, 18, tzinfo=UTC))
    service.database.rows("UPDATE comments_comment SET at = %s WHERE id = %s", march, numbers[2])
    assert rows(editor.get(FIGURES), "Bình luận theo tháng gửi") == [
        [f"{NOW:%m/%Y}", "1", "1", "1", "0"],
        ["03/2026", "1", "0", "0", "0"],
    ]


def test_letters_are_counted_by_month_and_how_they_ended(service: Service, editor: Staff) -> None:
    """Who waits and for whom it is too late, who was answered and who in time; the rest."""
    posts = [sent(service) for _ in range(7)]
    rows_of = service.database.rows
    found = [number for (number,) in rows_of("SELECT id FROM inbox_letter ORDER BY id")]
    for number in (found[1], found[2]):
        rows_of("UPDATE inbox_letter SET deadline = %s WHERE id = %s", ago(1), number)
    for number in (found[2], found[3]):
        editor.post(f"inbox/letter/{number}/tra-loi/", {"answer": ""})
    editor.post(f"inbox/letter/{found[4]}/chuyen/", {"to": "Phòng khác"})
    editor.post(f"inbox/letter/{found[5]}/khong-xu-ly/", {"reason": "Không rõ nội dung"})
    march = service.database.moment(datetime(2026, 2, 28, 18, tzinfo=UTC))
    rows_of("UPDATE inbox_letter SET at = %s WHERE id = %s", march, found[6])
    assert len(posts) == len(found)
    assert rows(editor.get(FIGURES), "Thư của người dân theo tháng gửi") == [
        [f"{NOW:%m/%Y}", "2", "1", "2", "1", "2"],
        ["03/2026", "1", "0", "0", "0", "0"],
    ]


def test_the_table_has_every_day(service: Service, editor: Staff) -> None:
    """From the first day to today none is missing; Excel knows the letters by the mark."""
    visited(service, 400, 3)
    visited(service, 1, 12_345)
    answer = editor.get(TABLE)
    assert answer.text.startswith("\ufeffNgày,Lượt truy cập\r\n")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="luot-truy-cap.csv"'
    table = list(csv.reader(StringIO(answer.text[1:])))[1:]
    assert len(table) == 401
    assert table[0] == [ago(400), "3"]
    assert table[-2:] == [[ago(1), "12345"], [ago(0), "0"]]
