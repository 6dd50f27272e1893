"""People who write at the same time, as the editor's script does: save, keep, meet conflicts."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from tests.newsroom.running import Answer, Newsroom, Person

_DATA = re.compile(r'<script id="text-data"[^>]*>(.*?)</script>', re.DOTALL)


@dataclass
class Open:
    """A text in a person's editor: what the server has, and what was written since."""

    name: str
    digest: str
    base: str
    written: list[str] = field(default_factory=list)

    @property
    def html(self) -> str:
        """The editor's HTML now."""
        return "\n".join([self.base, *(f"<p>{sentence}</p>" for sentence in self.written)])


@dataclass
class Writer:
    """A person with open texts; ``statuses`` counts the answers."""

    person: Person
    token: str
    statuses: Counter[int] = field(default_factory=Counter)

    @classmethod
    def begin(cls, newsroom: Newsroom, name: str) -> Writer:
        """Sign in."""
        person = newsroom.person(name)
        return cls(person, person.token())

    def send(self, path: str, value: Any) -> Answer:
        """Send JSON with the token of a page that was opened before."""
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "X-CSRFToken": self.token,
        }
        answer = self.person._ask("POST", path, json.dumps(value).encode(), headers)
        self.statuses[answer.status] += 1
        return answer

    def open(self, name: str) -> Open:
        """Open a text."""
        page = self.person.get(f"sua/{name}/")
        found = _DATA.search(page.text)
        assert found, page
        data = json.loads(unescape(found[1]))
        return Open(name, data["digest"], data["html"])

    def keep(self, text: Open, sentence: str) -> Answer:
        """Let the editor keep a sentence that is not saved yet."""
        text.written.append(sentence)
        values = {"form": {}, "html": text.html}
        return self.send(f"sua/{text.name}/tu-luu", {"values": values, "digest": text.digest})

    def save(self, text: Open) -> Answer:
        """Save what was written."""
        html = text.html
        sent = {"html": html, "baseline": text.base, "digest": text.digest, "form": {}}
        answer = self.send(f"sua/{text.name}/luu", sent)
        if answer.status == 200:
            text.digest, text.base = answer.json["digest"], html
            text.written.clear()
        return answer

    def take_saved(self, text: Open) -> None:
        """Take over the version that another person has saved; one's own stays below it."""
        saved = self.open(text.name)
        text.digest, text.base = saved.digest, saved.base


@contextmanager
def database(newsroom: Newsroom) -> Iterator[sqlite3.Connection]:
    """Read the newsroom's database beside it."""
    with closing(sqlite3.connect(newsroom.data / "newsroom.sqlite3", timeout=30)) as opened:
        yield opened


def versions(newsroom: Newsroom, name: str) -> list[str]:
    """Return the words of all versions of a text."""
    with database(newsroom) as opened:
        rows = opened.execute("select text from history_version where path = ?", (name,))
        return [row[0] for row in rows]


def unsaved(newsroom: Newsroom, name: str) -> list[str]:
    """Return what people have kept of a text and not saved, as HTML."""
    with database(newsroom) as opened:
        rows = opened.execute('select "values" from texts_unsavedwork where path = ?', (name,))
        return [json.loads(row[0])["html"] for row in rows]
