"""The published articles as the state has them: looked up, counted and sorted by SQLite.

Nobody makes an object of an article that is not asked for. What is asked is answered out of what
this build has put into the state, be it saved already or not.
"""

import pickle
from collections.abc import Mapping, Sequence
from typing import Any

from town_portal.build.build import Build
from town_portal.build.ending import StateLost
from town_portal.build.incremental.state import BuildState
from town_portal.core.data.tables import PEOPLE, PLACES, TAGS, make_category_topic, tag_topic
from town_portal.core.records import Article, Topic
from town_portal.core.text import make_sort_key

MOST_RECORDS = 20_000
"""Records that are kept in memory at once."""
FOLDERS = {"tags": TAGS, "people": PEOPLE, "places": PLACES}
NEWEST = "ORDER BY moment DESC, url DESC"


class Index:
    """The questions that this build asks of the state about articles."""

    def __init__(self, state: BuildState, build: Build) -> None:
        self._state, self._build = state, build
        self._records: dict[str, Article] = {}

    def ask(self, question: str, *given: Any) -> list[Any]:
        """Return the rows that answer a question."""
        return self._state.ask(question, *given)

    def remember(self, path: str, record: Article) -> None:
        """Have a record at hand that was made in this build."""
        if len(self._records) < MOST_RECORDS:
            self._records[path] = record

    def forget(self) -> None:
        """Have no record at hand: those of an earlier build are no longer right."""
        self._records.clear()

    def records(self, rows: Sequence[tuple[str, str]]) -> list[Article]:
        """Return the records of articles, given by path and identity."""
        lacking = [path for path, _ in rows if path not in self._records]
        if len(self._records) + len(lacking) > MOST_RECORDS:
            self.forget()
            lacking = [path for path, _ in rows]
        known = dict(rows)
        question = "SELECT path, record FROM bodies WHERE path IN ({})"
        for path, data in self._state.among(question, lacking):
            self._records[path] = load_record(data, known[path])
        try:
            return [self._records[path] for path, _ in rows]
        except KeyError as error:
            raise StateLost(f"a row is missing: {error}") from error

    def of_files(self, paths: Sequence[str]) -> list[Article]:
        """Return the articles of some files, in their order."""
        marks = ", ".join("?" * len(paths))
        found = dict(self.ask(f"SELECT path, shown FROM articles WHERE path IN ({marks})", *paths))
        return self.records([(path, found[path]) for path in paths if path in found])

    def named(self, kind: str) -> dict[Topic, int]:
        """Return the topics of a kind in the order of lists, each with its number of articles.

        One that is written in two ways shows its newest spelling.
        """
        found = self.ask(
            "SELECT key, title, count(*), max(moment) FROM topics WHERE kind = ?"
            " GROUP BY key ORDER BY max(moment) DESC",
            kind,
        )
        counts = {key: (title, count, moment) for key, title, count, moment in found}
        if kind == "categories":
            return self._categories(counts)
        topics = {
            tag_topic(self.title(kind, key), FOLDERS[kind]): row[1] for key, row in counts.items()
        }
        return dict(sorted(topics.items(), key=lambda item: make_sort_key(item[0].title)))

    def title(self, kind: str, key: str) -> str:
        """Return the newest spelling of a topic; empty where there is none."""
        question = f"SELECT title FROM topics WHERE kind = ? AND key = ? {NEWEST} LIMIT 1"
        found = self.ask(question, kind, key)
        return str(found[0][0]) if found else ""

    def _categories(self, found: Mapping[str, tuple[str, int, float]]) -> dict[Topic, int]:
        """Return the categories in the data file's order, empty ones too."""
        table = self._build.categories
        known = table.categories if table else ()
        topics = {
            item.key: make_category_topic(item.key, item.title, item.description) for item in known
        }
        others = {
            key: make_category_topic(key, row[0]) for key, row in found.items() if key not in topics
        }
        return {
            topic: found[key][1] if key in found else 0
            for key, topic in {**topics, **others}.items()
        }


def load_record(data: bytes, shown: str) -> Any:
    """Return a record that was pickled into a file of our own."""
    try:
        record = pickle.loads(data)
    except Exception as error:  # damaged bytes may fail in any way
        raise StateLost(str(error)) from error
    object.__setattr__(record, "identity", shown)
    return record
