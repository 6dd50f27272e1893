"""A feed's XML: articles with lead and first photograph, documents, answered questions. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from mimetypes import guess_type
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, get_tag_uri

from town_portal.core import dates
from town_portal.core.records import Article, Download
from town_portal.core.text import lower_first
from town_portal.core.texts.document import Document
from town_portal.core.texts.question import Question

LIMIT = 20
NONE: Mapping[str, str] = MappingProxyType({})
STYLE = "tin.css"
"""The style sheet of all feeds, at the portal's root: a browser then shows a page, not code."""
NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of a feed without articles: feedgenerator would take the clock's."""


class _Atom(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NO_DATE


class _Rss(Rss201rev2Feed):  # type: ignore[misc]  # feedgenerator has no types
    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NO_DATE


Entry = Article | Document | Question
KINDS: dict[str, Any] = {"atom": _Atom, "rss": _Rss}


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: title, its own address, that of its page and of the portal (``base``), author.

    ``base`` is absolute and without a last slash; ``url`` and ``page`` are relative to it. Days
    begin in ``zone``.
    """

    title: str
    description: str
    base: str
    url: str
    page: str
    author: str
    zone: ZoneInfo


def write_feed(
    kind: str, channel: Channel, entries: Sequence[Entry], statuses: Mapping[str, str] = NONE
) -> str:
    """Return the feed of kind ``atom`` or ``rss`` with the newest LIMIT of ``entries``.

    ``entries`` are newest first, ``statuses`` those of documents not in force, by address. The
    feed's own date is that of the entry changed last, so that the same content gives the same
    bytes.
    """
    feed = KINDS[kind](
        title=channel.title,
        link=f"{channel.base}/{channel.page}",
        description=channel.description,
        subtitle=channel.description if kind == "atom" else None,
        feed_url=f"{channel.base}/{channel.url}",
        language="vi",
        author_name=channel.author,
    )
    for entry in entries[:LIMIT]:
        if isinstance(entry, Document):
            feed.add_item(**_build_document_item(channel, entry, statuses.get(entry.url, "")))
        elif isinstance(entry, Question):
            feed.add_item(**_build_answer_item(channel, entry))
        else:
            feed.add_item(**_build_item(kind, channel.base, entry))
    head, text = str(feed.writeString("utf-8")).split("?>", 1)
    up = "../" * channel.url.count("/")
    style = f'<?xml-stylesheet type="text/css" href="{up}{STYLE}"?>'
    return f"{head}?>\n{style}{text}"


def _build_item(kind: str, base: str, article: Article) -> dict[str, Any]:
    link = f"{base}/{article.url}"
    cover = article.cover
    image = cover and cover.whole.plain
    enclosure = image and Enclosure(f"{base}/{image.url}", str(image.size), image.media_type)
    body = _format_body(base, article)
    return {
        "title": article.title,
        "link": link,
        "unique_id": get_tag_uri(link, article.date),
        "unique_id_is_permalink": False,
        "description": body if kind == "rss" else escape(article.summary, quote=False),
        "content": body if kind == "atom" else None,
        "author_name": article.author or None,
        "categories": [article.category.title, *(topic.title for topic in article.tags)],
        "pubdate": article.date,
        "updateddate": article.changed,
        "enclosures": [enclosure] if enclosure else [],
    }


def _build_document_item(channel: Channel, document: Document, status: str) -> dict[str, Any]:
    """Return a document: what it is about, who issued it and when; its status, its first file."""
    told = f"{document.issuer} ban hành ngày {dates.format_day(document.issued)}."
    words = " ".join(filter(None, (document.summary, told)))
    item = _build_page_item(channel, document, words, document.issuer, document.kind)
    return item | {"title": f"{item['title']} ({lower_first(status)})"} if status else item


def _build_answer_item(channel: Channel, question: Question) -> dict[str, Any]:
    """Return an answered question: what was asked, who answered and when; its first file."""
    told = (
        f"{question.answered_by} trả lời ngày {dates.format_day(question.day or question.asked)}."
    )
    words = f"{question.question} {told}"
    return _build_page_item(channel, question, words, question.answered_by, question.field)


def _build_page_item(
    channel: Channel, page: Document | Question, words: str, author: str, kind: str
) -> dict[str, Any]:
    link = f"{channel.base}/{page.url}"
    moment = dates.convert_to_zone(page.day or date.min, channel.zone)
    return {
        "title": page.heading,
        "link": link,
        "unique_id": get_tag_uri(link, moment),
        "unique_id_is_permalink": False,
        "description": escape(words, quote=False),
        "content": None,
        "author_name": author,
        "categories": [kind],
        "pubdate": moment,
        "updateddate": page.modified or moment,
        "enclosures": _build_enclosures(channel, page.files),
    }


def _build_enclosures(channel: Channel, files: Sequence[Download]) -> list[Any]:
    """Return the first file as an enclosure, which is all that RSS takes."""
    return [
        Enclosure(
            f"{channel.base}/{file.url}",
            str(file.size),
            guess_type(file.url)[0] or "application/octet-stream",
        )
        for file in files[:1]
    ]


def _format_body(base: str, article: Article) -> str:
    """Return the photograph with its caption, and the lead, as HTML."""
    lead = f"<p>{escape(article.summary)}</p>"
    cover = article.cover
    if cover is None:
        return lead
    words = " ".join(filter(None, (cover.caption, cover.credit_line, cover.label)))
    caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    plain = cover.whole.plain
    image = (
        f'<img src="{escape(base)}/{escape(plain.url)}" alt="{escape(cover.alt)}" '
        f'width="{plain.width}" height="{plain.height}">'
    )
    return f"<figure>{image}{caption}</figure>{lead}"
