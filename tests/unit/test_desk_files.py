"""What the desk does with texts: files to forms and back, photographs, blocks that are kept."""

from __future__ import annotations

import atexit
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from plugins._kit.frontmatter import split
from plugins.authoring.models import TEXTS as COLLECTIONS
from plugins.commands.install import node_of
from plugins.commands.serve import decap
from plugins.desk.config import DATA, LAYOUT, formats
from plugins.photos.credit import split_credit
from tests.portal import ROOT
from tests.unit.desk_models import DESK

MANNERS = formats(DESK)
TEXTS = [
    *sorted(ROOT.glob("tests/town/articles/**/*.md")),
    *sorted(ROOT.glob("tests/town/pages/*.md")),
    *sorted(ROOT.glob("tests/golden/*/content/**/*.md")),
]
TABLES = sorted(it for it in ROOT.glob("tests/town/data/*.yaml") if it.stem != "layout")
FIGURES = [
    '![Tả](a.jpg "Chú thích. Ảnh: Lê An")',
    '![Tả](a.jpg "Anh nói \\"được\\". Nguồn: Báo")',
    '![](<có dấu cách.jpg> "x")',
    "![Tả \\] lạ](a.jpg)",
    '![x](  a.jpg   "y"  )',
]
SAVED = "\u2063lần lưu"
"""How often a form was saved: the mark by which it differs from what was read, in no file."""
PLAIN = """\
---
# Lời nhắc.
title: "Một" # tạm
date: 2020-12-14
tags: [a, b] # hai từ
summary: >-
  Dài
  hai dòng
---

Thân bài.
"""


