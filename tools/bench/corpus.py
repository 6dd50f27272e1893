"""Articles with the statistics of real Vietnamese news, the same on every machine.

A Markov chain over this portal's own articles and pages and the proofreader's clean texts writes
them. Each article takes after a few of the real ones, as real articles keep to their subjects; now
and then a syllable of the tail of the language comes in (``syllables.py``), the number of a
document, a date, a ward. Article ``number`` depends on its number and the real texts only: the
first 1,000 of 10,000 articles are the 1,000 articles. None has a photograph or names a person.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from itertools import accumulate, pairwise
from random import Random

import yaml

from tools.bench.syllables import list_syllables
from town_portal.core.system.places import ROOT
from town_portal.core.text import normalize_text

FIRST_DAY = datetime(2015, 1, 1, tzinfo=timezone(timedelta(hours=7)))
DAYS = 3650
LAST_DAY = FIRST_DAY + timedelta(days=DAYS)
"""The day after all others: articles that are added are of this day, in a month that is there."""
ADDED = 10_000_000
"""Numbers from here on are those of articles that are added to a corpus."""
CLEAN = ROOT / "tests" / "unit" / "editorial" / "clean.yaml"
CATEGORIES = {
    "chinh-quyen": ("Chính quyền", 14),
    "kinh-te": ("Kinh tế", 12),
    "van-hoa": ("Văn hóa", 13),
    "cai-cach-hanh-chinh": ("Cải cách hành chính", 9),
    "chuyen-doi-so": ("Chuyển đổi số", 9),
    "an-ninh-trat-tu": ("An ninh – trật tự", 8),
    "giao-duc": ("Giáo dục", 8),
    "y-te": ("Y tế", 8),
    "nong-thon-moi": ("Nông thôn mới", 7),
    "do-thi": ("Đô thị", 5),
    "thong-bao": ("Thông báo", 4),
    "du-lich": ("Du lịch", 3),
}
"""Titles by key, and how many of 100 articles a category has."""
WARDS = (
    *("phường Bắc Hồng", "phường Nam Hồng", "phường Trung Lương", "phường Đức Thuận"),
    *("phường Đậu Liêu", "xã Thuận Lộc", "phường Mẫu Bắc", "phường Mẫu Nam", "xã Mẫu Hạ"),
)
TOPICS = (
    *("cải cách hành chính", "xây dựng nông thôn mới", "chuyển đổi số", "thu ngân sách"),
    *("giải phóng mặt bằng", "phòng chống dịch bệnh", "phòng chống thiên tai", "tuyển quân"),
    *("chỉnh trang đô thị", "phổ cập giáo dục", "an toàn giao thông", "phát triển du lịch"),
    *("bảo vệ môi trường", "an sinh xã hội", "khuyến học khuyến tài", "bảo hiểm y tế toàn dân"),
    *("phát triển làng nghề", "quản lý đất đai", "phát triển thương mại", "gia đình văn hóa"),
)
TAGS = (*TOPICS, *(f"{topic} {ward.split(' ', 1)[1]}" for topic in TOPICS for ward in WARDS))
_TAG_WEIGHTS = tuple(accumulate(3 - 2 * rank / len(TAGS) for rank in range(len(TAGS))))
"""Mildly skewed, as in a real archive: the first tag has three times the articles of the last."""
SUBJECTS = 2
"""An article takes after so many real ones."""
LENGTHS = (220, 1000)
"""Words that an article has, from and to."""
TOPIC, TAIL, EXTRA = 0.9, 0.03, 0.012
"""How often a word follows the article's subjects, is of the tail, is a number or a name."""
AGAIN = 0.6
_ADDRESS = re.compile(r"\]\([^)]*\)|\{[^}]*\}|https?://\S+")
_PIECE = re.compile(r"[^\s*_`#|\[\](){}<>]+")
_ISSUERS = ("UBND", "HĐND", "TTg", "BNV", "SNV", "STC")
_KINDS = ("QĐ", "KH", "TB", "BC", "NQ", "CT")
Chain = dict[str, list[str]]
"""For each word those that follow it, as often as they do."""


@dataclass(frozen=True)
class CorpusArticle:
    """One article; ``category`` is a key of ``CATEGORIES``, ``body`` is Markdown."""

    slug: str
    title: str
    date: datetime
    category: str
    tags: tuple[str, ...]
    summary: str
    body: str

    @property
    def address(self) -> str:
        """Its address below the home page, the same for every generator."""
        return f"{self.date:%Y/%m/%d}/{self.slug}/"

    @property
    def paragraphs(self) -> list[str]:
        """What the search reads: title, summary and the body's paragraphs."""
        return [self.title, self.summary, *self.body.rstrip("\n").split("\n\n")]

    def with_sentence(self, sentence: str) -> CorpusArticle:
        """Return the article with a sentence more at its end."""
        return replace(self, body=f"{self.body}\n{sentence}\n")


