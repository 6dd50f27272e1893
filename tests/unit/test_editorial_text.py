"""What the rules look at: syllables, words with their lines, photographs as the portal has them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from tests.hanging import refuse_to_hang
from town_portal.authoring.proofreading.check import list_findings
from town_portal.authoring.proofreading.language.lexicon import list_syllables_in_use
from town_portal.authoring.proofreading.language.mistakes import list_repairs
from town_portal.authoring.proofreading.language.syllables import (
    convert_to_old_style,
    list_syllables,
)
from town_portal.authoring.proofreading.language.tables import (
    load_abbreviations,
    load_loans,
    load_slips,
)
from town_portal.authoring.proofreading.models import Proofreading
from town_portal.authoring.proofreading.photographs import EXTENSIONS, parse_figures
from town_portal.authoring.proofreading.prose import extract_words, list_addresses
from town_portal.authoring.proofreading.read import ContentPlace, read_checked_text
from town_portal.authoring.proofreading.rules import apply_rules
from town_portal.authoring.proofreading.text import BREAK, ProofText, TextProse
from town_portal.core.data.tables import DEFAULT_TOWN
from town_portal.settings.base import MARKDOWN

ROOT = Path(__file__).parents[2]
RIGHT = (
    "người được hoàn hòa hoà thủy thuỷ quyết quốc quý quả giếng gì giữ nghiêng ghế kẻ khuỷu khuya "
    "ngoằn thuở yêu yến uyên xoong quỳnh quạnh huýt rượu mười chiều loay ngoao uể sỹ kỷ"
)
WRONG = {
    "nguời": "người",
    "đựơc": "được",
    "hòan": "hoàn",
    "gỉai": "giải",
    "thànhf": "thành",
    "kêt": "kết",
    "nghành": "ngành",
    "cos": "có",
    "dduwowjc": "được",
    "địnhh": "định",
    "tráchnhiệm": "trách nhiệm",
    "thễ": "thể",
}


def test_syllables_that_can_be_spelt() -> None:
    """Both places of the tone are right; a wrong place, rime or onset has a nearest right one."""
    assert {*RIGHT.split()} <= list_syllables()
    assert not {*WRONG, "qủa", "cê"} - {"cos", "thễ"} & list_syllables()
    assert {word: list_repairs(word)[0] for word in WRONG} == WRONG
    assert list_repairs("xzq") == []
    assert [*map(convert_to_old_style, ("hoà", "thuỷ", "quý", "hòa"))] == [
        "hòa",
        "thủy",
        "quý",
        "hòa",
    ]


def test_the_tables_of_words_are_sound() -> None:
    """What is meant is made of syllables, is not what is written, and excuses name a slip."""
    phrases = [(pair, slip) for pair, found in load_slips().items() for slip in found]
    assert len(phrases) > 50
    for _, slip in phrases:
        assert {*slip.right.split()} <= list_syllables(), slip.right
        assert slip.pattern.search(slip.right) is None, slip.right
        assert slip.why
    assert not load_loans() & list_syllables_in_use().keys()
    assert all(word == word.upper() for word in load_abbreviations())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            'Một **đoạn** văn\ncó `mã` và [liên kết](https://a.vn/b_c "x").',
            "Một đoạn văn\ncó \xa0 và liên kết.",
        ),
        ("## Mục\n\n- một\n- hai", f"{BREAK}Mục\n\n{BREAK}một\n{BREAK}hai"),
        (
            "| a | b |\n| --- | ---: |\n| c | d |",
            f"{BREAK} a {BREAK} b {BREAK}\n\n{BREAK} c {BREAK} d {BREAK}",
        ),
        ('![lời tả](a.jpg "Chú \\"thích\\"")', f'{BREAK}lời tả{BREAK}Chú "thích"{BREAK}'),
        (
            "Chữ[^1] và H<sub>2</sub>O &amp; a@b.vn\n\n[^1]: Ghi chú",
            "Chữ\xa0 và H\xa02\xa0O & \xa0\n\n\xa0 Ghi chú",
        ),
        ("> trích\n\n[a]: https://x.vn\n\n***", f"{BREAK}trích\n\n\n\n"),
        (
            "ảnh ![x](a.jpg){: .decorative} ở ~~đây~~ https://a.vn/x",
            f"ảnh {BREAK}x{BREAK}{BREAK} ở đây \xa0",
        ),
    ],
)
def test_words_stand_on_their_lines(body: str, words: str) -> None:
    """Marks, addresses, code and HTML are gone, no line is lost."""
    assert extract_words(body) == words
    assert extract_words(body).count("\n") == body.count("\n")


def test_words_and_addresses_have_their_lines() -> None:
    """Each piece of prose begins on a line of its own; an address need not be a link."""
    prose = TextProse.of([(2, "Tiêu đề"), (5, "Tóm tắt"), (9, "một\n\nhai ba")])
    words = ("Tiêu", "Tóm", "một", "ba")
    assert [prose.line(prose.text.index(word)) for word in words] == [2, 5, 9, 11]
    found = list_addresses("a\nhttps://a.vn/x, www.b.vn\n[c](//c.vn) <http://d.vn>")
    told = {"https://a.vn/x": 2, "www.b.vn": 2, "//c.vn": 3, "http://d.vn": 3}
    assert {address.rstrip(","): line for address, line in found} == told


def test_markdown_is_read_as_the_portal_reads_it() -> None:
    """The same extensions."""
    assert list(EXTENSIONS) == MARKDOWN["extensions"]


TRICKY = [
    '- mục\n\n    ![a](a.jpg "b")\n\nsau\n\n![c](c.jpg)\n*Chú thích. Ảnh: D*',
    "> trích\n>\n> ![a](a.jpg)\n\n| ![b](b.jpg) | c |\n| --- | --- |\n| d | e |",
    'Chữ ![a](a.jpg) trong câu.\n\n![b][tham]\n\nchữ\n\n[tham]: b.jpg "Tên"',
    '<details markdown="1">\n<summary>x</summary>\n\nchữ\n\n![a](a.jpg)\n\n</details>',
    "![a](a.jpg)\n![b](b.jpg){: .decorative}\n\n![](){: .original}",
]


def test_photographs_are_those_of_a_build() -> None:
    """Leaving out what has no photograph changes neither what is found nor its line."""
    files = [*(ROOT / "tests/golden").rglob("*.md"), *(ROOT / "tests/town").rglob("*.md")]
    written = [file.read_text(encoding="utf-8").partition("\n---\n")[2] for file in files]
    bodies = [*TRICKY, *(body for body in written if "![" in body)]
    assert len(bodies) > len(TRICKY) + 3
    for body in bodies:
        markdown = Markdown(**MARKDOWN)  # type: ignore[arg-type]
        markdown.convert(body)
        assert parse_figures(body) == tuple(markdown.figures), body  # type: ignore[attr-defined]


def test_a_file_is_read_with_all_its_words(tmp_path: Path) -> None:
    """Title, lead, body, corrections, attachments and captions.csv, each with its line."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "captions.csv").write_text("file,alt\nx.jpg,Bốn nguời\n", encoding="utf-8")
    path = tmp_path / "index.md"
    path.write_text(
        "---\ntitle: Một nguời\ndate: 2020-12-14\ncategory: tin\nsummary: Hai nguời\n"
        "corrections:\n  - date: 2020-12-15\n    text: Ba nguời\n"
        "attachments:\n  - {file: a.pdf, title: Năm nguời}\n"
        "waive:\n  - {rule: kieu-so, reason: thử}\n---\n\n![](x.jpg)\n\nSáu nguời.\n",
        encoding="utf-8",
    )
    result = read_checked_text(path, ContentPlace(tmp_path, DEFAULT_TOWN, None, Proofreading()))
    prose = result.text.prose
    places = [place for place in range(len(prose.text)) if prose.text.startswith("nguời", place)]
    assert [prose.line(place) for place in places] == [2, 5, 17, 15, 8, 10]
    assert result.text.waived == {"kieu-so": 12}
    assert (result.title, result.day, result.status) == ("Một nguời", "2020-12-14", "published")
    assert [fault.line for fault in result.faults] == [15]


