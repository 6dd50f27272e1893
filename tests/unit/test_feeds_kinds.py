"""Feeds of documents and of answered questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plugins._kit.document import Document
from plugins._kit.question import Question
from plugins._kit.records import Download, Site
from plugins._kit.tables import DEFAULT_TOWN
from plugins.feeds.channels import feeds
from plugins.feeds.feed import feed_xml
from tests.unit.test_feeds import CHANNEL, KINDS, parsed

PAPER = Document(
    key="67-hdbt",
    url="van-ban/67-hdbt/",
    title="Về việc thử <&>",
    kind="Quyết định",
    number="67-HĐBT",
    issuer="Hội đồng Bộ trưởng",
    issued=date(1992, 3, 2),
    files=(Download("van-ban/67-hdbt/ban-quet.pdf", "Bản quét", "PDF", 1234),),
)


def test_a_document_in_a_feed() -> None:
    """Its name, what it is about, who issued it and when, and its first file."""
    (entry,) = parsed("atom", PAPER).entries
    assert entry.title == "Quyết định 67-HĐBT: Về việc thử <&>"
    assert entry.link == "https://a.vn/cong/van-ban/67-hdbt/"
    assert entry.published == "1992-03-02T00:00:00+07:00"
    assert entry.author == "Hội đồng Bộ trưởng"
    assert "ban hành ngày 02/3/1992" in entry.summary
    (file,) = entry.enclosures
    assert (file.href, file.type, file.length) == (
        "https://a.vn/cong/van-ban/67-hdbt/ban-quet.pdf",
        "application/pdf",
        "1234",
    )


ANSWER = Question(
    key="2026/2026-11-20-den-duong",
    url="hoi-dap/den-duong/",
    title="Khi nào sửa đèn <đường>?",
    field="Đô thị",
    question="Đèn ở tổ 3 hỏng & tối.",
    asked=date(2026, 11, 2),
    state="answered",
    answered=date(2026, 11, 20),
    answered_by="Phòng Kinh tế",
    asker="Người hỏi",
    files=(Download("hoi-dap/den-duong/so-do.png", "Sơ đồ", "PNG", 99),),
)
WAITING = replace(ANSWER, url="hoi-dap/cho/", state="received", answered=None, answered_by="")


@KINDS
def test_an_answer_in_a_feed(kind: str) -> None:
    """What was asked, who answered and when, its first file; not who asked."""
    (entry,) = parsed(kind, ANSWER).entries
    assert entry.title == "Khi nào sửa đèn <đường>?"
    assert entry.link == "https://a.vn/cong/hoi-dap/den-duong/"
    assert entry.published_parsed[:3] == (2026, 11, 19)  # midnight in Viet Nam, told in UTC
    assert entry.author == "Phòng Kinh tế"
    assert "Đèn ở tổ 3 hỏng &amp; tối. Phòng Kinh tế trả lời ngày 20/11/2026." in entry.summary
    assert [(file.type, file.length) for file in entry.enclosures] == [("image/png", "99")]
    assert "Người hỏi" not in feed_xml(kind, CHANNEL, (ANSWER,))


@pytest.mark.parametrize(
    ("kinds", "names"),
    [
        ({}, ["tin.atom", "tin.rss"]),
        ({"questions": (WAITING,)}, ["tin.atom", "tin.rss"]),
        (
            {"questions": (WAITING, ANSWER)},
            ["tin.atom", "hoi-dap/tin.atom", "tin.rss", "hoi-dap/tin.rss"],
        ),
        ({"documents": (PAPER,)}, ["tin.atom", "van-ban/tin.atom", "tin.rss", "van-ban/tin.rss"]),
    ],
)
def test_a_kind_has_a_feed_where_there_is_something(kinds: Any, names: list[str]) -> None:
    """What waits for its answer is in none; without the portal's address there is no feed."""
    town, site = DEFAULT_TOWN.model_copy(update={"site": "https://a.vn"}), Site(kinds=kinds)
    found = feeds(town, site)
    assert [it.channel.url for it in found] == names
    assert not [it for it in found if WAITING in it.entries]
    assert feeds(DEFAULT_TOWN, site) == []
