"""Articles of a town's ten years, the same on every machine.

Article ``number`` depends on the seed and its number only: the first 1,000 of 10,000 articles are
the 1,000 articles. Numbers, days, offices and the order of sentences vary, so that no two bodies
are equal and no cache of rendered text can hit by accident. None has a photograph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from itertools import accumulate, cycle, islice
from random import Random

from plugins._kit.text import slug
from plugins.commands.bench.builds import words

SEED = 1
ZONE = timezone(timedelta(hours=7))
FIRST_DAY = datetime(2015, 1, 1, tzinfo=ZONE)
DAYS = 3650
LAST_DAY = FIRST_DAY + timedelta(days=DAYS)
"""The day after all others: articles that are added are of this day, in a month that is there."""
MORNING, EVENING = 8, 21
"""Hours between which news come, so that a peer that shows days in UTC shows the same day."""
ADDED = 10_000_000
"""Numbers from here on are those of articles that are added to a corpus."""
_SHARES = tuple(accumulate(words.SHARES))
_WEIGHTS = tuple(accumulate(3 - 2 * rank / len(words.TAGS) for rank in range(len(words.TAGS))))
"""Mildly skewed, as in a real archive: the first tag has three times the articles of the last."""


@dataclass(frozen=True)
class News:
    """One article; ``category`` is a key of ``words.CATEGORIES``, ``body`` is Markdown."""

    slug: str
    title: str
    date: datetime
    category: str
    tags: tuple[str, ...]
    summary: str
    body: str

    def edited(self, sentence: str) -> News:
        """Give the article with a sentence more at its end."""
        return replace(self, body=f"{self.body}\n{sentence}\n")


class Values(dict[str, str]):
    """What stands in the places of a sentence, drawn afresh for each."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self._random = random

    def __missing__(self, key: str) -> str:
        random = self._random
        kind = key.rstrip("2")
        if kind in _LISTS:
            return random.choice(_LISTS[kind])
        first, last = (2025, 2035) if key == "year2" else _RANGES.get(kind, (1, 99))
        number = str(random.randint(first, last))
        if kind == "day":
            return f"{number}/{random.randint(1, 12)}/{random.randint(2015, 2026)}"
        digits = {"money": 3, "share": 2}.get(kind)
        if digits is None:
            return number
        separator = "." if kind == "money" else ","
        return f"{number}{separator}{random.randrange(10**digits):0{digits}d}"


_LISTS = {
    "ward": words.WARDS,
    "office": words.OFFICES,
    "topic": words.TOPICS,
    "deed": words.DEEDS,
    "part": words.PARTS,
}
_RANGES = {"n": (2, 480), "day": (1, 28), "year": (2015, 2024), "quarter": (1, 4)}


def news(number: int, date: datetime | None = None, seed: int = SEED) -> News:
    """Give article ``number``; ``date`` takes the place of the day that is drawn."""
    random = Random((seed << 32) ^ (number * 2654435761))
    drawn = FIRST_DAY + timedelta(
        days=random.randrange(DAYS),
        hours=random.randrange(MORNING, EVENING),
        seconds=random.randrange(3600),
    )
    values = Values(random)
    title = words.TITLE.format_map(values)
    date = date or drawn
    lead = words.LEAD.format_map(_Today(random, f"{date:%d/%m/%Y}"))
    return News(
        slug=f"{slug(title)[:70].strip('-')}-{number}",
        title=title,
        date=date,
        category=random.choices(list(words.CATEGORIES), cum_weights=_SHARES)[0],
        tags=tuple(_tags(random)),
        summary=lead.replace("**", ""),
        body="\n\n".join(_paragraphs(random, lead, values)) + "\n",
    )


def added(number: int) -> News:
    """Give article ``number`` of those that are added: each is the newest of all."""
    return news(ADDED + number, LAST_DAY + timedelta(hours=MORNING, minutes=number))


def corpus(count: int, seed: int = SEED) -> Iterator[News]:
    """Give the first ``count`` articles."""
    return (news(number, seed=seed) for number in range(count))


class _Today(Values):
    """Values of a lead, which names the article's own day."""

    def __init__(self, random: Random, today: str) -> None:
        super().__init__(random)
        self["today"] = today


def _tags(random: Random) -> list[str]:
    """Give three to five tags."""
    found: list[str] = []
    count = random.randint(3, 5)
    while len(found) < count:
        (tag,) = random.choices(words.TAGS, cum_weights=_WEIGHTS)
        if tag not in found:
            found.append(tag)
    return found


def _paragraphs(random: Random, lead: str, values: Values) -> Iterator[str]:
    """Give the lead and six to eight paragraphs, in one of five articles also a list."""
    yield lead
    sentences = cycle(random.sample(words.SENTENCES, len(words.SENTENCES)))
    count = random.randint(6, 8)
    for index in range(count):
        if index == count - 1 and random.random() < 0.2:
            yield words.HEADING
            yield "\n".join(words.RESULT.format_map(values) for _ in range(4))
        chosen = islice(sentences, random.randint(3, 5))
        yield " ".join(sentence.format_map(values) for sentence in chosen)
