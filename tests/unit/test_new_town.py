"""`new`: finding a commune, answers, names in sentences and in the search, files, the folder."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.towns.wheels import empty_wheel
from town_portal.authoring.new_town import (
    Answers,
    NotWritten,
    WrongAnswer,
    check_answer,
    find_communes,
    make_files,
    start_history,
    write_town,
)
from town_portal.authoring.new_town.answers import COLOUR_NAMES
from town_portal.authoring.new_town.names import describe_neighbours, format_area
from town_portal.authoring.new_town.writing import read_templates
from town_portal.cli import new
from town_portal.cli.engine.folder import NAMES
from town_portal.cli.engine.wheel import PINS
from town_portal.core.communes import Commune, FormerUnit, list_communes, read_commune
from town_portal.features.province.tokens import LEAST, NIGHT_PAPERS, compute_contrast, lighten
from town_portal.features.search.former import search_words
from town_portal.features.search.models import Synonyms

UNITS = tuple(list_communes())
TODAY = date(2026, 12, 3)
NOBODY = dict.fromkeys(new.QUESTIONS, "")


@pytest.fixture(autouse=True)
def _wheel_at_hand(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """To make the wheel takes seconds; tests/towns makes one."""
    made = tmp_path_factory.mktemp("wheel", numbered=True)
    monkeypatch.setattr(new, "locate_wheel", lambda _scratch: empty_wheel(made, "1.0.0"))


def _find(text: str) -> list[str]:
    return [str(commune) for commune in find_communes(UNITS, text)]


def _unit(*former: FormerUnit, name: str = "Phường An Bình") -> Commune:
    return Commune("1", name, "Tỉnh A", 1.0, (105, 18), (), former, "01")


def _files(code: str, answers: Answers | None = None) -> dict[str, str]:
    unit = read_commune(code)
    assert unit
    near = [neighbour for neighbour in map(read_commune, unit.neighbours) if neighbour]
    return make_files(read_templates(), unit, near, answers or Answers(), TODAY)


@pytest.mark.parametrize(
    "text",
    ["18115", "Bắc Hồng Lĩnh", "phường bắc hồng lĩnh", "bac hong linh", "Bắc Hồng Lĩnh, hà tĩnh"],
)
def test_one_commune_is_found_by_code_or_name(text: str) -> None:
    """A code, a name with or without its kind, accents or province leads to one commune."""
    assert _find(text) == ["18115  Phường Bắc Hồng Lĩnh, tỉnh Hà Tĩnh"]


def test_a_tone_in_its_other_place_is_the_same_name() -> None:
    """``Yên Hoà`` is found as ``Yên Hòa`` is, before what only looks alike without accents."""
    assert _find("Phường Yên Hoà, Hà Nội") == ["00175  Phường Yên Hòa, thành phố Hà Nội"]


def test_an_ambiguous_name_lists_its_communes() -> None:
    """A name of several communes gives them all, each with its province; one with it gives one."""
    found = _find("Tân Phú")
    assert len(found) > 3
    assert any("tỉnh Vĩnh Long" in item for item in found)
    assert len(_find("Tân Phú, Hà Tĩnh")) == 0


def test_a_former_name_is_told_as_such() -> None:
    """A commune that is no more leads to what it became, marked, and is not taken for it."""
    assert _find("phường Đậu Liêu") == [
        "18118  Phường Nam Hồng Lĩnh, tỉnh Hà Tĩnh (nay gồm phường Đậu Liêu cũ)"
    ]


@given(st.text(max_size=30))
def test_any_text_can_be_looked_for(text: str) -> None:
    """Whatever is typed, each result is a commune in force."""
    assert all(commune.commune in UNITS for commune in find_communes(UNITS[:100], text))


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("domain", " https://Ten-Xa.gov.vn/ ", "ten-xa.gov.vn"),
        ("colour", "xanh-la", COLOUR_NAMES["xanh-la"]),
        ("colour", "#0B4A8F", "#0b4a8f"),
        ("telephone", "024 3825 3536", "024 3825 3536"),
        ("email", "lien-he@ten-xa.gov.vn", "lien-he@ten-xa.gov.vn"),
        ("email", "  ", ""),
    ],
)
def test_an_answer_is_kept(name: str, text: str, kept: str) -> None:
    """An answer is kept in one form; an empty one is not known yet."""
    assert check_answer(name, text) == kept


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("domain", "ten xa", "không phải tên miền"),
        ("domain", "ten-xa.gov.vn/trang", "không phải tên miền"),
        ("colour", "hồng", "không phải màu"),
        ("colour", "#ffee00", "khó đọc"),
        ("telephone", "chưa có", "không phải số điện thoại"),
        ("email", "a@b", "không phải địa chỉ thư"),
    ],
)
def test_a_wrong_answer_is_told(name: str, text: str, sentence: str) -> None:
    """What will not do is refused with a sentence that says what to write."""
    with pytest.raises(WrongAnswer, match=sentence):
        check_answer(name, text)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_the_night_colour_is_readable(parts: tuple[int, int, int]) -> None:
    """By night any colour is mixed with white until both dark grounds let it be read."""
    mixed = lighten("#{:02x}{:02x}{:02x}".format(*parts), NIGHT_PAPERS)
    assert all(compute_contrast(mixed, ground) >= LEAST for ground in NIGHT_PAPERS)


def test_grounds_are_those_of_the_theme() -> None:
    """The grounds against which colours are held are the theme's own."""
    css = "".join(
        (Path(__file__).parents[2] / "theme" / "css" / name).read_text("utf-8")
        for name in ("tokens.css", "themes.css")
    )
    assert "--paper: #fff;" in css
    assert "--tint: #f6f4ef;" in css
    assert all(ground in css for ground in NIGHT_PAPERS)