@cache
def node() -> subprocess.Popen[str]:
    """Start the desk's own modules in Node.js, once for all tests of this process."""
    program = node_of(ROOT / ".venv")
    if program is None or not decap.is_ready():
        pytest.skip("không có Node.js hoặc các gói của tools/desk")
    started = subprocess.Popen(
        [program, "--no-warnings", str(Path(__file__).with_name("desk_node.mjs")), str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    atexit.register(started.communicate)
    return started


def ask(*questions: dict[str, Any]) -> list[Any]:
    """Return the answers of the desk's own modules."""
    desk = node()
    assert desk.stdin
    assert desk.stdout
    print(json.dumps(questions), file=desk.stdin, flush=True)
    return list(json.loads(desk.stdout.readline()))


def article(text: str | None, **changes: Any) -> dict[str, Any]:
    """Return the question for an article that is read, changed and written."""
    order = ["title", "date", "category", "summary", "tags", "author"]
    manner = MANNERS["bai-viet"]
    return {"what": "save", "manner": manner, "text": text, "changes": changes, "order": order}


def test_what_nobody_changed_is_not_changed() -> None:
    """Every article, page, data file and figure comes back byte for byte; so does a broken one."""
    texts = [it.read_text(encoding="utf-8") for it in TEXTS]
    assert ask(*map(article, texts)) == texts
    data = [it.read_text(encoding="utf-8") for it in TABLES]
    assert ask(*({"what": "save", "manner": MANNERS[DATA], "text": text} for text in data)) == data
    assert ask(*({"what": "figure", "text": text} for text in FIGURES)) == FIGURES
    broken = '---\ntitle: "Hở\n---\n\nThân.\n'
    assert ask(article(broken, title="Khác")) == [broken]


def test_a_change_leaves_the_rest_as_it_was() -> None:
    """Comments, quotation marks, order stay, in data files too; what is new has its place."""
    changes = {"author": "Lê: An", "lead": False, "cover": "", "status": "published", SAVED: 2}
    (text,) = ask(article(PLAIN, **changes))
    assert text == PLAIN.replace("---\n\nThân", 'author: "Lê: An"\n---\n\nThân').replace(
        ">-\n  Dài\n  hai dòng", ">-\n  Dài hai dòng"
    )
    (text,) = ask(article(PLAIN, **{"tags.+": "c", "body": "Mới.\n"}))
    assert "tags: [a, b, c] # hai từ\n" in text
    assert text.endswith("---\n\nMới.\n")
    before = (ROOT / "tests" / "town" / "data" / "town.yaml").read_text(encoding="utf-8")
    change = {"short_name": "Tên mới"}
    (after,) = ask({"what": "save", "manner": MANNERS[DATA], "text": before, "changes": change})
    assert after == before.replace("short_name: Hồng Lĩnh", "short_name: Tên mới")


def test_a_new_article_holds_what_was_filled_only() -> None:
    """Empty fields and defaults are not written, and the build reads each text as it was typed."""
    given = {
        "title": 'Bài "mới": 1',
        "date": "2026-11-25",
        "category": "chinh-quyen",
        "summary": "hai\ndòng",
        "author": "007",
        "tags": ["a", "null"],
        "status": "published",
        "lead": False,
        "comments": "false",
        "cover": "",
        "video": {"title": "", "file": None},
        "corrections": [],
        "body": "\nThân.",
    }
    (text,) = ask(article(None, **given, **{SAVED: 1}))
    parts = split(text)
    kept = {"title", "date", "category", "summary", "author", "tags"}
    expected = {name: given[name] for name in kept} | {"comments": "false"}
    assert parts.head.value == expected
    assert parts.body == "\nThân.\n"


def test_pelicans_own_heads_are_read() -> None:
    """An article whose head has no lines of dashes shows its fields, and gets them when changed."""
    plain = "Title: Hai: ba\nDate: 2020-01-02\nTags: a, b\n\nThân.\n"
    read, same, text = ask(
        {"what": "read", "manner": MANNERS["bai-viet"], "text": plain},
        article(plain),
        article(plain, category="thong-bao"),
    )
    assert (read["title"], read["tags"]) == ("Hai: ba", ["a", "b"])
    assert same == plain
    assert split(text).head.value["title"] == "Hai: ba"
    assert split(text).head.value["category"] == "thong-bao"


def test_a_text_named_as_what_every_object_has() -> None:
    """A plain text that JavaScript knows as a name of its own is read as that text."""
    [read] = ask({"what": "read", "manner": MANNERS[DATA], "text": "name: constructor\nof: true\n"})
    assert (read["name"], read["of"]) == ("constructor", True)


def test_blocks_by_their_name_alone_stay_so() -> None:
    """In the layout a block without options is its name; a title makes it a group."""
    file = ROOT / "tests" / "town" / "data" / "layout.yaml"
    before = file.read_text(encoding="utf-8")
    question = {"what": "save", "manner": MANNERS[LAYOUT], "text": before}
    titles = {**question, "changes": {"home.0.1.title": "Cần"}}
    same, titled, none = ask(question, titles, {**question, "changes": {"home": []}})
    assert same == before
    read = yaml.safe_load(titled)["home"][0]
    assert read == [
        {"block": "front", "options": {"without": ["thong-bao"]}},
        {"block": "tasks", "title": "Cần"},
    ]
    assert yaml.safe_load(none)["home"] == []


def test_words_of_a_photograph() -> None:
    """Caption, credit and alternative text are three fields, split as the build splits them."""
    text = '![Tả](a.jpg "Cầu \\"Bà Nở\\". Ảnh: Lê An")'
    changes = {"caption": 'Cầu "mới"', "credit": "An", "alt": "Tả [gần]", "file": "a (1).jpg"}
    fields, changed, bare = ask(
        {"what": "fields", "text": text},
        {"what": "figure", "text": text, "changes": changes},
        {"what": "figure", "text": text, "changes": {"caption": "", "credit": ""}},
    )
    assert (fields["caption"], fields["credit"]) == split_credit('Cầu "Bà Nở". Ảnh: Lê An')
    assert fields["alt"] == "Tả"
    assert changed == '![Tả \\[gần\\]](<a (1).jpg> "Cầu \\"mới\\" Ảnh: An")'
    assert split_credit('Cầu "mới" Ảnh: An') == ('Cầu "mới"', "Ảnh: An")
    assert bare == "![Tả](a.jpg)"


KEPT = [
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "![a](a.jpg)\n*chú thích*",
    "![a](a.jpg)\n![b](b.jpg)",
    "![a](a.jpg){: .decorative}",
    "- một\n    - hai",
    "- một\n\n- hai",
    "1) một\n2) hai",
    "Chữ[^1] có chú.",
    "[^1]: Chú,\n    hai dòng.\n\n    Đoạn hai.",
    "<details>\n<summary>S</summary>\n\nẨn.\n\n</details>",
    "```\nmã\n\nmã\n```",
    "    mã lùi vào",
    "Đoạn {: .lop}",
    "H<sub>2</sub>O",
    "Dòng  \nngắt",
    "> a\n> - b",
    "a\n- b",
    "#thẻ",
]
PLAIN_BLOCKS = [
    "Một đoạn *nghiêng*, **đậm**, [liên kết]({filename}/pages/a.md) và... 50% (x).",
    "Hai dòng\nliền nhau",
    "## Tiêu đề",
    "- một\n- hai có **đậm**",
    "1. một\n2. hai",
    "> trích dẫn",
    "---",
]


def test_what_the_rich_text_would_rewrite_is_kept() -> None:
    """Tables, galleries, notes, lists within lists, HTML are kept; plain text is not in the way."""
    text = "\n\n".join(it for pair in zip(KEPT, KEPT, strict=True) for it in (pair[0], "Đoạn."))
    (found,) = ask({"what": "blocks", "text": text})
    assert [it for kind, it in found if kind == "kept"] == KEPT
    (found,) = ask({"what": "blocks", "text": "\n\nĐoạn.\n\n".join(PLAIN_BLOCKS)})
    assert [it for it in found if it[1] != "Đoạn."] == [["plain", it] for it in PLAIN_BLOCKS]


NAMES = {
    "IMG_0001.JPG": "img-0001.jpg",
    "Ảnh chụp (2).jpg": "anh-chup-2.jpg",
    "Đoàn đi.HEIC": "doan-di.heic",
    "A\u0309nh.png": "anh.png",
    "…": "tep",
    "a.jpg": "a-2.jpg",
}


def test_names_of_photographs() -> None:
    """Whatever a camera or a telephone calls a file, its name is plain, and taken by no other."""
    asked = [{"what": "name", "given": given, "taken": ["a.jpg"]} for given in NAMES]
    assert ask(*asked) == list(NAMES.values())


def test_where_a_saved_text_is_seen() -> None:
    """The line at the foot leads to the article, the draft or the page that was saved."""
    cases = [
        ("articles/2020/2020-12-14-ten/index.md", None, "2020/12/14/ten/"),
        ("articles/2020/2020-12-14-ten.md", None, "2020/12/14/ten/"),
        ("#/collections/bai-viet/2020/2020-12-14-ten/index", None, "2020/12/14/ten/"),
        ("articles/2020/2020-12-14-ten/index.md", "draft", "ban-thao/ten/"),
        ("pages/ban-do.md", None, "ban-do/"),
        ("#/collections/trang/ban-do/index", None, "ban-do/"),
        ("documents/2021/12-2021-nq-hdnd.md", None, "van-ban/12-2021-nq-hdnd/"),
        ("#/collections/van-ban/67-hdbt/index", None, "van-ban/67-hdbt/"),
        ("documents/67-hdbt/index.md", "draft", "ban-thao/67-hdbt/"),
        ("data/town.yaml", None, ""),
    ]
    texts = [{"name": it.name, "folder": it.folder, "address": it.address} for it in COLLECTIONS]
    same = {"what": "address", "texts": texts}
    asked = [{**same, "path": path, "status": status} for path, status, _ in cases]
    assert ask(*asked) == [expected for _, _, expected in cases]
