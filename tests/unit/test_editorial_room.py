"""The room "Soát lỗi": the list, a rule's page, what is shown while many texts are read."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plugins.commands.serve.staff import proofread
from plugins.commands.serve.staff.contract import Answer, Asked, Place
from plugins.editorial import ledger
from plugins.editorial.ledger import Checked
from plugins.editorial.rule import Finding
from plugins.editorial.rules import RULES
from tests.sites.build_site import article, page, write

MUST = "chị Mẫu: 0912345678"
SLIP = "Tiếp tục cũng cố."


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """A request to the room of a small content folder."""
    monkeypatch.setattr(ledger, "place_of", lambda _content: tmp_path / "ledger")
    content = tmp_path / "content"
    texts = {
        "articles/2020/2020-12-14-a/index.md": article(
            SLIP, date="2020-12-14", summary="A.", title="Bài <b>a</b>"
        ),
        "articles/2020/2020-12-15-b.md": article(SLIP, summary="B.", title="Bài b", status="draft"),
        "articles/2020/2020-12-13-c.md": article(
            MUST, date="2020-12-13", summary="C.", title="Bài c"
        ),
        "pages/d.md": page("Không có gì."),
    }
    write(content, texts)
    return Asked(Place(content, tmp_path, "/x/", "http://127.0.0.1:8000/x/"))


def soup(answer: Answer) -> BeautifulSoup:
    """Give a page as a tree."""
    assert isinstance(answer.body, str)
    return BeautifulSoup(answer.body, "html.parser")


def test_texts_stand_worst_first_then_new_ones(asked: Asked) -> None:
    """With their lines, levels, links to the desk and to the rule; whatever they say is escaped."""
    found = soup(proofread.answer(asked))
    assert [head.text for head in found.find_all("h2")] == ["Bài c", "Bài b", "Bài <b>a</b>"]
    items = found.find_all("li", class_=["must", "should"])
    assert [item["class"] for item in items] == [["must"], ["should"], ["should"]]
    assert "dòng 8: “0912345678”" in items[0].text
    links = {link["href"] for link in found.find_all("a")}
    assert "/x/soan-tin-cu/#/collections/bai-viet/entries/2020/2020-12-14-a/index" in links
    assert "/x/soan-tin-cu/soat-loi/quy-tac/tu-hay-nham/" in links
    assert "bản thảo" in found.text


def test_many_texts_stand_on_several_pages(asked: Asked) -> None:
    """Twenty on each; a page that there is not leads to the nearest."""
    texts = {
        f"articles/2021/2021-01-{n:02}-t.md": article(
            SLIP, date=f"2021-01-{n:02}", summary="T.", title=f"T{n}"
        )
        for n in range(1, 29)
    }
    write(asked.place.content, texts)
    first = soup(proofread.answer(asked))
    assert len(first.find_all("h2")) == 20
    last = soup(proofread.answer(replace(asked, query={"trang": "2"})))
    assert len(last.find_all("h2")) == 11
    assert [link.text for link in last.select("nav[aria-label='Các trang'] a")] == ["1", "2"]
    assert last.select_one("[aria-current=page][href*='trang=2']") is not None
    for given in ("0", "-1", "x", "99"):
        assert proofread.answer(replace(asked, query={"trang": given})).status == "200 OK"


def test_the_order_of_the_list() -> None:
    """Most to put right first, then most findings, then the newest."""
    must, should = (Finding("x", 1, "kieu-so", level, "y") for level in ("must", "should"))
    texts = [
        Checked("a", "A", "2020-01-01", "", (should,)),
        Checked("b", "B", "2021-01-01", "", (should,)),
        Checked("c", "C", "2019-01-01", "", (should, should)),
        Checked("d", "D", "2018-01-01", "", (must,)),
        Checked("e", "E", "2022-01-01", ""),
    ]
    assert [it.path for it in proofread.worst_first(texts)] == ["d", "c", "b", "a"]


def test_each_rule_has_a_page(asked: Asked) -> None:
    """With why, wrong, right and the waiver; the list names them all; another name is missing."""
    listed = soup(proofread.answer(replace(asked, path="quy-tac/")))
    assert [code.text for code in listed.find_all("code")] == list(RULES)
    for name, rule in RULES.items():
        shown = soup(proofread.answer(replace(asked, path=f"quy-tac/{name}/")))
        assert shown.h1 is not None
        assert shown.h1.text == rule.title
        assert [block.text for block in shown.find_all("pre")][:2] == [rule.wrong, rule.right]
        assert f"rule: {name}" in shown.text
    assert proofread.answer(replace(asked, path="quy-tac/x/")).status.startswith("404")
    assert proofread.answer(replace(asked, path="x")).status.startswith("404")


def test_nothing_found_and_faults_are_said(asked: Asked) -> None:
    """A clean content says so; what stops a build stands above all."""
    for path in asked.place.content.rglob("articles/**/*.md"):
        path.unlink()
    assert "Không có gì cần góp ý." in soup(proofread.answer(asked)).text
    write(asked.place.content, {"articles/x.md": article(date="2020-13-01", summary="X.")})
    found = soup(proofread.answer(asked))
    assert found.select_one("[role=alert] li") is not None
    assert "x.md:3: date:" in found.text


def test_many_changed_texts_are_not_waited_for(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page tells how far it is and looks again by itself until the list is there."""
    monkeypatch.setattr(proofread, "MANY", 2)
    answer = proofread.answer(asked)
    assert ("Refresh", "2") in answer.headers
    assert "Đang soát 4 bài" in soup(answer).text
    until = time.monotonic() + 20
    while ("Refresh", "2") in proofread.answer(asked).headers and time.monotonic() < until:
        time.sleep(0.02)
    assert len(soup(proofread.answer(asked)).find_all("h2")) == 3
    assert proofread.PROGRESS.of(asked.place.content) is None