def test_words_of_the_search_are_former_names_once() -> None:
    """A name like another one or the new one is left out; one word or a number keeps its kind."""
    unit = _unit(
        *(
            FormerUnit(name, "", "", False)
            for name in ("Xã An Bình", "Phường 1", "Xã Vinh", "Xã Tân Lập", "Phường Tấn Lập")
        )
    )
    assert search_words(unit) == ("An Bình", ("Phường 1", "Xã Vinh", "Tân Lập"))


def test_synonyms_of_every_commune_are_valid() -> None:
    """No commune of the country has former names that synonyms.yaml would refuse."""
    for unit in UNITS:
        word, parts = search_words(unit)
        if parts:
            Synonyms.model_validate({"groups": [{"words": [word], "parts": parts}]})


def test_neighbours_are_listed_as_in_a_sentence() -> None:
    """Those of the own province come first, others by province; an island has none."""
    own, other = _unit(name="Xã B"), Commune("2", "Xã C", "Tỉnh D", 1, (0, 0), (), (), "02")
    assert describe_neighbours(_unit(), [other, own, own]) == "xã B và xã B; xã C của tỉnh D"
    assert describe_neighbours(_unit(), [other, other]) == "xã C và xã C của tỉnh D"
    assert describe_neighbours(_unit(), []) == ""
    assert format_area(1234.5) == "1.234,5"


def test_a_town_has_few_short_files() -> None:
    """A town is at most 15 files of at most 50 lines, and a .gitignore, with its settings."""
    files = _files("18115", Answers(colour="#0b4a8f"))
    assert "/.newsroom/" in files.pop(".gitignore")
    assert len(files) + len((*NAMES, PINS)) <= 15
    assert max(text.count("\n") for text in files.values()) <= 50


def test_answers_stand_as_they_were_given() -> None:
    """What was answered is in the data, whatever signs it has; what was not is left out."""
    answers = Answers("ten.vn", "#0b4a8f", '0239: "1" #2', "a@b.vn")
    town = yaml.safe_load(_files("18115", answers)["content/data/town.yaml"])
    assert town["telephone"] == '0239: "1" #2'
    assert town["site"] == "https://ten.vn"
    bare = yaml.safe_load(_files("18115")["content/data/town.yaml"])
    assert not {"telephone", "email", "site", "sample", "shown_as_of"} & bare.keys()


