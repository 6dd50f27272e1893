"""What a page is about, in the words that all vocabularies share."""

from dataclasses import dataclass
from html import unescape

from town_portal.core import dates
from town_portal.core.data.tables import Town
from town_portal.core.records import Article, Photo
from town_portal.core.text import shorten_text
from town_portal.core.texts.document import Document

LONGEST_HEADLINE, LONGEST_DESCRIPTION = 110, 320
"""Characters that search engines take; the rest they leave out in the middle of a word."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A page: its full address, title, description, and what is known of its making.

    ``date`` and ``changed`` are ISO, as exact as they are known; empty where nobody knows.
    """

    address: str
    title: str
    description: str
    creator: str
    date: str = ""
    changed: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    contributor: str = ""
    source: str = ""
    photos: tuple[Photo, ...] = ()
    is_article: bool = False
    language: str = "vi"

    @property
    def headline(self) -> str:
        """The title, cut at a word for machines that take no long one."""
        return shorten_text(self.title, LONGEST_HEADLINE)

    @property
    def summary(self) -> str:
        """The description, cut in the same way."""
        return shorten_text(self.description, LONGEST_DESCRIPTION)


def make_article_subject(town: Town, article: Article) -> Subject:
    """Return the subject of an article's page."""
    modified = article.modified and dates.format_iso(article.modified, article.modified_has_time)
    date = dates.format_iso(article.date, article.has_time)
    return Subject(
        address=town.full(article.url),
        title=article.title,
        description=article.summary or article.title,
        creator=article.author or town.name,
        date=date,
        changed=modified or date,
        section=article.category.title,
        keywords=tuple(topic.title for topic in article.tags),
        contributor=article.photographer,
        source=article.source or article.original_url,
        photos=article.photos,
        is_article=True,
    )


def make_document_subject(town: Town, document: Document, description: str) -> Subject:
    """Return the subject of a document's page: its creator is who issued it.

    ``description`` is as it stands in the page's head.
    """
    date = document.issued.isoformat()
    return Subject(
        address=town.full(document.url),
        title=document.heading,
        description=unescape(str(description)),
        creator=document.issuer,
        date=date,
        changed=date,
        section=document.kind,
        keywords=(document.number,),
        source=document.official_url or document.source,
    )
