"""The rules about photographs, and what a page of them weighs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from town_portal.authoring.proofreading import plugin
from town_portal.authoring.proofreading.rules import RULES, apply_rules
from town_portal.authoring.proofreading.rules.photographs import HEAVY_FILE, HEAVY_PAGE
from town_portal.authoring.proofreading.text import ProofText, TextShot
from town_portal.core.records import Image, Photo, Picture
from town_portal.features.photos.page_weight import get_weight

GOOD = TextShot("anh-1.jpg", 7, "Cầu Bà Nở nhìn từ bờ sông", "Cầu Bà Nở.", "Ảnh: Lê An")
TEXT = ProofText(title="Cầu Bà Nở", shots=(GOOD,), summary="Tóm tắt.")


def keys(text: ProofText) -> list[str]:
    """Give the rules that find something in a text."""
    return [finding.rule for finding in apply_rules(text)]


def shot(**fields: object) -> ProofText:
    """Give the good text with its photograph changed."""
    return replace(TEXT, shots=(replace(GOOD, **fields),))  # type: ignore[arg-type]


PLANTED = {
    "anh-thieu-chu-thich": (
        shot(caption="", credit=""),
        "bai.md:7: Bắt buộc: ảnh “anh-1.jpg” chưa có chú thích; hãy ghi vào ô Chú thích của ảnh",
    ),
    "anh-thieu-loi-ta": (
        shot(alt=""),
        "bai.md:7: Bắt buộc: ảnh “anh-1.jpg” chưa có lời tả; hãy ghi ảnh cho thấy gì vào ô Tả ảnh",
    ),
    "anh-loi-ta-chua-dat": (
        shot(alt="Cầu bà nở"),
        "bai.md:7: Bắt buộc: lời tả của ảnh “anh-1.jpg” lặp lại chú thích; hãy tả điều nhìn thấy",
    ),
    "anh-thieu-nguoi-chup": (
        shot(credit=""),
        "bai.md:7: Nên sửa: ảnh “anh-1.jpg” chưa ghi người chụp; hãy ghi vào ô Người chụp của ảnh",
    ),
    "anh-qua-nang": (
        shot(size=HEAVY_FILE + 1_300_000),
        "bai.md:7: Nên sửa: tệp ảnh “anh-1.jpg” nặng 9,3 MB, nên dưới 8 MB; hãy lưu lại ảnh rộng",
    ),
    "trang-qua-nang": (
        shot(weight=HEAVY_PAGE + 1),
        "bai.md:1: Nên sửa: trang có 1 ảnh, người đọc phải tải 1,0 MB, nên dưới 1 MB; hãy bớt ảnh",
    ),
    "anh-luu-y": (shot(notices=("ảnh bị nghiêng",)), "bai.md:7: Nên sửa: ảnh bị nghiêng"),
}


@pytest.mark.parametrize("rule", PLANTED)
def test_each_rule_in_words_for_staff(rule: str) -> None:
    """Each says where, how bad, what, what to do, and the name with which it is waived."""
    text, line = PLANTED[rule]
    (finding,) = apply_rules(text, "bai.md")
    assert str(finding).startswith(line)
    assert str(finding).endswith(f" [{rule}]")
    assert keys(replace(text, waived={rule: 3})) == []
    assert keys(replace(text, waived=dict.fromkeys({*RULES} - {rule}, 3))) == [rule]


@pytest.mark.parametrize(("name", "found"), [("bia.jpg", [3, 7]), ("anh-1.jpg", [7])])
def test_what_the_head_names_may_be_too_heavy(name: str, found: list[int]) -> None:
    """A cover or a poster is told on its line, unless the body shows it; it needs no words."""
    text = shot(size=HEAVY_FILE + 1)
    text = replace(text, named=(TextShot(name, 3, size=HEAVY_FILE + 1), TextShot("phim.jpg", 4)))
    assert [(item.line, item.rule) for item in apply_rules(text)] == [
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
    "text",
    [
        TEXT,
        *(
            shot(alt=alt)
            for alt in (
                *("Ảnh vệ tinh của phường", "Hình ảnh người dân đi bầu cử", "Ngã ba", "3 cán bộ"),
                *("Cầu Bà Nở.jpg nhìn từ bờ", "Chợ Hồng Lĩnh năm 2020"),
            )
        ),
        shot(size=HEAVY_FILE, weight=HEAVY_PAGE),
        shot(alt="", caption="", credit="", is_decorative=True),
        shot(caption="", credit="", is_figure=False),
        replace(shot(credit=""), photographer="Lê An"),
        replace(TEXT, summary=None),
    ],
)
def test_what_is_no_fault(text: ProofText) -> None:
    """Short words that tell something, what is just light enough, decorative, or a page's."""
    assert keys(text) == []


def test_a_photograph_shown_twice_is_fetched_once() -> None:
    """The weight of a page counts each file once."""
    half = replace(GOOD, weight=HEAVY_PAGE * 2 // 3)
    assert keys(replace(TEXT, shots=(half, replace(half, line=9)))) == []
    other = replace(half, name="b.jpg", line=9)
    assert keys(replace(TEXT, shots=(half, other))) == ["trang-qua-nang"]


def content(weight_of_each: int, *waived: str) -> SimpleNamespace:
    """Give a content as a build has it, with two photographs."""
    uses = [SimpleNamespace(path=Path(f"{name}.jpg"), line=3) for name in "ab"]
    front = SimpleNamespace(waive=[SimpleNamespace(rule=rule) for rule in waived])
    shown = tuple((use, weight_of_each) for use in uses)
    return SimpleNamespace(front=front, shown=shown, source_path="bai.md")


def test_a_build_tells_of_a_heavy_page() -> None:
    """Which it alone knows; not where the text waives it, not below the limit."""
    (told,) = plugin.list_heavy(content(600_000))
    assert told.startswith("bai.md: trang có 2 ảnh, người đọc phải tải 1,2 MB, nên dưới 1 MB;")
    assert told.endswith("hãy bớt ảnh hoặc chia thành hai bài [trang-qua-nang]")
    assert plugin.list_heavy(content(600_000, "trang-qua-nang")) == []
    assert plugin.list_heavy(content(500_000)) == []


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
    assert get_weight(photo(*widths), neighbours) == size
