"""Feeds: well-formed, complete addresses, escaped words, the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
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

from plugins._kit.document import Document
from plugins._kit.question import Question
from plugins._kit.records import Article, Download, Image, Photo, Picture, Site, Topic
from plugins._kit.tables import DEFAULT_TOWN
from plugins.feeds.channels import feeds
from plugins.feeds.feed import LIMIT, Channel, Entry, feed_xml

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
    xml = feed_xml(kind, CHANNEL, articles)
    etree.fromstring(xml.encode())
    found = feedparser.parse(xml, sanitize_html=False)
    assert not found.bozo
    return found


def body(entry: Any) -> Any:
    """Give the HTML of an entry as a tree."""
    html = entry.content[0].value if "content" in entry else entry.description
    return html5lib.parse(html, namespaceHTMLElements=False)


@KINDS
def test_the_feed_itself(kind: str) -> None:
    """Title, page and own address, language."""
    feed = parsed(kind, ARTICLE).feed
    assert (feed.title, feed.link, feed.language) == ("Cổng A", "https://a.vn/cong/", "vi")
    assert [link.href for link in feed.links if link.rel == "self"] == [
        "https://a.vn/cong/tin.atom"
    ]


@KINDS
def test_an_entry(kind: str) -> None:
    """Title, full address, category and tags of the article."""
    (entry,) = parsed(kind, ARTICLE).entries
    assert (entry.title, entry.link) == ("Tiêu đề", "https://a.vn/cong/2020/12/14/a/")
    assert [tag.term for tag in entry.tags] == ["Tin", "B"]
    assert entry.published_parsed[:5] == (2020, 12, 14, 1, 30)


@KINDS
def test_dates_have_their_zone(kind: str) -> None:
    """The moment is written with the town's zone."""
    assert "+07" in feed_xml(kind, CHANNEL, [ARTICLE])


@KINDS
def test_an_entry_shows_the_photograph_with_its_words(kind: str) -> None:
    """Full address, size, alternative text, caption and credit; then the lead."""
    tree = body(parsed(kind, ARTICLE).entries[0])
    (image,) = tree.iter("img")
    assert image.get("src") == "https://a.vn/cong/2020/12/14/a/b.jpg"
    assert (image.get("alt"), image.get("width"), image.get("height")) == ("Cầu", "1200", "800")
    assert ["".join(item.itertext()) for item in tree.iter("figcaption")] == ["Cầu. Ảnh: Lê An"]
    assert ["".join(item.itertext()) for item in tree.iter("p")] == ["Lời dẫn."]


@KINDS
def test_the_photograph_is_enclosed(kind: str) -> None:
    """Programs find it with its type and size in bytes."""
    (entry,) = parsed(kind, ARTICLE).entries
    (enclosure,) = entry.enclosures
    assert enclosure.href == "https://a.vn/cong/2020/12/14/a/b.jpg"
    assert (enclosure.type, enclosure.length) == ("image/jpeg", "90000")


@KINDS
def test_without_a_photograph_there_is_the_lead_alone(kind: str) -> None:
    """No empty figure and no enclosure."""
    (entry,) = parsed(kind, replace(ARTICLE, cover=None)).entries
    assert not entry.enclosures
    assert not list(body(entry).iter("figure"))


@KINDS
def test_a_photograph_without_words_has_no_caption(kind: str) -> None:
    """No empty caption stands below it."""
    bare = replace(ARTICLE, cover=replace(COVER, caption="", credit=""))
    assert not list(body(parsed(kind, bare).entries[0]).iter("figcaption"))


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


def test_the_lead_of_atom_is_text() -> None:
    """A sign in the lead is that sign, whichever type the summary says it has."""
    (entry,) = parsed("atom", replace(ARTICLE, summary=HOSTILE)).entries
    if entry.summary_detail.type == "text/plain":
        assert entry.summary == HOSTILE
    else:
        assert "".join(html5lib.parse(entry.summary).itertext()) == HOSTILE


