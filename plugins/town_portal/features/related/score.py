"""Which older articles are related to an article.

The rule: among the last WINDOW older articles of each of its tags, those that share the most
tags come first; among equals, the newer first. Only older articles count, so that publishing an
article changes no page that is already out; a bounded window keeps the work linear.

Articles are numbered from the oldest, and a set of articles is an integer with their bits set:
how many tags two articles share is then counted for all candidates at once. The integers begin with
the oldest candidate, so that they are as long as the windows reach back, however many articles
there are.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

WINDOW = 100
COUNT = 5
Candidate = tuple[str, float, str]
"""An article: its file, its moment and its address, by which articles are sorted."""


class _Window:
    """The last ``size`` articles of one tag: ``bits`` has the bit of each, ``first`` has bit 0."""

    __slots__ = ("_numbers", "_size", "bits", "first")

    def __init__(self, size: int) -> None:
        self._numbers: deque[int] = deque()
        self._size = size
        self.bits = self.first = 0

    def add(self, number: int) -> None:
        """Take in an article that is newer than all before."""
        self._numbers.append(number)
        if not self.bits:
            self.first = number
        self.bits |= 1 << (number - self.first)
        if len(self._numbers) > self._size:
            first = self._numbers.popleft()
            self.first = self._numbers[0]
            self.bits >>= self.first - first


def iter_related(
    oldest_first: Iterable[tuple[str, Sequence[str]]], window: int = WINDOW, count: int = COUNT
) -> Iterator[tuple[str, list[str]]]:
    """Yield up to ``count`` related articles for each article, the best first.

    Articles are named by their files; each comes with the keys of its tags.
    """
    windows: defaultdict[str, _Window] = defaultdict(lambda: _Window(window))
    names: list[str] = []
    for number, (name, tags) in enumerate(oldest_first):
        own = [windows[key] for key in dict.fromkeys(tags)]
        filled = [one for one in own if one.bits]
        first = min([one.first for one in filled], default=0)
        best = _pick_best([one.bits << (one.first - first) for one in filled], count)
        yield name, [names[first + place] for place in best]
        names.append(name)
        for one in own:
            one.add(number)


def rank_related(sets: Iterable[Iterable[Candidate]], count: int = COUNT) -> list[str]:
    """Return the related articles of one, given the last older articles of each of its tags."""
    shared: Counter[Candidate] = Counter()
    for candidates in sets:
        shared.update(candidates)
    ranked = sorted(shared, key=lambda item: (shared[item], *item[1:]), reverse=True)
    return [name for name, *_ in ranked[:count]]


def _pick_best(sets: list[int], count: int) -> list[int]:
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
        left = bits ^ above  # what is in more sets is in this one too
        above = bits
        while left and len(best) < count:
            place = left.bit_length() - 1
            best.append(place)
            left ^= 1 << place
    return best