@dataclass(frozen=True)
class RealTexts:
    """The words of the real texts: as one chain, and as one chain for each text."""

    whole: Chain
    each: tuple[Chain, ...]
    starts: tuple[str, ...]


@cache
def read_real_texts() -> RealTexts:
    """Read the texts that the articles take after."""
    content = ROOT / "content"
    files = [*sorted(content.glob("articles/**/*.md")), *sorted(content.glob("pages/*.md"))]
    bodies = [file.read_text(encoding="utf-8").partition("\n---\n")[2] for file in files]
    bodies += [text["body"] for text in yaml.safe_load(CLEAN.read_text(encoding="utf-8"))]
    texts = [_split_words(body) for body in bodies]
    starts = [word for text in texts for before, word in pairwise(text) if before.endswith(".")]
    each = tuple(_build_chain([text]) for text in texts if len(text) > 100)
    return RealTexts(_build_chain(texts), each, tuple(starts))


def _split_words(body: str) -> list[str]:
    """Return the words of a text in Markdown, without addresses."""
    text = _ADDRESS.sub("]", normalize_text(body))
    return [word for word in _PIECE.findall(text) if any(map(str.isalpha, word))]


def _build_chain(texts: Sequence[Sequence[str]]) -> Chain:
    found: Chain = {}
    for text in texts:
        for word, after in pairwise(text):
            found.setdefault(word, []).append(after)
    return found


@cache
def _compute_tail_weights() -> list[float]:
    """Return the sums of the shares of the tail's syllables: the Zipf law with exponent 1."""
    return list(accumulate(1 / (rank + 10) for rank in range(len(list_syllables()))))


class ArticleWriter:
    """Writes one article."""

    def __init__(self, random: Random) -> None:
        self._random, self._real = random, read_real_texts()
        self._subjects = random.sample(self._real.each, SUBJECTS)
        self._names: list[str] = []

    def write_words(self, count: int) -> list[str]:
        """Return so many words, about."""
        found: list[str] = []
        word = self._random.choice(self._real.starts)
        while len(found) < count:
            found.append(word)
            drawn = self._random.random()
            if drawn < EXTRA:
                found += self._draw_extra().split()
            elif drawn < EXTRA + TAIL:
                found.append(self._draw_tail())
            word = self._draw_next(word)
        return found

    def write_paragraphs(self, count: int) -> Iterator[str]:
        """Yield paragraphs of so many words together, about."""
        rest = self.write_words(count)
        while rest:
            size = self._random.randint(40, 110)
            yield " ".join(rest[:size])
            rest = rest[size:]

    def _draw_next(self, word: str) -> str:
        random = self._random
        if random.random() < TOPIC:
            subject = random.choice(self._subjects)
            if word in subject:
                return random.choice(subject[word])
        return random.choice(self._real.whole.get(word) or self._real.starts)

    def _draw_tail(self) -> str:
        """Return a syllable of the tail: most times one that the article has already, as a name."""
        if self._names and self._random.random() < AGAIN:
            return self._random.choice(self._names)
        sums = _compute_tail_weights()
        self._names.append(list_syllables()[bisect(sums, self._random.random() * sums[-1])])
        return self._names[-1]

    def _draw_extra(self) -> str:
        random = self._random
        if random.random() < 0.4:
            return random.choice(WARDS)
        if random.random() < 0.5:
            return f"{random.randint(1, 28)}/{random.randint(1, 12)}/{random.randint(2010, 2026)}"
        number = random.randint(1, 4000)
        return f"số {number}/{random.choice(_KINDS)}-{random.choice(_ISSUERS)}"


def make_article(number: int, date: datetime | None = None) -> CorpusArticle:
    """Make article ``number``; ``date`` takes the place of the day that is drawn."""
    random = Random(number * 2654435761)
    drawn = FIRST_DAY + timedelta(days=random.randrange(DAYS), hours=random.randrange(8, 20))
    writer = ArticleWriter(random)
    title = " ".join(writer.write_words(random.randint(8, 15))).strip(" .,;:–-“”\"'")
    shares = [share for _, share in CATEGORIES.values()]
    return CorpusArticle(
        slug=f"bai-{number}",
        title=title[:1].upper() + title[1:].replace('"', ""),
        date=date or drawn,
        category=random.choices(list(CATEGORIES), weights=shares)[0],
        summary=" ".join(writer.write_words(random.randint(25, 45))),
        body="\n\n".join(writer.write_paragraphs(random.randint(*LENGTHS))) + "\n",
        tags=tuple(dict.fromkeys(random.choices(TAGS, cum_weights=_TAG_WEIGHTS, k=4))),
    )


def make_added(number: int) -> CorpusArticle:
    """Make article ``number`` of those that are added: each is the newest of all."""
    return make_article(ADDED + number, LAST_DAY + timedelta(hours=8, minutes=number))


def make_articles(count: int) -> Iterator[CorpusArticle]:
    """Make the first ``count`` articles, one after another."""
    return map(make_article, range(count))
