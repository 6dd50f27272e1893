"""How the browser's search ranks, goes back through the years, corrects and shows what it finds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.unit.search_browser import Node, node, save
from town_portal.features.search.models import Group, Synonyms
from town_portal.features.search.terms import IndexedDocument

SYNONYMS = Synonyms(
    groups=(
        Group(words=("UBND", "Ủy ban nhân dân")),
        Group(words=("Bắc Hồng Lĩnh",), parts=("Bắc Hồng", "Trung Lương")),
    )
)


def document(title: str, *paragraphs: str, day: int = 1, category: str = "tin") -> IndexedDocument:
    """Return a document of a day of January."""
    return IndexedDocument("", title, date(2024, 1, day), category, "", paragraphs)


TEXTS = (
    document("Về hông và lính", "Một chuyện khác, không dính đến tên đất."),
    document("Thị xã", "Hồng Lĩnh có núi.", day=2),
    document("Núi Hồng Lĩnh", "Ở phía bắc.", day=3, category="van-hoa"),
    document("Lĩnh vực", "Màu hồng.", day=4),
    document("Danh nhân", "Quỳnh Ngưởng quê ở Đậu Liêu.", day=5),
    document("Văn bản", "Quyết định 1234/QĐ-UBND về hoà giải.", day=6),
    document("Ủy ban nhân dân phường", "Họp đại hội Đảng bộ.", day=7),
    document("Làng rèn Trung Lương", "Ở phường Bắc Hồng cũ.", day=8),
    document("Phường Bắc Hồng Lĩnh", "Thành lập.", day=9),
)
OLDER = (document("Chuyện cũ", "Hồng Lĩnh xưa.", day=1),)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """Give the search modules at work."""
    with node(tmp_path_factory.mktemp("node")) as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write an index of two years."""
    place = tmp_path_factory.mktemp("index")
    save(place, {"2024": TEXTS, "2023": OLDER}, SYNONYMS)
    return str(place)


def titles(told: dict[str, Any]) -> list[str]:
    """Return the titles of what was found, the best first."""
    years: dict[str, Sequence[IndexedDocument]] = {"2024": TEXTS, "2023": OLDER}
    return [years[key][number].title for key, number, _ in told["hits"]]


ALL = {
    *("Núi Hồng Lĩnh", "Phường Bắc Hồng Lĩnh", "Thị xã"),
    *("Chuyện cũ", "Lĩnh vực", "Về hông và lính"),
}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        # Typed in any way, a name finds every text that has its syllables.
        *((text, ALL) for text in ("hong linh", "Hồng Lĩnh", "HỒNG LĨNH")),
        (unicodedata.normalize("NFD", "Hồng Lĩnh"), ALL),
        # In quotation marks of any kind words stand together; one mark at the end is enough.
        *((text, {"Thị xã"}) for text in ('"hồng lĩnh có"', "“hong linh co”", '"hồng lĩnh có')),
        ('"lĩnh hồng"', set()),
        # Numbers of documents, tones in either place, no accents at all.
        ("1234/qd-ubnd", {"Văn bản"}),
        ("hòa giải", {"Văn bản"}),
        ('"hoà giải"', {"Văn bản"}),
        ("dai hoi dang bo", {"Ủy ban nhân dân phường"}),
        ("dau lieu", {"Danh nhân"}),
    ],
)
def test_what_readers_type_is_found(
    browser: Node, folder: str, asked: str, expected: set[str]
) -> None:
    """Whatever the accents, capitals and signs, the texts that are meant are found."""
    assert set(titles(browser.ask("search", folder=folder, text=asked))) == expected


def test_exact_accents_come_first(browser: Node, folder: str) -> None:
    """Who types accents sees those spelt so first; the name before its syllables apart."""
    found = titles(browser.ask("search", folder=folder, text="Hồng Lĩnh"))
    assert found[-1] == "Về hông và lính"
    assert set(found[4:]) == {"Lĩnh vực", "Về hông và lính"}
    other = titles(browser.ask("search", folder=folder, text="hông lính"))
    assert other[0] == "Về hông và lính"