def test_letters_in_pieces_are_noticed(tmp_path: Path) -> None:
    """With the first line on which they stand; the words are read composed."""
    path = tmp_path / "2020-12-14-a.md"
    path.write_text(
        "---\ntitle: A\ndate: 2020-12-14\ncategory: tin\n---\n\nmột\nha\u0301t\n", encoding="utf-8"
    )
    result = read_checked_text(path, ContentPlace(tmp_path, DEFAULT_TOWN))
    assert result.text.decomposed == 8
    assert "hát" in result.text.words


MARKS = st.sampled_from(
    [*"![](){}<>*_`|\\#-:.@/&^~\"'\n\r\t ", "0912345678", "thứ", "CCHC", "cũng cố", "//", "nguời"]
)


@given(st.lists(st.one_of(MARKS, st.characters()), max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_is_read(body: str) -> None:
    """No line is lost and no rule fails, in whatever order the marks of Markdown stand."""
    words = extract_words(body)
    assert words.count("\n") == body.count("\n")
    text = ProofText(
        title=body, prose=TextProse.of([(1, words)]), addresses=tuple(list_addresses(body))
    )
    assert all(finding.line >= 1 for finding in apply_rules(text))


@pytest.mark.parametrize(
    "body",
    ["[" * 5000, "![" * 2000, "a." * 5000, "a" * 20000, "<a" * 5000, "`" * 5000, "AB-" * 5000],
)
def test_a_hostile_text_does_not_hang(body: str) -> None:
    """Marks that are opened again and again and never closed are read without hanging."""
    with refuse_to_hang():
        list(apply_rules(ProofText(prose=TextProse.of([(1, extract_words(body))]))))


def test_the_seed_article_is_met_as_it_should_be() -> None:
    """It has “cũng cố”, CCHC and UVBTV without explanation; nothing that stops publish."""
    folder = ROOT / "tests" / "town"
    path = folder / "articles/2020/2020-12-14-kiem-tra-cai-cach-hanh-chinh/index.md"
    found = list(apply_rules(read_checked_text(path, ContentPlace(folder, DEFAULT_TOWN)).text))
    told = {(item.rule, item.sentence.split("”")[0].strip("“")) for item in found}
    assert {("tu-hay-nham", "cũng cố"), ("viet-tat-chua-giai", "CCHC")} <= told
    assert ("viet-tat-chua-giai", "UVBTV") in told
    assert {item.level for item in found} == {"should"}


QUESTION = """\
---
title: Đèn đường
question: Tôi là Bùi Thị Lan, số CCCD 042090001234, gọi 0912345678.
asker: Lan 0987654321
asked: 2026-11-02
state: answered
answered: 2026-11-20
answered_by: Phòng Đô thị
---

Sẽ sửa.
"""


def test_what_a_citizen_asked_is_looked_at(tmp_path: Path) -> None:
    """Numbers of persons in a question, and beside the name of who asked, are a must."""
    path = tmp_path / "content" / "questions" / "den.md"
    path.parent.mkdir(parents=True)
    path.write_text(QUESTION, encoding="utf-8")
    found = [finding for finding in list_findings(tmp_path / "content") if finding.level == "must"]
    assert {(item.line, item.sentence.split("”")[0]) for item in found} == {
        (3, "“042090001234"),
        (3, "“0912345678"),
        (4, "“0987654321"),
    }
