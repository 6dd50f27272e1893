"""The parts of the Word import, one by one."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from tests.importers.word.samples import old
from tests.importers.word.samples.maker import Maker, numbered
from town_portal.authoring import legacy_fonts as fonts
from town_portal.authoring.importers.draft import Draft, DraftFigures, DraftPicture, DraftProse
from town_portal.authoring.importers.word import GivenFile, understand_document
from town_portal.authoring.importers.word.day import find_day, is_line
from town_portal.authoring.importers.word.numbers import format_list_number
from town_portal.authoring.importers.word.word_doubts import find_left_out

LETTERS = [
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
] + ["đ"]


def test_every_letter_of_tcvn3_and_vni_comes_back() -> None:
    """Every letter of old fonts is right, those of Word's private range too; other text stays."""
    text = " ".join(LETTERS)
    assert fonts.convert_to_unicode(old.tcvn3(text), ".VnTime") == text
    assert fonts.convert_to_unicode(old.tcvn3(text), ".VnTimeH") == text.upper()
    assert (
        fonts.convert_to_unicode(old.tcvn3("ĐÔ thị Ă Â Ê Ô Ơ Ư"), ".VnArial")
        == "ĐÔ thị Ă Â Ê Ô Ơ Ư"
    )
    assert fonts.convert_to_unicode(old.vni(text), "VNI-Times") == text
    assert fonts.convert_to_unicode(old.vni(text.upper()), "VNI-Helve") == text.upper()
    assert fonts.convert_to_unicode("µ®ñ", "Times New Roman") == "µ®ñ"
    assert fonts.convert_to_unicode("\uf0ae\uf0cb", ".VnTime") == "đậ"


def test_unicode_typed_with_an_old_font_stays() -> None:
    """A paragraph that has letters only Unicode has is not taken for TCVN3, whatever its font."""
    make = Maker()
    paragraph = make.paragraph()
    make.run(paragraph, "Thị xã Hồng Lĩnh ", font=".VnTime")
    make.run(paragraph, "có đá", font=".VnTime")
    assert prose(make) == ["Thị xã Hồng Lĩnh có đá"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Hồng Lĩnh, ngày 14 tháng 12 năm 2020", date(2020, 12, 14)),
        ("Sáng 14/12/2020, Đoàn", date(2020, 12, 14)),
        ("Chiều ngày 3-2-2021 tại", date(2021, 2, 3)),
        ("ngày 31/02/2020 rồi 01.3.2020", date(2020, 3, 1)),
        ("Nghị định 30/2020/NĐ-CP, ngày 14/12", None),
        ("số 1/1/1900", None),
    ],
)
def test_days_are_read_with_their_year_only(text: str, day: date | None) -> None:
    """A day has its year and is in the calendar; only a line with no more is place and day."""
    assert find_day(text) == day
    assert is_line(text) is text.startswith("Hồng Lĩnh, ngày")


@pytest.mark.parametrize(
    ("number", "kind", "written"),
    [
        (4, "lowerRoman", "iv"),
        (49, "upperRoman", "XLIX"),
        (1999, "lowerRoman", "mcmxcix"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (7, "decimal", "7"),
        (1, "bullet", ""),
    ],
)
def test_numbers_are_written_as_lists_do(number: int, kind: str, written: str) -> None:
    """Letters, Roman and usual numbers are written as Word shows them."""
    assert format_list_number(number, kind) == written


def prose(make: Maker) -> list[str]:
    """Return the paragraphs of a document's draft."""
    draft = understand_document(GivenFile("bai.docx", make.done()))
    return [item.markdown for item in draft.body if isinstance(item, DraftProse)]


def test_numbers_that_word_counts_are_in_the_text() -> None:
    """What a reader of Word sees before a paragraph ("Điều 2.", "b)") is not lost."""
    make = Maker()
    make.paragraph("Quy định", style="Title")
    key = numbered(make, ("decimal", "Điều %1."), ("lowerLetter", "%2)"), ("decimal", "%1.%3"))
    for level, text in ((0, "Phạm vi"), (1, "Một"), (1, "Hai"), (0, "Đối tượng"), (1, "Ba")):
        said = make.paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        said.get_or_add_ilvl().val, said.get_or_add_numId().val = level, int(key)
    assert (
        "\n\n".join(prose(make))
        == "Điều 1. Phạm vi\n\n- a) Một\n- b) Hai\n\nĐiều 2. Đối tượng\n\n- a) Ba"
    )


def test_a_list_goes_on_after_a_paragraph() -> None:
    """A list that goes on behind a paragraph keeps counting, as in Word."""
    make = Maker()
    make.paragraph("Việc", style="Title")
    for text, style in (("Một", "List Number"), ("Xen giữa.", ""), ("Hai", "List Number")):
        make.paragraph(text, style=style)
    assert prose(make) == ["1. Một", "Xen giữa.", "2. Hai"]


def test_a_footnote_of_the_title_is_a_paragraph() -> None:
    """A note that only the title refers to is not lost: it stands at the end, and is told."""
    make = Maker()
    make.note(make.paragraph("Tiêu đề", style="Title"), "Theo báo cáo.")
    make.paragraph("Một đoạn.")
    draft = understand_document(GivenFile("bai.docx", make.done()))
    assert [item.markdown for item in draft.body if isinstance(item, DraftProse)] == [
        "Một đoạn.",
        "Theo báo cáo.",
    ]
    assert "Chú thích cuối trang số 1" in str(draft.doubts)


def test_words_that_are_left_out_are_told() -> None:
    """The net below the rules names what a draft does not hold, but for a byline's labels."""
    picture = DraftPicture(b"", ".jpg", "Cầu", "Ảnh: Lê An")
    draft = Draft(
        "Một", (DraftProse("h**a**i \\*ba\\* &lt;bốn"), DraftFigures((picture,))), author="Năm"
    )
    assert find_left_out("Một hai ba bốn Cầu Ảnh Lê An Tin Năm", draft) is None
    told = find_left_out("Một hai ba bốn mươi mốt", draft)
    assert told is not None
    assert "“mươi mốt”" in told.sentence
