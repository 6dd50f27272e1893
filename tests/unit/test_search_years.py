"""Where a search looks first: the newest years, old titles, a year that is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.unit.search_browser import Node, save
from tests.unit.search_texts import OLDER, SYNONYMS, TEXTS, document
from town_portal.features.search.models import Synonyms
from town_portal.features.search.terms import IndexedDocument


def test_newest_years_answer_first(browser: Node, tmp_path: Path) -> None:
    """With enough hits in the newest year older ones wait; with few, all are asked."""
    days = [date(2020, 1, 1) + timedelta(number) for number in range(300)]
    many = [
        IndexedDocument("", f"Tin {n}", day, "tin", "", ("Hồng Lĩnh.",))
        for n, day in enumerate(days)
    ]
    rare = [*many[:-1], IndexedDocument("", "Hiếm", days[-1], "tin", "", ("Từ hiếm.",))]
    save(tmp_path, {"2024": many, "2023": many, "2022": rare, "2021": many}, Synonyms())
    told = browser.ask("search", folder=str(tmp_path), text="hong linh", all=False)
    assert (told["done"], len(told["hits"])) == (["2024"], 300)
    told = browser.ask("search", folder=str(tmp_path), text="hiem", all=False)
    assert (told["done"], len(told["hits"])) == (["2024", "2023", "2022", "2021"], 1)


def test_a_year_without_a_word_costs_one_file_of_words(browser: Node, tmp_path: Path) -> None:
    """In older years the rarest word is asked for alone; where it is not, nothing else is."""
    text = ("Quyết định của Ủy ban nhân dân phường về giải phóng mặt bằng.",)
    many = [document(f"Tin {n}", *text) for n in range(120)]
    save(tmp_path / "many", {"2024": many, "2023": many, "2022": many}, Synonyms())
    told = browser.ask("search", folder=str(tmp_path / "many"), text="quyet dinh 777/qd")
    older = [name for name in told["files"] if name.startswith(("2023/chu", "2022/chu"))]
    assert len(older) == 2
    assert all("/chu-" in name for name in older)


def test_a_month_apart_is_found_as_its_year_is(browser: Node, tmp_path: Path) -> None:
    """The newest month has an index of its own; to the reader it is a part of its year."""
    whole, parted = tmp_path / "whole", tmp_path / "parted"
    save(whole, {"2024": TEXTS, "2023": OLDER}, SYNONYMS)
    save(parted, {"2024.01": TEXTS[5:], "2024": TEXTS[:5], "2023": OLDER}, SYNONYMS)
    for text in ("hong linh", "Hồng Lĩnh", '"bắc hồng"', "trung luong", "khong co gi"):
        for chosen in ({}, {"year": "2024"}, {"category": "van-hoa"}):
            asked = {"text": text, "order": "newest", **chosen}
            one = browser.ask("search", folder=str(whole), **asked)
            other = browser.ask("search", folder=str(parted), **asked)
            assert [_place(hit) for hit in other["hits"]] == [
                tuple(item[:2]) for item in one["hits"]
            ]
            assert "2024.01" in other["done"]


def _place(hit: tuple[str, int, int]) -> tuple[str, int]:
    """Return the year of a hit in the parted index, and its number in the whole one."""
    key, number, _ = hit
    return ("2024", number + 5) if key == "2024.01" else (key, number)


OLD_TITLE = "Khánh thành cầu treo bắc qua kênh"


def test_an_old_title_comes_first(browser: Node, tmp_path: Path) -> None:
    """An article of an older year whose title is typed stands before all newer hits of its words.

    Where it is long, no words of any year are asked for until the reader asks for more.
    """
    scattered = [
        document(f"Tin {n}", "Bắc cầu. Qua kênh treo đèn, khánh kiệt, thành công.", day=1 + n // 5)
        for n in range(120)
    ]
    old = [document(f"Chuyện {n}", "Không có gì.") for n in range(119)] + [document(OLD_TITLE)]
    years: dict[str, Sequence[IndexedDocument]] = {
        "2024": scattered,
        "2020": old,
        "2019": [document("Cầu treo")] * 3,
    }
    save(tmp_path, years, Synonyms())
    for asked in (OLD_TITLE, "khanh thanh cau treo bac qua"):
        told = browser.ask("search", folder=str(tmp_path), text=asked, all=False)
        assert told["hits"][0][:2] == ["2020", 119], asked
        assert len(told["hits"]) == 1
        assert not [name for name in told["files"] if "/chu" in name and name[:3] != "tua"]
    everything = browser.ask("search", folder=str(tmp_path), text=OLD_TITLE)["hits"]
    assert len({(key, number) for key, number, _ in everything}) == len(everything) == 121


def test_a_title_that_is_typed_comes_first(browser: Node, tmp_path: Path) -> None:
    """It stands before texts that have the same words more often, with the same accents."""
    texts = [document("Lịch tiếp công dân", day=1)]
    texts += [document("Tin", *["Lịch tiếp công dân năm nay."] * 5, day=2) for _ in range(5)]
    save(tmp_path, {"2024": texts}, Synonyms())
    for asked in ("Lịch tiếp công dân", "lich tiep cong dan"):
        assert browser.ask("search", folder=str(tmp_path), text=asked)["hits"][0][:2] == ["2024", 0]


def test_a_year_that_is_typed_is_looked_into_first(browser: Node, tmp_path: Path) -> None:
    """`lễ hội 2021` finds the articles of that year, though the number stands in none of them."""
    fair = [document("Lễ hội", f"Ngày {n}.") for n in range(120)]
    later = [document("Tin", "Sau lễ hội 2021 thì nghỉ.")]
    save(tmp_path, {"2024": fair + later, "2022": fair, "2021": fair[:3]}, Synonyms())
    wanted = {("2021", number) for number in range(3)}
    for asked in ("lễ hội 2021", "le hoi nam 2021"):
        hits = browser.ask("search", folder=str(tmp_path), text=asked)["hits"]
        assert {(key, number) for key, number, _ in hits[:3]} == wanted, asked
        if asked == "lễ hội 2021":
            assert [key for key, *_ in hits[3:]] == ["2024"]
