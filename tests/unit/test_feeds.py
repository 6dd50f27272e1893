"""Feeds of articles and of other kinds of contents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from html import unescape
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import html5lib
import pytest
from feedgenerator.django.utils import feedgenerator
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from town_portal.core.data.tables import DEFAULT_TOWN
from town_portal.core.records import Article, Download, Image, Photo, Picture, Site, Topic
from town_portal.core.texts.document import Document
from town_portal.core.texts.question import Question
from town_portal.features.feeds.channels import list_feeds
from town_portal.features.feeds.feed import Channel, Entry, write_feed

SEVEN = timezone(timedelta(hours=7))
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CHANNEL = Channel("Cổng A", "Tin mới của A", "https://a.vn/cong", "tin.atom", "", "Thị xã A", ZONE)
NEWS = Topic("tin", "Tin", "chuyen-muc/tin/")
TAG = Topic("b", "B", "tu-khoa/b/")
IMAGE = Image("2020/12/14/a/b.jpg", 1200, 800, "image/jpeg", 90_000)
WHOLE = Picture((Image("2020/12/14/a/b.avif", 1200, 800, "image/avif", 9_000), IMAGE))
COVER = Photo("Cầu", "Cầu.", "Ảnh: Lê An", 1200, 800, WHOLE, WHOLE)
HOSTILE = '</p>]]><script>alert("1")</script>&amp;\'<b>'
ARTICLE = Article(
    url="2020/12/14/a/",
    title="Tiêu đề",
    date=datetime(2020, 12, 14, 8, 30, tzinfo=SEVEN),
    has_time=True,
    category=NEWS,
    tags=(TAG,),
    summary="Lời dẫn.",
    author="Lê An",
    cover=COVER,
)
KINDS = pytest.mark.parametrize("kind", ["atom", "rss"])


def parsed(kind: str, *articles: Entry) -> Any:
    """Give the feed of these articles as a reader program sees it."""
    xml = write_feed(kind, CHANNEL, articles)
    etree.fromstring(xml.encode())
    found = feedparser.parse(xml, sanitize_html=False)
    assert not found.bozo
    return found


def body(entry: Any) -> Any:
    """Give the HTML of an entry as a tree."""
    html = entry.content[0].value if "content" in entry else entry.description
    return html5lib.parse(html, namespaceHTMLElements=False)


@KINDS
def test_hostile_words_are_words(kind: str) -> None:
    """Markup in title, lead, caption and alternative text is shown, not run."""
    cover = replace(COVER, alt=HOSTILE, caption=HOSTILE, credit="")
    hostile = replace(ARTICLE, title=HOSTILE, summary=HOSTILE, author=HOSTILE, cover=cover)
    (entry,) = parsed(kind, hostile).entries
    tree = body(entry)
    assert not list(tree.iter("script"))
    assert not list(tree.iter("b"))
    assert next(tree.iter("img")).get("alt") == HOSTILE
    assert ["".join(item.itertext()) for item in tree.iter("p")] == [HOSTILE]
    if kind == "atom":
        assert (entry.summary_detail.type, unescape(entry.summary)) == ("text/html", HOSTILE)


@KINDS
@given(words=st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=40))
@settings(deadline=None)
def test_any_words_are_well_formed(kind: str, words: str) -> None:
    """Whatever staff write, the XML can be read and title and lead are the same."""
    article = replace(ARTICLE, title=words, summary=words, cover=None)
    root = etree.fromstring(write_feed(kind, CHANNEL, [article]).encode())
    (entry,) = root.iter("{*}entry", "item")
    html = entry.findtext("{*}content") or entry.findtext("description")
    shown = html5lib.parse(str(html), namespaceHTMLElements=False)
    assert (entry.findtext("{*}title") or "") == words
    assert "".join(shown.itertext()) == words


@KINDS
def test_each_entry_has_a_name_of_its_own_for_ever(kind: str) -> None:
    """A change keeps it, so that no program shows it as new; Atom tells when it changed."""
    changed = replace(ARTICLE, title="Khác", summary="Khác", modified=ARTICLE.date + timedelta(1))
    other = replace(ARTICLE, url="2020/12/14/c/")
    names = [item.id for item in parsed(kind, ARTICLE, other).entries]
    assert len(set(names)) == 2
    (entry,) = parsed(kind, changed).entries
    assert (entry.id, entry.published_parsed[:3]) == (names[0], (2020, 12, 14))
    if kind == "atom":
        assert entry.updated_parsed[:3] == (2020, 12, 15)


class LikeDatetime(type):
    """What makes a class take every datetime for its own."""

    def __instancecheck__(cls, instance: object) -> bool:
        """Say yes to a datetime."""
        return isinstance(instance, datetime)


class WrongClock(datetime, metaclass=LikeDatetime):
    """A clock that is easily known by its answer."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        """Give a day in 1999."""
        return datetime(1999, 9, 9, tzinfo=tz)


@KINDS
@pytest.mark.parametrize("articles", [(), (ARTICLE,), (ARTICLE, replace(ARTICLE, url="c/"))])
def test_a_feed_shows_no_time_of_the_clock(
    kind: str, articles: tuple[Article, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same content gives the same bytes at any time, even for an empty feed."""
    fake = SimpleNamespace(datetime=WrongClock, timezone=timezone, time=time)
    monkeypatch.setattr(feedgenerator, "datetime", fake)
    assert "1999" not in write_feed(kind, CHANNEL, articles)


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
    found = list_feeds(town, site)
    assert [item.channel.url for item in found] == names
    assert not [item for item in found if WAITING in item.entries]
    assert list_feeds(DEFAULT_TOWN, site) == []
