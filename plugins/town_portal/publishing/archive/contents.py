"""An article or a page as a plain text and a row of the table; knows the names of Pelican."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from town_portal.build.build import Build
from town_portal.core import dates
from town_portal.core.records import Article, Page
from town_portal.core.texts.question import Question
from town_portal.core.view import ContentView
from town_portal.publishing.archive.facts import Record, get_day, iter_facts
from town_portal.publishing.archive.plain_text import extract_plain_text

TEXTS = "van-ban"
LINE = "-" * 60


@dataclass(frozen=True)
class ArchiveEntry:
    """One text of the package: its record, where its page and its words lie, and the words."""

    record: Record
    page: str
    file: str
    text: str
    address: str
    is_hidden: bool = False

    @property
    def article(self) -> Article | None:
        """The record of an article; None for a page."""
        return self.record if isinstance(self.record, Article) else None


def build_entry(given: Any, build: Build) -> ArchiveEntry:
    """Return what the package holds of a content beside its page."""
    content, town = ContentView(given, build.values), build.town
    record: Record = content.record
    name = record.url.strip("/").replace("/", "-")
    kind = "" if isinstance(record, Article) else "trang-"
    address = town.full(record.url) if town.base else ""
    lines = [
        *_iter_head(record, content, address),
        LINE,
        *_iter_body(content, record),
        *_iter_end(content),
    ]
    text = "\r\n\r\n".join(line.replace("\n", "\r\n") for line in lines if line) + "\r\n"
    file = f"{TEXTS}/{kind}{name}.txt"
    page = f"trang/{record.url}index.html"
    return ArchiveEntry(record, page, file, text, address, content.status == "hidden")


def _iter_head(record: Record, content: Any, address: str) -> Iterator[str]:
    yield record.heading if isinstance(record, Page) else record.title
    found = (*iter_facts(record, content), ("Địa chỉ", address))
    yield "\n".join(f"{name}: {words}" for name, words in found if words)


def _iter_body(content: Any, record: Record) -> Iterator[str]:
    yield record.lead if isinstance(record, Article) else record.summary
    if isinstance(record, Question):
        yield f"Câu hỏi: {record.question}"
        yield "Trả lời:"
    yield extract_plain_text(content.content)


def _iter_end(content: Any) -> Iterator[str]:
    front = content.front
    video = getattr(front, "video", None)
    if video:
        yield f"Phim: {video.title} ({video.file or video.address})"
    for file in getattr(content, "attachments", ()):
        yield f"Tệp đính kèm: {file.title} ({file.url})"
    for item in getattr(front, "corrections", ()):
        yield f"Đính chính ngày {dates.format_day(item.date)}: {item.text}"


LISTS = ("articles", "translations", "hidden_articles", "dates")
PAGES = ("pages", "hidden_pages")


def keep_period(generator: Any) -> None:
    """Leave out the texts of other years; links to them still know where they stand.

    Pages are of no year, but for documents, questions and drafts.
    """
    year: int = generator.settings.get("ARCHIVE_YEAR", 0)
    gone: set[str] = set()
    for name in LISTS if hasattr(generator, "articles") else PAGES:
        found = getattr(generator, name)
        kept = [item for item in found if not year or _get_year(item) in (year, None)]
        gone |= {item.relative_source_path for item in found} - {
            item.relative_source_path for item in kept
        }
        setattr(generator, name, kept)
        generator.context[name] = kept
    build: Build = generator.settings["BUILD"]
    build.copies = [copy for copy in build.copies if copy.owner not in gone]


def _get_year(content: Any) -> int | None:
    day = get_day(content.front)
    return day.year if day else None
