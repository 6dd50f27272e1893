"""The tool that makes the lexicon of the editorial rules from word lists and texts."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tools.lexicon import make_rows
from town_portal.authoring.proofreading.language import lexicon
from town_portal.authoring.proofreading.language.lexicon import LexiconRow

LIST = "chia sẻ\nchia xẻ\nkì họp\nhoà bình\nAB-12\nxử lý rác\n"
NEWS = "Cùng\tB\nchia sẻ\tB\nxử lý\tB\n.\tB\nHoà bình\tB\n"


def test_words_are_counted_and_mistakes_of_lists_are_left_out(tmp_path: Path) -> None:
    """Both spellings of a syllable count; what only sounds like a counted word is no word."""
    with zipfile.ZipFile(tmp_path / "a.whl", "w") as wheel:
        wheel.writestr("pyvi/models/words.txt", LIST)
        wheel.writestr("underthesea/pipeline/pos_tag/models/x/test_output.txt", NEWS)
    rows = make_rows(tmp_path)
    assert rows["chia"] == LexiconRow(1, {"sẻ": 1})
    assert rows["hòa"].words == {"bình": 1}
    assert rows["xử"].words == {"lý": None}
    assert rows["lý"].words == {"rác": None}
    assert "họp" in rows["kì"].words


def test_a_line_is_read_as_it_was_written() -> None:
    """The lexicon tells counted words, words that were not counted, and other pairs apart."""
    assert LexiconRow(7, {"sẻ": 3, "xẻ": 0, "ra": None}).format("chia") == "chia 7 sẻ3 xẻ ra*"
    assert lexicon.get_weight("pháp", "luật") > lexicon.get_weight("sạt", "lở") > 0
    assert lexicon.is_known("chia", "sẻ")
    assert not lexicon.is_known("chia", "xẻ")
