"""Related articles: the fast way finds what the plain rule finds, in time that grows with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from town_portal.features.related.score import COUNT, WINDOW, iter_related, rank_related

words = st.text(alphabet="abcdefgh", max_size=6)
relaxed = settings(deadline=None)


def by_the_rule(tagged: Sequence[str], window: int, count: int) -> dict[str, list[str]]:
    """Return the same as ``related``, found by counting."""
    found: dict[str, list[str]] = {}
    for number, word in enumerate(tagged):
        shared: Counter[int] = Counter()
        for letter in set(word):
            of_letter = [other for other in range(number) if letter in tagged[other]]
            shared.update(of_letter[-window:])
        best = sorted(shared, key=lambda other: (-shared[other], -other))
        found[str(number)] = [str(other) for other in best[:count]]
    return found


def by_the_program(tagged: Sequence[str], window: int, count: int) -> dict[str, list[str]]:
    """Return the related articles of each article, all at once."""
    return dict(
        iter_related(((str(item), tags) for item, tags in enumerate(tagged)), window, count)
    )


def one_by_one(tagged: Sequence[str], window: int, count: int) -> dict[str, list[str]]:
    """Return the same, for each article alone."""
    found: dict[str, list[str]] = {}
    for number, word in enumerate(tagged):
        sets = [
            [
                (str(item), float(item), str(item))
                for item in range(number)
                if letter in tagged[item]
            ][-window:]
            for letter in set(word)
        ]
        found[str(number)] = rank_related(sets, count)
    return found


@given(st.lists(words, max_size=60), st.integers(min_value=1, max_value=12), st.integers(0, 8))
@example(["abcdef"] * 9, 3, 5)
@example([], 1, 1)
@relaxed
def test_both_find_the_same(tagged: list[str], window: int, count: int) -> None:
    """With windows that fill up, with more candidates than wanted and fewer, for every site."""
    by_the_rule_found = by_the_rule(tagged, window, count)
    assert by_the_program(tagged, window, count) == by_the_rule_found
    assert one_by_one(tagged, window, count) == by_the_rule_found


def test_both_find_the_same_in_a_large_site() -> None:
    """With the portal's own window and count, where articles have long left the window."""
    tagged = [f"{number * number:b}"[-8:] for number in range(3 * WINDOW)]
    tagged = [
        "".join("abcdefgh"[place] for place in range(len(word)) if word[place] == "1")
        for word in tagged
    ]
    assert by_the_program(tagged, WINDOW, COUNT) == by_the_rule(tagged, WINDOW, COUNT)


def test_both_find_the_same_across_a_gap() -> None:
    """A seldom tag reaches far back, beyond where the windows of the others begin."""
    tagged = ["ab", *["b"] * 150, "ac", *["bc"] * 40, "abc", "a", "c"]
    assert by_the_program(tagged, 7, COUNT) == by_the_rule(tagged, 7, COUNT)


class Counted(tuple[str, ...]):
    """Tags that count how often they are gone through."""

    looks = 0

    def __iter__(self) -> Iterator[str]:
        """Count one look."""
        Counted.looks += 1
        return super().__iter__()


def looks(number: int) -> int:
    """Tell how often the tags of so many articles are gone through."""
    Counted.looks = 0
    list(iter_related((str(index), Counted(("a",))) for index in range(number)))
    return Counted.looks


def test_the_work_grows_with_the_articles() -> None:
    """Twice as many articles are twice the work, not four times."""
    assert looks(800) == 2 * looks(400)
