"""Which feeds there are: all news, each category with articles, documents, answers. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from town_portal.core.data.tables import Town
from town_portal.core.records import Site
from town_portal.core.text import lower_first
from town_portal.core.texts.question import LIST, Question
from town_portal.features.feeds.feed import LIMIT, Channel, Entry

NAMES = {"atom": "tin.atom", "rss": "tin.rss"}
DOCUMENTS = "van-ban/"


@dataclass(frozen=True)
class Feed:
    """A feed of one kind and its newest entries."""

    kind: str
    channel: Channel
    entries: Sequence[Entry]


def list_feeds(town: Town, site: Site) -> list[Feed]:
    """Return the feeds; none where the town's address is not known, as feeds need full ones."""
    return list(_iter_feeds(town, site)) if town.base else []


def _iter_feeds(town: Town, site: Site) -> Iterator[Feed]:
    for kind, name in NAMES.items():
        about = f"Tin mới của {lower_first(town.name)}"
        yield Feed(kind, _build_channel(town, (name, ""), "", about), site.articles[:LIMIT])
        for topic, articles in site.categories.items():
            if articles:
                place, about = (f"{topic.url}{name}", topic.url), f"Tin mới: {topic.title}"
                yield Feed(kind, _build_channel(town, place, topic.title, about), articles[:LIMIT])
        documents = site.of("documents")
        if documents:
            place, about = (f"{DOCUMENTS}{name}", DOCUMENTS), "Văn bản mới ban hành"
            yield Feed(kind, _build_channel(town, place, "Văn bản", about), documents[:LIMIT])
        answers = [
            item for item in site.of("questions") if isinstance(item, Question) and item.answered
        ]
        if answers:
            place, about = (f"{LIST}{name}", LIST), "Câu hỏi mới được trả lời"
            yield Feed(kind, _build_channel(town, place, "Hỏi đáp", about), answers[:LIMIT])


def _build_channel(town: Town, place: tuple[str, str], topic: str, about: str) -> Channel:
    """Return a channel; ``place`` are the address of the feed and that of its page."""
    title = f"{topic} – {town.portal}" if topic else town.portal
    zone = ZoneInfo(town.time_zone)
    return Channel(title, about, str(town.base), *place, town.name, zone)
