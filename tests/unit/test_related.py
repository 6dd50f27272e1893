"""Related articles: older ones that share the most tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins._kit.records import Article, Topic
from plugins._kit.tables import tag_topic
from plugins.related.score import COUNT, related

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
NEWS = Topic("tin", "Tin", "chuyen-muc/tin/")
tags = st.lists(st.sampled_from("abcdef"), max_size=4).map("".join)
relaxed = settings(deadline=None)


def articles(tagged: Sequence[str]) -> list[Article]:
    """Give an article for each word, tagged with its letters; the first word is the oldest."""
    made = [
        Article(
            url=str(number),
            title=word,
            date=FIRST + timedelta(days=number),
            has_time=False,
            category=NEWS,
            tags=tuple(tag_topic(letter) for letter in word),
        )
        for number, word in enumerate(tagged)
    ]
    return made[::-1]


def urls(tagged: Sequence[str], window: int = 100, count: int = COUNT) -> dict[str, list[str]]:
    """Give the addresses of the related articles of each article."""
    found = related(articles(tagged), window, count)
    return {url: [article.url for article in others] for url, others in found.items()}


def test_more_shared_tags_come_first_then_the_newer() -> None:
    """The rule: number of shared tags, then age."""
    assert urls(["ab", "a", "abc", "c", "ab", "abc"])["5"] == ["2", "4", "0", "3", "1"]


def test_a_tag_written_twice_counts_once() -> None:
    """Saying it twice brings no article nearer."""
    assert urls(["b", "aa", "ab"])["2"] == ["1", "0"]


def test_tags_are_the_same_in_each_spelling() -> None:
    """Tags are compared by their address."""
    older = articles(["A"])[0]
    newer = Article("n", "n", older.date, False, NEWS, tags=(tag_topic("a"),))
    assert related([newer, older])["n"] == (older,)


@given(st.lists(tags, max_size=25), st.lists(tags, min_size=1, max_size=5))
@relaxed
def test_publishing_changes_no_older_relation(tagged: list[str], more: list[str]) -> None:
    """The related articles of all that was there stay as they were, whatever is published."""
    before, after = urls(tagged, window=4), urls([*tagged, *more], window=4)
    assert before == {url: after[url] for url in before}


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
