"""What is wrong with data is said in Vietnamese, with the line and what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from town_portal.blocks.catalogue import load_blocks
from town_portal.blocks.models import Layout
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import Model, validate_document
from town_portal.core.data.messages import explain_error
from town_portal.core.data.tables import Categories, Menu, Town
from town_portal.core.faults import Fault, Faults
from town_portal.core.texts.front import ArticleFront, PageFront

ENGLISH = re.compile(
    r"\b(input|should|valid|required|string|integer|boolean|value|error|unable|parse|must|least|"
    r"most|characters?|items?|after|validation|expected|dictionary|instance|tuple|list|number|"
    r"permitted|extra|field|type|got|greater|less|than|equal|pattern|match)\b",
    re.IGNORECASE,
)
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")
ARTICLE = "title: a\ndate: 2020-12-14\ncategory: b\n"
TOWN = "name: a\naddress: b\ntime_zone: UTC\nbase_path: /\n"

CASES: list[tuple[type[Model], str, int, str]] = [
    (ArticleFront, ARTICLE + "summary: [a]\n", 4, "summary"),
    (ArticleFront, ARTICLE + "summary: {a: b}\n", 4, "summary"),
    (ArticleFront, ARTICLE + "comments: [a]\n", 4, "comments"),
    (ArticleFront, ARTICLE + "focus: giữa\n", 4, "focus"),
    (ArticleFront, ARTICLE + "attachments: a.pdf\n", 4, "attachments"),
    (ArticleFront, ARTICLE + "attachments:\n  - title: a\n", 5, "attachments.1.file"),
    (ArticleFront, ARTICLE + "waive:\n  - a\n", 5, "waive.1"),
    (ArticleFront, ARTICLE + "review: approved\n", 4, "review"),
    (ArticleFront, ARTICLE + "review:\n  state: ok\n", 5, "review.state"),
    (ArticleFront, ARTICLE + "tags: {a: b}\n", 4, "tags"),
    (ArticleFront, ARTICLE + "tags: [a, [b]]\n", 4, "tags.2"),
    (
        ArticleFront,
        ARTICLE + "corrections: [{date: 2020-02-30, text: a}]\n",
        4,
        "corrections.1.date",
    ),
    (PageFront, "title: a\norder: một\n", 2, "order"),
    (PageFront, "title: a\norder: [1]\n", 2, "order"),
    (Menu, "items:\n" + "  - {title: a, to: /}\n" * 9, 1, "items"),
    (Categories, "categories: []\n", 1, "categories"),
    (Categories, "categories: [{key: a, title: b}, {key: a, title: c}]\n", 1, "categories.2.key"),
    (Town, TOWN + "visits: {start: 0, as_of: 2020-12}\n", 5, "visits.start"),
    (Town, TOWN + "visits: {start: 345.988, as_of: 2020-12}\n", 5, "visits.start"),
    (Town, TOWN + "visits: {start: 1, as_of: 12/2020}\n", 5, "visits.as_of"),
    (Town, TOWN.replace("UTC", "Hà Nội"), 3, "time_zone"),
    (Layout, "home: latest\n", 1, "home"),
    (Layout, "home:\n  - latest\n", 2, "home.1"),
    (Layout, "home:\n  - - block: Mới\n", 2, "home.1.1.block"),
    (Layout, "home:\n  - - {block: a, options: b}\n", 2, "home.1.1.options"),
    (Layout, "listing:\n  giữa:\n    - latest\n", 2, "listing.giữa"),
    (Layout, "pages:\n  Bản đồ:\n    main: []\n", 2, "pages.Bản đồ"),
]


def faults_of(model: type[Model], text: str) -> list[Fault]:
    """Validate a text and give what is wrong with it."""
    faults = Faults()
    validate_document(model, yamldoc.parse_yaml(text), Path("a.yaml"), faults, Path("/khong/co"))
    return faults.found


def told(fault: Fault) -> str:
    """Return a sentence without the line that is to be written in the file."""
    return re.sub(r"“\w+: …”", "", fault.message)


@pytest.mark.parametrize(("model", "text", "line", "field"), CASES)
def test_a_fault_is_told_in_vietnamese_where_it_stands(
    model: type[Model], text: str, line: int, field: str
) -> None:
    """Once, with line and field; no English but what is to be written in the file, no pattern."""
    (fault,) = faults_of(model, text)
    assert (fault.line, fault.field) == (line, field)
    assert VIETNAMESE.search(fault.message)
    assert not ENGLISH.search(told(fault)), fault.message
    assert not set("{\\") & set(fault.message)
    assert fault.message != "giá trị không hợp lệ"


@pytest.mark.parametrize("name", [name for name, block in load_blocks().items() if block.table])
@pytest.mark.parametrize("text", ["a: b\n", "- a\n", "groups: a\n", "songs: [{year: 1}]\n"])
def test_the_faults_of_block_data_are_vietnamese_too(name: str, text: str) -> None:
    """The data files of blocks speak the same language."""
    table = load_blocks()[name].table
    assert table is not None
    faults = faults_of(table.model, text)
    assert faults
    assert not [fault for fault in faults if ENGLISH.search(told(fault))]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ({"type": "url_parsing", "ctx": {}}, "giá trị không hợp lệ"),
        ({"type": "string_too_long", "ctx": {"max_length": 300}}, "dài quá 300 ký tự"),
        ({"type": "greater_than_equal", "ctx": {"ge": 1}}, "phải từ 1 trở lên"),
        ({"type": "less_than_equal", "ctx": {"le": 50}}, "không được quá 50"),
    ],
)
def test_a_limit_is_named(error: dict[str, Any], sentence: str) -> None:
    """A kind of fault that nobody thought of has a general sentence."""
    assert explain_error(error) == sentence