def test_names_come_before_their_syllables_apart(browser: Node, folder: str) -> None:
    """Words that stand together as they were typed are better, most of all in a title."""
    found = titles(browser.ask("search", folder=folder, text="hong linh"))
    assert set(found[:2]) == {"Núi Hồng Lĩnh", "Phường Bắc Hồng Lĩnh"}
    assert set(found[4:]) == {"Lĩnh vực", "Về hông và lính"}


def test_synonyms_are_found_too(browser: Node, folder: str) -> None:
    """The short form finds the long one and back; a part finds its whole, but no other part."""
    short = browser.ask("search", folder=folder, text="ubnd")
    long = browser.ask("search", folder=folder, text="uy ban nhan dan")
    assert set(titles(short)) == set(titles(long)) == {"Văn bản", "Ủy ban nhân dân phường"}
    assert short["also"] == ["Ủy ban nhân dân"]
    part = browser.ask("search", folder=folder, text="trung luong")
    assert titles(part) == ["Làng rèn Trung Lương", "Phường Bắc Hồng Lĩnh"]
    whole = browser.ask("search", folder=folder, text="bac hong linh")
    assert set(titles(whole)) >= {"Làng rèn Trung Lương", "Phường Bắc Hồng Lĩnh"}
    assert whole["also"] == ["Bắc Hồng", "Trung Lương"]
    assert titles(browser.ask("search", folder=folder, text='"ubnd"')) == ["Văn bản"]


