"""An article that is edited while the portal is looked at: its page alone is made again, in place.

That is done only where a whole build would change nothing else: the same title, first paragraph,
photographs, links. The state is not told; the next whole build finds the article changed and makes
the page as for the first time.
"""

import copy
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pelican.contents import Article
from pelican.writers import Writer

from plugins._kit.scan import Scan, Stamp, scan
from plugins.incremental.session import Session
from plugins.incremental.state import ContentRow

MOST = 8
"""Articles that are patched at once; for more, build."""


@dataclass(frozen=True)
class _Edited:
    content: Any
    row: ContentRow


class Patcher:
    """Patches the output of a build that has just ended well, again and again."""

    def __init__(self, session: Session) -> None:
        self._session, self._build = session, session.build
        generator = session.articles
        shown = (*generator.articles, *generator.hidden_articles)
        self._contents = {content.relative_source_path: content for content in shown}
        self._rows: dict[str, ContentRow] = {}

    def patch(self) -> bool:
        """Make again the pages of the articles that were edited; False: a whole build is needed."""
        found = scan(self._build.content, self._build.listings, time.time_ns())
        paths = _changed(self._build.stamps, found.stamps)
        since, until = self._build.span
        if not since <= time.time() < until or len(paths) > MOST or found.refused:
            return False
        if self._is_told_more:
            return False
        if not all(path in self._contents and path in found.stamps for path in paths):
            return False
        self._take(found)
        edited = [self._read(path) for path in paths]
        if not all(edited):
            return False
        self._write([item for item in edited if item])
        return True

    @property
    def _is_told_more(self) -> bool:
        """Whether what comes from outside the content folder has changed."""
        looks = self._build.look_outside.items()
        return any(look() != self._build.outside[name] for name, look in looks)

    def _take(self, found: Scan) -> None:
        self._build.stamps, self._build.listings = found.stamps, found.listings

    def _read(self, path: str) -> _Edited | None:
        """Read an article again; None when more than its own page depends on what has changed."""
        past, told = self._session.past, self._build.told_so_far
        row = self._rows.get(path) or past.row(path)
        content = self._session.articles.read(path)
        if not isinstance(content, Article) or path in self._build.outward:
            return None
        for prepare in self._build.preparers:
            prepare([content])
        taken = past.take_apart(path, content) if self._build.told_so_far == told else None
        if row is None or taken is None or not _shows_the_same(taken[0], row):
            return None
        before = self._contents[path]
        for name in vars(before).keys() - before._base:
            setattr(content, name, getattr(before, name))
        return _Edited(content, taken[0])

    def _write(self, edited: list[_Edited]) -> None:
        """Render the pages beside the output, then put them in place."""
        output = Path(self._session.ledger.output)
        generator = copy.copy(self._session.articles)
        generator.articles = [item.content for item in edited]
        generator.translations = generator.hidden_articles = generator.hidden_translations = []
        settings = generator.settings
        with tempfile.TemporaryDirectory(dir=self._build.state, prefix="patch-") as folder:
            write = partial(
                Writer(folder, settings).write_file, relative_urls=settings["RELATIVE_URLS"]
            )
            generator.generate_articles(write)
            for item in edited:
                page = item.content.save_as
                (Path(folder) / page).replace(output / page)
                before = self._contents[item.row.path]
                item.content._base = frozenset(vars(item.content)) - (
                    vars(before).keys() - before._base
                )
                self._contents[item.row.path] = item.content
                self._rows[item.row.path] = item.row


def _changed(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> list[str]:
    """Return the files that came, went, or are not as they were."""
    return sorted({path for path, _ in before.items() ^ now.items()})


def _shows_the_same(new: ContentRow, old: ContentRow) -> bool:
    """Tell whether nobody else can see that a text was edited."""
    return new._replace(stamp=old.stamp, digest=old.digest, identity=old.identity) == old
