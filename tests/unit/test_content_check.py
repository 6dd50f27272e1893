"""The content's own check: each rule, what is waived, what a page weighs, what is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plugins._kit.records import Image, Photo, Picture
from plugins.advice.rules import HEAVY_FILE, HEAVY_PAGE, RULES, Shot, Text, advise
from plugins.commands import content_check, setup
from plugins.commands.build import Result
from plugins.photos.weigh import together, weight, weights

GOOD = Shot("anh-1.jpg", 7, "Cầu Bà Nở nhìn từ bờ sông", "Cầu Bà Nở.", "Ảnh: Lê An")
TEXT = Text("bai.md", (GOOD,), "Tóm tắt.")


def keys(text: Text) -> list[str]:
    """Give the keys of the advice about one text."""
    return [item.key for item in advise([text])]


def shot(**fields: object) -> Text:
    """Give the good text with its photograph changed."""
    return replace(TEXT, shots=(replace(GOOD, **fields),))  # type: ignore[arg-type]


def test_nothing_to_say_about_a_good_text() -> None:
    """A text that keeps every rule gets no advice."""
    assert advise([TEXT]) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            shot(size=HEAVY_FILE + 1_300_000),
            (
                "bai.md:7: tệp ảnh “anh-1.jpg” nặng 9,3 MB, nên dưới 8 MB; hãy lưu lại ảnh rộng "
                "4000 điểm [anh-qua-nang]"
            ),
        ),
        (
            shot(weight=HEAVY_PAGE + 1),
            (
                "bai.md:1: trang có 1 ảnh, người đọc phải tải 1,0 MB, nên dưới 1 MB; hãy bớt ảnh "
                "hoặc chia thành hai bài [trang-qua-nang]"
            ),
        ),
        (
            shot(alt=""),
            (
                "bai.md:7: ảnh “anh-1.jpg” chưa có lời tả cho người không nhìn thấy; hãy ghi "
                "trong ngoặc vuông ảnh cho thấy gì [anh-thieu-loi-ta]"
            ),
        ),
        (
            shot(alt="Cầu bà nở"),
            (
                "bai.md:7: lời tả của ảnh “anh-1.jpg” lặp lại chú thích; hãy tả điều nhìn thấy "
                "trong ảnh [anh-loi-ta-chua-dat]"
            ),
        ),
        (
            shot(credit=""),
            (
                "bai.md:7: chú thích của ảnh “anh-1.jpg” chưa ghi người chụp; hãy thêm “Ảnh: tên "
                "người chụp” ở cuối chú thích, hoặc trường photographer cho cả "
                "bài [anh-thieu-nguoi-chup]"
            ),
        ),
        (
            replace(TEXT, summary=" "),
            (
                "bai.md:1: bài chưa có tóm tắt; hãy thêm trường summary, một hai câu nêu ý chính "
                "[bai-thieu-tom-tat]"
            ),
        ),
        (shot(notices=("ảnh bị nghiêng",)), "bai.md:7: ảnh bị nghiêng [anh-luu-y]"),
    ],
    ids=list(RULES),
)
def test_each_rule_in_words_for_staff(text: Text, line: str) -> None:
    """Each says where, what, what to do, and the key with which it is waived."""
    assert [str(item) for item in advise([text])] == [line]
    key = line.rpartition("[")[2].rstrip("]")
    assert advise([replace(text, waived=frozenset([key]))]) == []
    assert len(advise([replace(text, waived=frozenset({*RULES} - {key}))])) == 1


def test_limits_are_not_yet_too_much() -> None:
    """Exactly 8 MB and 1 MB are allowed."""
    assert keys(shot(size=HEAVY_FILE, weight=HEAVY_PAGE)) == []


@pytest.mark.parametrize(("name", "found"), [("bia.jpg", [3, 7]), ("anh-1.jpg", [7])])
def test_what_the_head_names_may_be_too_heavy(name: str, found: list[int]) -> None:
    """A cover or a poster is told on its line, unless the body shows it; it needs no words."""
    text = shot(size=HEAVY_FILE + 1)
    text = replace(text, named=(Shot(name, 3, size=HEAVY_FILE + 1), Shot("phim.jpg", 4)))
    assert [(item.line, item.key) for item in advise([text])] == [
        (line, "anh-qua-nang") for line in found
    ]


@pytest.mark.parametrize(
    "alt",
    [
        *("anh-1.jpg", "ANH-1", "khác.jpeg", "IMG_2031", "DSC-0042.JPG", "Ảnh", "hình ảnh."),
        *("Bức ảnh", "Ảnh 3", "ảnh minh họa", "a\u0309nh", "“Hình”"),
    ],
)
def test_alternative_texts_that_tell_nothing(alt: str) -> None:
    """A file's name and a bare word for a picture help nobody, in whatever letters."""
    assert keys(shot(alt=alt)) == ["anh-loi-ta-chua-dat"]


@pytest.mark.parametrize(
    "alt",
    [
        *("Ảnh vệ tinh của phường", "Hình ảnh người dân đi bầu cử", "Cầu Bà Nở.jpg nhìn từ bờ"),
        *("Ngã ba", "Chợ Hồng Lĩnh năm 2020", "3 cán bộ"),
    ],
)
def test_alternative_texts_that_tell_something(alt: str) -> None:
    """Short words and words that begin with “ảnh” are no fault."""
    assert keys(shot(alt=alt)) == []