@KINDS
@given(words=st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=40))
@settings(deadline=None)
def test_any_words_are_well_formed(kind: str, words: str) -> None:
    """Whatever staff write, the XML can be read and title and lead are the same."""
    article = replace(ARTICLE, title=words, summary=words, cover=None)
    root = etree.fromstring(feed_xml(kind, CHANNEL, [article]).encode())
    (entry,) = root.iter("{*}entry", "item")
    html = entry.findtext("{*}content") or entry.findtext("description")
    shown = html5lib.parse(str(html), namespaceHTMLElements=False)
    assert (entry.findtext("{*}title") or "") == words
    assert "".join(shown.itertext()) == words


@KINDS
def test_the_newest_are_in_the_feed(kind: str) -> None:
    """Not more than twenty, in the order of the list."""
    articles = [replace(ARTICLE, url=f"{number}/") for number in range(LIMIT + 5)]
    entries = parsed(kind, *articles).entries
    assert LIMIT == 20
    assert [item.link for item in entries] == [f"https://a.vn/cong/{n}/" for n in range(LIMIT)]


@KINDS
def test_each_entry_has_a_name_of_its_own_for_ever(kind: str) -> None:
    """A change of title, lead or later date keeps it, so that no program shows it as new."""
    changed = replace(ARTICLE, title="Khác", summary="Khác", modified=ARTICLE.date + timedelta(9))
    other = replace(ARTICLE, url="2020/12/14/c/")
    names = [item.id for item in parsed(kind, ARTICLE, other).entries]
    assert len(set(names)) == 2
    assert parsed(kind, changed).entries[0].id == names[0]


def test_a_changed_article_is_marked_as_updated() -> None:
    """Atom tells when it appeared and when it last changed."""
    later = ARTICLE.date + timedelta(days=1)
    (entry,) = parsed("atom", replace(ARTICLE, modified=later)).entries
    assert entry.published_parsed[:3] == (2020, 12, 14)
    assert entry.updated_parsed[:3] == (2020, 12, 15)


def test_the_name_of_an_entry_is_no_address() -> None:
    """RSS programs take a guid for an address unless they are told that it is none."""
    root = etree.fromstring(feed_xml("rss", CHANNEL, [ARTICLE]).encode())
    (guid,) = root.iter("guid")
    assert guid.get("isPermaLink") == "false" or str(guid.text).startswith("https://")


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
    assert "1999" not in feed_xml(kind, CHANNEL, articles)


@KINDS
def test_a_feed_of_nothing_is_a_feed(kind: str) -> None:
    """A portal without articles has a feed that can be read."""
    assert parsed(kind).entries == []


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


def test_answers_have_a_feed_without_what_waits() -> None:
    """A question that waits for its answer, seen on the own machine alone, is in no feed."""
    town = DEFAULT_TOWN.model_copy(update={"site": "https://a.vn"})
    found = feeds(town, Site(kinds={"questions": (WAITING, ANSWER)}))
    own = [it for it in found if it.channel.url.startswith("hoi-dap/")]
    assert [(it.channel.url, list(it.entries)) for it in own] == [
        ("hoi-dap/tin.atom", [ANSWER]),
        ("hoi-dap/tin.rss", [ANSWER]),
    ]
    names = [it.channel.url for it in feeds(town, Site(kinds={"questions": (WAITING,)}))]
    assert names == ["tin.atom", "tin.rss"]


def test_documents_have_a_feed_where_there_are_some() -> None:
    """Without a document, or without the portal's address, there is no feed of documents."""
    town = DEFAULT_TOWN.model_copy(update={"site": "https://a.vn"})
    with_papers = Site(kinds={"documents": (PAPER,)})
    assert [it.channel.url for it in feeds(town, with_papers)] == [
        *("tin.atom", "van-ban/tin.atom", "tin.rss", "van-ban/tin.rss")
    ]
    assert [it.channel.url for it in feeds(town, Site())] == ["tin.atom", "tin.rss"]
    assert feeds(DEFAULT_TOWN, with_papers) == []
