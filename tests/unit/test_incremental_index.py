"""The index answers as looking at every article would, and steps are told what a change affects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from town_portal.build.build import Build
from town_portal.build.incremental.affected import AffectedKeys
from town_portal.build.incremental.cached import separate_identity
from town_portal.build.incremental.changes import compare_snapshots, take_snapshot
from town_portal.build.incremental.index import Index
from town_portal.build.incremental.lists import TopicLists, list_articles
from town_portal.build.incremental.state import OF_TEXTS, BodyRow, BuildState, TextRow
from town_portal.build.incremental.texts import iter_listed_rows
from town_portal.build.steps import Step, WrongSteps, sort_steps
from town_portal.core.articles import InMemory
from town_portal.core.data.tables import tag_topic
from town_portal.core.records import Article, Site, Topic
from town_portal.features.lists.plan import iter_list_keys, plan_list_pages
from town_portal.features.lists.step import LISTS
from town_portal.features.related.step import RELATED

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = datetime(2020, 12, 30, 8, tzinfo=ZONE)
NEWS = Topic("tin", "Tin", "chuyen-muc/tin/")


class Text(NamedTuple):
    """An article: when (in days), its tags as letters, its title, whether it leads."""

    day: int
    tags: str
    title: str
    lead: bool


texts = st.builds(
    Text,
    st.integers(0, 500),
    st.text("abcd", max_size=4),
    st.sampled_from(("x", "y")),
    st.booleans(),
)
sites = st.dictionaries(st.integers(0, 12), texts, max_size=9)


class World:
    """A state that is changed from one set of articles to the next."""

    def __init__(self) -> None:
        self.state = BuildState(Path(__file__) / "no folder", "in memory")
        self.build = cast(
            Build,
            SimpleNamespace(categories=None, zone=ZONE, day_lists=True, site=Site()),
        )
        self.known: dict[int, Text] = {}
        self.articles: list[Article] = []

    def become(self, wanted: dict[int, Text], *, is_new: bool = False) -> AffectedKeys:
        """Put articles in place of those before; return the work that this affects."""
        touched = [item for item in wanted | self.known if wanted.get(item) != self.known.get(item)]
        paths = [f"{number}.md" for number in touched]
        before = take_snapshot(self.state, paths)
        for table in OF_TEXTS:
            self.state.drop(table, "path", paths)
        for number in touched:
            if number in wanted:
                self._put(number, wanted[number])
        self.known = dict(wanted)
        listed = [article(number, text) for number, text in wanted.items()]
        self.articles = sorted(listed, key=lambda item: (item.date, item.url), reverse=True)
        index = Index(self.state, self.build)
        self.build.site = Site(
            articles=list_articles(index, ZONE),
            tags=TopicLists(index, "tags", ZONE),
            categories=TopicLists(index, "categories", ZONE),
        )
        work = AffectedKeys([RELATED, LISTS], self.state, self.build)
        work.spread(compare_snapshots(before, take_snapshot(self.state, paths), is_all=is_new))
        work.finish()
        return work

    def _put(self, number: int, text: Text) -> None:
        record, data = separate_identity(article(number, text))
        path, url = f"{number}.md", record.url
        row = TextRow(path, "", identity=repr(text), kind="article", status="published", url=url)
        self.state.put([row, BodyRow(path, data, b""), *iter_listed_rows(path, record)])

    @property
    def plain(self) -> Site:
        """The site as looking at every article gives it."""
        tags: dict[Topic, list[Article]] = {}
        for article in self.articles:
            for tag in dict.fromkeys(article.tags):
                tags.setdefault(tag, []).append(article)
        ordered = {topic: tuple(tags[topic]) for topic in sorted(tags, key=lambda item: item.title)}
        listed = InMemory(self.articles)
        return Site(listed, (), {NEWS: listed} if self.articles else {}, ordered)


def article(number: int, text: Text) -> Article:
    """Return the record of an article."""
    moment = FIRST + timedelta(days=text.day)
    tags = tuple(tag_topic(letter) for letter in text.tags)
    return Article(f"{number}/", text.title, moment, True, NEWS, tags, is_lead=text.lead)


def bare(found: Iterable[Any]) -> list[tuple[str, str]]:
    """Return what tells articles apart."""
    return [(item.url, item.title) for item in found]


@given(sites, sites)
@settings(deadline=None, max_examples=60)
def test_the_index_answers_as_the_articles_do(one: dict[int, Text], other: dict[int, Text]) -> None:
    """Lists, parts of them, months, days, periods, neighbours, topics, lead and newest."""
    world = World()
    world.become(one, is_new=True)
    world.become(other)
    site, plain = world.build.site, world.plain
    assert bare(site.articles) == bare(plain.articles)
    assert bare(site.articles[1:4]) == bare(plain.articles[1:4])
    assert bare(site.articles[1:][:2]) == bare(plain.articles[1:3])
    assert len(site.articles[2:9]) == len(plain.articles[2:9])
    for name in ("months", "days", "last_changes"):
        assert getattr(site.articles, name)() == getattr(plain.articles, name)()
    for day in ("2020", "2021-01", "2021-02-03"):
        assert bare(site.articles.period(day)) == bare(plain.articles.period(day))
        found = site.articles.anniversaries(f"2022{day[4:]:-<6}", 3)
        assert bare(found) == bare(plain.articles.anniversaries(f"2022{day[4:]:-<6}", 3))
    for item in plain.articles:
        assert [*map(name_of, site.articles.neighbours(item.url))] == [
            *map(name_of, plain.articles.neighbours(item.url))
        ]
    assert name_of(site.articles.lead) == name_of(plain.articles.lead)
    assert name_of(site.articles.newest) == name_of(plain.articles.newest)
    assert [(item.key, bare(found)) for item, found in site.tags.items()] == [
        (item.key, bare(found)) for item, found in plain.tags.items()
    ]


def name_of(found: Article | None) -> str:
    """Return what tells an article apart."""
    return found.url if found else ""


def shown(world: World, key: str) -> list[Any]:
    """Return what the pages of a list show."""
    return [
        (page.url, page.values.get("months"), page.values.get("calendar"), bare(item.articles))
        for page in plan_list_pages(world.build.site, key, 2)
        for item in (page.values["sheet"],)
    ]


@given(st.lists(sites, min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_what_is_affected_is_all_that_differs(steps: Sequence[dict[int, Text]]) -> None:
    """Related articles come out as when all are computed; no list that differs is left out."""
    world = World()
    before: dict[str, list[Any]] = {}
    for number, wanted in enumerate(steps):
        work = world.become(wanted, is_new=not number)
        now = {key: shown(world, key) for key in iter_list_keys(world.build.site)}
        differing = {
            item for item in before.keys() | now.keys() if before.get(item) != now.get(item)
        }
        if number:
            assert differing <= set(work.keys(LISTS))
        before = now
        assert RELATED.compute_all
        assert dict(RELATED.compute_all(world.build)) == {
            key: work.value(RELATED, key) for key in work.known_keys(RELATED)
        }


def step(gives: str, *reads: str) -> Step:
    """Return a step that does nothing."""
    return Step(gives, gives, lambda _build: (), lambda _build, _changes: (), reads)


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ((step("a", "b"), step("b", "a")), "wait for each other"),
        ((step("a"), step("a")), "two steps give 'a'"),
        ((step("a", "c"),), "reads 'c', which no step gives"),
    ],
)
def test_steps_that_do_not_fit_are_refused(steps: tuple[Step, ...], told: str) -> None:
    """Cycles, two givers of one value, and values that nobody gives."""
    with pytest.raises(WrongSteps, match=told):
        sort_steps(steps)


def test_steps_come_behind_what_they_read() -> None:
    """Whatever order they are declared in."""
    steps = (step("c", "b"), step("b", "a"), step("a"))
    assert [item.name for item in sort_steps(steps)] == ["a", "b", "c"]
