"""Which older articles are related to an article.

The rule: among the last WINDOW older articles of each of its tags, those that share the most
tags come first; among equals, the newer first. Only older articles count, so that publishing an
article changes no page that is already out; a bounded window keeps the work linear.

Articles are numbered from the oldest, and a set of articles is an integer with their bits set:
how many tags two articles share is then counted for all candidates at once.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from plugins._kit.records import Article

WINDOW = 100
COUNT = 5


class _Window:
    """The last ``size`` articles of one tag; ``bits`` has those numbers set."""

    __slots__ = ("_numbers", "_size", "bits")

    def __init__(self, size: int) -> None:
        self._numbers: deque[int] = deque()
        self._size = size
        self.bits = 0

    def add(self, number: int) -> None:
        """Take in an article that is newer than all before."""
        self._numbers.append(number)
        self.bits |= 1 << number
        if len(self._numbers) > self._size:
            self.bits ^= 1 << self._numbers.popleft()


def related(
    articles: Iterable[Article], window: int = WINDOW, count: int = COUNT
) -> dict[str, tuple[Article, ...]]:
    """Return up to ``count`` related articles for each article's address.

    ``articles`` are newest first, as in ``Site.articles``.
    """
    oldest_first = tuple(articles)[::-1]
    windows: defaultdict[str, _Window] = defaultdict(lambda: _Window(window))
    found: dict[str, tuple[Article, ...]] = {}
    for number, article in enumerate(oldest_first):
        own = [windows[key] for key in dict.fromkeys([topic.key for topic in article.tags])]
        best = _best([one.bits for one in own], count)
        found[article.url] = tuple([oldest_first[other] for other in best])
        for one in own:
            one.add(number)
    return found


def _best(sets: list[int], count: int) -> list[int]:
    """Return the ``count`` numbers that are in the most sets; among equals the larger first."""
    at_least: list[int] = []  # in so many sets or more: in 1, in 2, …
    for bits in sets:
        carried = bits
        for level, known in enumerate(at_least):
            at_least[level] = known | carried
            carried &= known
        at_least.append(carried)
    best: list[int] = []
    above = 0
    for bits in reversed(at_least):
        best += _highest(bits & ~above, count - len(best))
        if len(best) == count:
            break
        above = bits
    return best


def _highest(bits: int, count: int) -> Iterator[int]:
    """Yield the places of the highest ``count`` bits, the highest first."""
    while bits and count > 0:
        place = bits.bit_length() - 1
        yield place
        bits ^= 1 << place
        count -= 1
