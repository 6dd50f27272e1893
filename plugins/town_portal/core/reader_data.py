"""What readers say of an article, as templates are given it (``article.live``): frozen values."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

Accepts = Literal["all", "rating", "nothing"]
"""What an article's page takes from readers: ``all`` are rating and comments."""


@dataclass(frozen=True, slots=True)
class ReaderComment:
    """An approved comment. ``to`` is whom it answers, where that is an answer itself."""

    number: int
    author: str
    text: str
    at: datetime
    to: str = ""
    answers: tuple["ReaderComment", ...] = ()


BLANK = ReaderComment(0, "", "", datetime(1970, 1, 1, tzinfo=UTC))
"""What the browser fills in for a comment that is newer than the page."""


@dataclass(frozen=True, slots=True)
class ReaderRating:
    """The number of votes (at least one) and the sum of their stars, None if too few."""

    count: int
    stars: int | None

    @property
    def average(self) -> str:
        """The average to one digit, halves upwards: ``4,5``, ``4``; empty where there is none."""
        if self.stars is None:
            return ""
        tenths = (20 * self.stars + self.count) // (2 * self.count)
        return f"{tenths // 10},{tenths % 10}".removesuffix(",0")


@dataclass(frozen=True, slots=True)
class Living:
    """All of it for one article; ``rating`` is None where nobody has voted."""

    accepts: Accepts = "nothing"
    rating: ReaderRating | None = None
    comments: tuple[ReaderComment, ...] = ()
    identity: str = field(default="", compare=False)
    """What tells that another build's is the same (core/identity.py), if known."""

    @property
    def count(self) -> int:
        """How many comments and answers there are."""
        return sum(1 + len(comment.answers) for comment in self.comments)