def test_a_decorative_picture_needs_no_words() -> None:
    """It was marked as telling nothing."""
    assert keys(shot(alt="", is_decorative=True)) == []


def test_one_photographer_for_all() -> None:
    """A caption needs no credit of its own then; a picture without caption needs none at all."""
    assert keys(replace(shot(credit=""), photographer="Lê An")) == []
    assert keys(shot(caption="", credit="")) == []


def test_a_page_needs_no_summary() -> None:
    """The rule is for articles."""
    assert keys(replace(TEXT, summary=None)) == []


def test_a_photograph_shown_twice_is_fetched_once() -> None:
    """The weight of a page counts each file once."""
    half = replace(GOOD, weight=HEAVY_PAGE * 2 // 3)
    assert keys(replace(TEXT, shots=(half, replace(half, line=9)))) == []
    other = replace(half, name="b.jpg", line=9)
    assert keys(replace(TEXT, shots=(half, other))) == ["trang-qua-nang"]


def test_advice_is_sorted_by_place() -> None:
    """By file and line, each once."""
    first, second = (replace(shot(alt="", credit=""), file=name) for name in ("b.md", "a.md"))
    found = advise([first, second, first])
    assert [(item.file, item.line) for item in found] == [*[("a.md", 7)] * 2, *[("b.md", 7)] * 2]


def photo(*widths: int, kind: str = "image/avif") -> Photo:
    """Give a photograph whose files in ``kind`` weigh a hundred bytes a point across."""
    files = [Image(f"{width}", width, width, kind, width * 100) for width in widths]
    whole = Picture((*files, Image("j", 960, 960, "image/jpeg", 7)))
    return Photo("", "", "", 1, 1, whole, whole)


@pytest.mark.parametrize(
    ("widths", "neighbours", "size"),
    [
        ((480, 960, 1440), 1, 144_000),
        ((480, 960, 1440), 2, 96_000),
        ((480, 700), 1, 70_000),
        ((480, 664), 3, 66_400),
        ((1360, 1440), 1, 136_000),
    ],
)
def test_what_a_dense_screen_takes(widths: tuple[int, ...], neighbours: int, size: int) -> None:
    """In the column at least 1360 points, in a group 664, else the widest; the first format."""
    assert weight(photo(*widths), neighbours) == size


def test_weights_by_the_slots_of_the_body() -> None:
    """Those of one slot stand together; an inline one stands for itself."""
    body = '<div data-slot="0,1"></div><p><span data-slot="2"></span></p><div data-slot="3"></div>'
    assert together(body, 4) == [2, 2, 1, 1]
    assert weights(body, [photo(960, 1440)] * 3 + [None]) == (96_000, 96_000, 144_000, 0)


def answer(monkeypatch: pytest.MonkeyPatch, found: list[str] | None) -> None:
    """Let the check find this."""
    monkeypatch.setattr(content_check, "advice", lambda _content: found)


def test_advice_alone_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is printed line by line, counted, and the exit code is 0."""
    answer(monkeypatch, ["a.md:1: câu [khoa]"])
    assert content_check.main(tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "a.md:1: câu [khoa]"
    assert lines[1].startswith("Có 1 góp ý.")
    answer(monkeypatch, [])
    assert content_check.main(tmp_path) == 0
    assert capsys.readouterr().out == "Nội dung không có gì cần góp ý.\n"


def test_faults_and_a_missing_folder_are_failures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is 1."""
    answer(monkeypatch, None)
    assert content_check.main(tmp_path) == 1
    assert content_check.main(tmp_path / "nowhere") == 1
    assert "Không có thư mục nội dung" in capsys.readouterr().err


def test_the_site_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was built is removed; the pictures' own folder beside it is kept for the next time."""
    seen: list[Path] = []

    def build(_content: Path, output: Path, settings: Path) -> Result:
        seen.append(settings)
        (output / "x").mkdir(parents=True)
        (output.parent / ".site.state").mkdir()
        (settings.parent / "advice.json").write_text('["a"]', encoding="utf-8")
        return Result(0, "")

    monkeypatch.setattr(content_check, "build", build)
    monkeypatch.setattr(content_check, "workplace", lambda _content: tmp_path / "place" / "site")
    assert content_check.advice(tmp_path) == ["a"]
    assert [path.name for path in (tmp_path / "place").iterdir()] == [".site.state"]
    assert not seen[0].exists()


def test_each_content_folder_has_a_place_of_its_own(tmp_path: Path) -> None:
    """Checking one does not sweep the pictures of another."""
    assert content_check.workplace(tmp_path / "a") != content_check.workplace(tmp_path / "b")


@pytest.mark.parametrize(
    ("arguments", "has_test"),
    [
        (["check"], True),
        (["check", "--content"], False),
        (["check", "--content=x"], False),
        (["test", "--content"], True),
    ],
)
def test_staff_need_no_tools_of_programmers(arguments: list[str], has_test: bool) -> None:
    """Checking the content needs what a build needs: fonts too, but no linters."""
    needs = setup.needs_of(arguments)
    assert (setup.TEST in needs) is has_test
    assert (setup.BROWSER in needs) is (arguments != ["check"])