DECISION = IndexedDocument(
    "", "Quyết định 67-HĐBT: Phân vạch", date(1992, 3, 2), "", "", ("Hồng Lĩnh.",)
)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write an index of articles, of documents of a year long ago, and of a planned page."""
    place = tmp_path_factory.mktemp("mixed")
    page = IndexedDocument("", "Lịch tiếp công dân", None, "", "", ("Hồng Lĩnh, thứ Năm.",))
    save(place, {"trang": (page,), "2024": TEXTS, "van-ban-1992": (DECISION,)}, SYNONYMS)
    return str(place)


@pytest.mark.parametrize(
    ("category", "year", "expected"),
    [
        ("van-ban", "", {"van-ban-1992"}),
        ("van-ban", "1992", {"van-ban-1992"}),
        ("van-ban", "2024", set()),
        ("trang", "", {"trang"}),
        ("van-hoa", "", {"2024"}),
        ("", "1992", {"van-ban-1992"}),
        ("", "", {"trang", "2024", "van-ban-1992"}),
    ],
)
def test_chosen_kind_of_pages(
    browser: Node, mixed: str, category: str, year: str, expected: set[str]
) -> None:
    """Categories, documents and pages can be looked for alone, each by year too."""
    given = {"folder": mixed, "text": "hong linh", "category": category, "year": year}
    assert {key for key, *_ in browser.ask("search", **given)["hits"]} == expected
    for text in ("67-HĐBT", "67 HDBT", "67–hđbt", "67/hdbt", "quyet dinh 67 hdbt"):
        told = browser.ask("search", folder=mixed, text=text)
        assert told["hits"][0][:2] == ["van-ban-1992", 0]


def test_by_day(browser: Node, folder: str) -> None:
    """Asked for the newest first, it gives them so, through all years."""
    found = titles(browser.ask("search", folder=folder, text="hong linh", order="ngay"))
    expected = ["Phường Bắc Hồng Lĩnh", "Lĩnh vực", "Núi Hồng Lĩnh", "Thị xã", "Về hông và lính"]
    assert found == [*expected, "Chuyện cũ"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *(("quynh nguog", "quynh nguong"), ("Quỳnh nguong", "Quỳnh nguong"), ("hinh", "")),
        ("Quỳnh nguog", "quỳnh ngưởng"),
        *(("dau leiu", "dau lieu"), ("dau lie", ""), ("hognlinh", ""), ("honglinh", "hong linh")),
        # Raw Telex is taken for what it would have made, accents and all.
        *(
            ("hoongf linhx", "hồng lĩnh"),
            ("phuowngf bawcs", "phường bắc"),
            ("hoaf giair", "hoà giải"),
        ),
        # Nobody is shown another number's document.
        *(("1235", ""), ("1235/QĐ-UBND", ""), ("so 9999", ""), ("hòa giảii", "hoà giải")),
    ],
)
def test_one_slip_is_seen_through(browser: Node, folder: str, text: str, meant: str) -> None:
    """One slip of a finger, a space forgotten, raw Telex: what was meant is offered."""
    told = browser.ask("meant", folder=folder, text=text)
    hits = browser.ask("search", folder=folder, text=text)["hits"]
    assert bool(hits) or told == meant


ANSWERS = Synonyms.model_validate(
    {
        "fillers": "làm cho con ở đâu giấy",
        "answers": [
            {"title": "Khai sinh", "words": ["khai sinh"], "to": ["/thu-tuc/"], "kind": "Thủ tục"},
            {"title": "Đất đai", "words": ["sổ đỏ"], "url": "https://dichvucong.gov.vn/"},
            {"title": "Rác", "words": ["rác", "thu gom rác"], "to": ["/hoi-dap/gui/"]},
            {"title": "Căn cước", "words": ["căn cước"], "to": ["/thu-tuc/"]},
        ],
    }
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        *(("lam giay khai sinh cho con o dau", "Khai sinh"), ("KHAI SINH", "Khai sinh")),
        *(("giấy khai sih", "Khai sinh"), ("khia sinh", "Khai sinh")),
        *(("giáy khai sinh", "Khai sinh"), ("cawn cuowcs", "Căn cước")),
        *(("sổ đỏ", "Đất đai"), ("so do", "Đất đai"), ("rac", "Rác")),
        ("rác ở phường thu gom", "Rác"),
        # Other accents mean other words; a few of many words mean something else; quoted is quoted.
        *(("sơ đồ", ""), ("rạc", ""), ("khai mạc", ""), ('"khai sinh"', "")),
        ("hội nghị sơ kết công tác đăng ký khai sinh năm 2020", ""),
    ],
)
def test_citizens_words_lead_to_answers(
    browser: Node, tmp_path: Path, text: str, title: str
) -> None:
    """Whatever stands around them, with slips and without accents; where they are what is meant."""
    save(tmp_path, {"2024": TEXTS}, ANSWERS)
    found = browser.ask("answers", folder=str(tmp_path), text=text)
    assert [answer["title"] for answer in found] == ([title] if title else [])


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


def test_excerpt_shows_what_was_looked_for(browser: Node, folder: str) -> None:
    """It keeps accents and đ, marks the hits as they are written, and is cut at words."""
    long = "Chuyện đời xưa kể lại. " * 30
    paragraphs = ["Mở đầu.", f"{long}Ở Đậu Liêu có Quỳnh Ngưởng. {long}"]
    shown = browser.ask("excerpt", folder=folder, text="dau lieu quynh", paragraphs=paragraphs)
    assert shown["marks"] == ["Đậu Liêu", "Quỳnh"]
    assert shown["text"].startswith("… Ở Đậu Liêu")
    assert shown["text"].endswith(" …")
    assert len(shown["text"]) < 260


def test_excerpt_marks_only_what_is_meant(browser: Node, folder: str) -> None:
    """Where the accents are right, words with others are not marked; a phrase only as a whole."""
    paragraphs = ["Hông và hồng, Hồng Lĩnh và lĩnh vực."]
    given = {"folder": folder, "paragraphs": paragraphs}
    exact = browser.ask("excerpt", **given, text="hồng", exact=True)
    assert exact["marks"] == ["hồng", "Hồng"]
    assert browser.ask("excerpt", **given, text='"hong linh"')["marks"] == ["Hồng Lĩnh"]
    assert browser.ask("excerpt", **given, text="xyz")["text"] == paragraphs[0]


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