def test_no_verdict_is_given() -> None:
    """A new portal says of itself that it was not tested; nobody has judged its duties."""
    files = _files("18115")
    assert yaml.safe_load(files["content/data/statutory.yaml"])["accessibility"]["tested"] == []
    assert "content/data/duties.yaml" not in files


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    """A folder with anything in it, or a file of that name, is refused and stays as it was."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_text("cũ", encoding="utf-8")
    (tmp_path / "c").write_text("cũ", encoding="utf-8")
    with pytest.raises(NotWritten, match="đã có tệp bên trong"):
        write_town(tmp_path / "a", {"b": "mới"})
    with pytest.raises(NotWritten, match="không phải thư mục"):
        write_town(tmp_path / "c", {"b": "mới"})
    assert (tmp_path / "a" / "b").read_text("utf-8") == "cũ"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """A folder that is there and empty is filled; nothing else is left beside it."""
    (tmp_path / "a").mkdir()
    write_town(tmp_path / "a", {"x/y.md": "mới\n"})
    assert (tmp_path / "a" / "x" / "y.md").read_bytes() == "mới\n".encode()
    assert [item.name for item in tmp_path.iterdir()] == ["a"]


def test_history_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A town becomes a repository with one commit, where Git knows who does it."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Nguyễn Văn A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.vn")
    folder = tmp_path / "a"
    write_town(folder, {"b.md": "c\n"})
    assert "ghi lần đầu" in start_history(folder)
    command = ["git", "-C", str(folder), "log", "--format=%s"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "Lập cổng thông tin điện tử\n"
    write_town(folder / "trong", {"b.md": "c\n"})
    assert "kho Git sẵn có" in start_history(folder / "trong")


def test_without_git_the_folder_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Git is told so, and nothing fails."""
    monkeypatch.setenv("PATH", "")
    assert "không có Git" in start_history(tmp_path)


def test_questions_are_asked_until_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At a terminal at most five things are asked; a wrong answer is told and asked again."""
    replies = iter(["Tân Phú", "Lý Sơn", "sai tên", "ly-son.gov.vn", "", "", ""])
    asked: list[str] = []

    def reply(question: str) -> str:
        asked.append(question)
        return next(replies)

    monkeypatch.setattr("builtins.input", reply)
    assert new.main(tmp_path / "moi", "", NOBODY, is_asked=True) == 0
    assert len(set(asked)) == 5
    out = capsys.readouterr().out
    assert "tỉnh Vĩnh Long" in out
    assert "không phải tên miền" in out
    assert "đặc khu Lý Sơn, tỉnh Quảng Ngãi" in out
    town = (tmp_path / "moi" / "content" / "data" / "town.yaml").read_text("utf-8")
    assert "https://ly-son.gov.vn" in town


def test_flags_leave_nothing_to_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With flags nothing is asked, and each next step is told with the town's own paths."""
    monkeypatch.setattr("builtins.input", lambda _question: pytest.fail("asked"))
    flags = {"domain": "a.vn", "colour": "tim", "telephone": "024 000 0000", "email": "a@b.vn"}
    assert new.main(tmp_path / "moi", "18115", flags, is_asked=True) == 0
    assert f"cd {tmp_path / 'moi'}\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("ward", "sentence"),
    [
        ("", "Hãy ghi thêm xã, phường, đặc khu"),
        ("Không Có", "Không tìm thấy “Không Có”"),
        ("Tân Phú", "có thể là các đơn vị sau"),
        ("Đậu Liêu", "nay gồm phường Đậu Liêu cũ"),
        ("Tân", "đơn vị khác; hãy ghi thêm tên tỉnh"),
    ],
)
def test_an_unclear_commune_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ward: str, sentence: str
) -> None:
    """Where no one commune is meant, a sentence says what to write, and no folder is made."""
    assert new.main(tmp_path / "moi", ward, NOBODY, is_asked=False) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "moi").exists()
