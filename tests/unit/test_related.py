"""Related articles: the fast way finds what the plain rule finds, in time that grows with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins._kit.records import Article, Topic
from plugins._kit.tables import tag_topic
from plugins.related.score import COUNT, WINDOW, related

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
NEWS = Topic("tin", "Tin", "chuyen-muc/tin/")
LETTERS = {letter: tag_topic(letter) for letter in "abcdefgh"}
words = st.text(alphabet="".join(LETTERS), max_size=6)
relaxed = settings(deadline=None)


def articles(tagged: Sequence[str]) -> tuple[Article, ...]:
    """Return an article for each word, tagged with its letters; the newest first."""
    return tuple(
        Article(
            url=str(number),
            title=word,
            date=FIRST + timedelta(days=number),
            has_time=False,
            category=NEWS,
            tags=tuple(LETTERS[letter] for letter in word),
        )
        for number, word in reversed(list(enumerate(tagged)))
    )


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
    """Return the addresses of the related articles of each article."""
    found = related(articles(tagged), window, count)
    return {url: [article.url for article in others] for url, others in found.items()}


@given(st.lists(words, max_size=60), st.integers(min_value=1, max_value=12), st.integers(0, 8))
@example(["abcdef"] * 9, 3, 5)
@example([], 1, 1)
@relaxed
def test_both_find_the_same(tagged: list[str], window: int, count: int) -> None:
    """With windows that fill up, with more candidates than wanted and fewer, for every site."""
    assert by_the_program(tagged, window, count) == by_the_rule(tagged, window, count)


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


@given(st.lists(words, max_size=30))
@relaxed
def test_the_found_are_the_very_articles(tagged: list[str]) -> None:
    """Pages show them, and are compared by them."""
    given = {article.url: article for article in articles(tagged)}
    found = related(given.values())
    assert found.keys() == given.keys()
    assert all(other is given[other.url] for others in found.values() for other in others)


def test_tags_are_the_same_in_each_spelling() -> None:
    """Tags are compared by their address."""
    (older,) = articles(["a"])
    newer = Article("n", "n", older.date, False, NEWS, tags=(tag_topic("A"),))
    assert related([newer, older])["n"] == (older,)


class Counted(tuple[Topic, ...]):
    """Tags that count how often they are gone through."""

    looks = 0

    def __iter__(self) -> Iterator[Topic]:
        """Count one look."""
        Counted.looks += 1
        return super().__iter__()


def looks(number: int) -> int:
    """Tell how often the tags of so many articles are gone through."""
    Counted.looks = 0
    listed = [
        Article(str(index), "", FIRST, False, NEWS, tags=Counted((tag_topic("a"),)))
        for index in range(number)
    ]
    related(listed)
    return Counted.looks


def test_the_work_grows_with_the_articles() -> None:
    """Twice as many articles are twice the work, not four times."""
    assert looks(800) == 2 * looks(400)
