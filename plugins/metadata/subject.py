"""What a page is about, in the words that all vocabularies share."""

from dataclasses import dataclass
from datetime import datetime

from plugins._kit.records import Article, Photo
from plugins._kit.tables import Town


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


def address(town: Town, url: str) -> str:
    """Return the full address of ``url``; without the site's, the path on its host."""
    return f"{town.base or town.root}/{url}"


def of_article(town: Town, article: Article) -> Subject:
    """Return the subject of an article's page."""
    modified = article.modified and iso(article.modified, article.modified_has_time)
    date = iso(article.date, article.has_time)
    return Subject(
        address=address(town, article.url),
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


def iso(moment: datetime, has_time: bool) -> str:
    """Return a moment in ISO 8601: with time and zone where the time is known, else the day."""
    return moment.isoformat(timespec="seconds") if has_time else moment.date().isoformat()
