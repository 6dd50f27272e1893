"""How the browser's search ranks, goes back through the years, corrects and shows what it finds."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.unit.search_browser import Node, save
from tests.unit.search_texts import OLDER, SYNONYMS, TEXTS
from town_portal.features.search.models import Synonyms
from town_portal.features.search.terms import IndexedDocument


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
