"""An article that is edited while the portal is looked at: its page alone is made again, in place.

That is done only where a whole build would change nothing else: the same title, first paragraph,
photographs, links. The state is not told; the next whole build finds the article changed and makes
the page as for the first time.
"""

import copy
import tempfile
import time
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pelican.contents import Article
from pelican.writers import Writer

from town_portal.build.incremental.session import Session
from town_portal.build.incremental.state import BodyRow, Row, TextRow
from town_portal.core.scan import Stamp, scan_folder

MOST = 8
"""Articles that are patched at once; for more, build."""


class Patcher:
    """Patches the output of a build that has just ended well, again and again."""

    def __init__(self, session: Session) -> None:
        assert session.ledger
        self._session, self._build = session, session.build
        self._output = Path(session.ledger.output)

    def patch(self) -> bool:
        """Make again the pages of the articles that were edited; False: a whole build is needed."""
        found = scan_folder(self._build.content, self._build.listings, time.time_ns())
        paths = _list_changed_files(self._build.stamps, found.stamps)
        since, until = self._build.span
        if not since <= time.time() < until or len(paths) > MOST or found.refused:
            return False
        if self._is_told_more:
            return False
        if not all(path in found.stamps for path in paths):
            return False
        self._build.stamps, self._build.listings = found.stamps, found.listings
        edited = [self._read(path) for path in paths]
        if not all(edited):
            return False
        self._write(edited)
        return True

    @property
    def _is_told_more(self) -> bool:
        """Whether what comes from outside the content folder has changed."""
        looks = self._build.look_outside.items()
        return any(look() != self._build.outside[name] for name, look in looks)

    def _read(self, path: str) -> Any:
        """Read an article again; None when more than its own page depends on what has changed."""
        texts, told = self._session.texts, self._build.told_so_far
        content = self._session.articles.read(path)
        if not isinstance(content, Article) or path in self._build.outward:
            return None
        for prepare in self._build.preparers:
            prepare([content])
        before = self._session.rows_of(path)
        after = list(texts.rows(path, content)) if self._build.told_so_far == told else []
        return content if before and list_visible_rows(before) == list_visible_rows(after) else None

    def _write(self, edited: list[Any]) -> None:
        """Render the pages beside the output, then put them in place."""
        generator = copy.copy(self._session.articles)
        generator.articles, generator.translations = edited, []
        generator.hidden_articles = generator.hidden_translations = []
        settings = generator.settings
        with tempfile.TemporaryDirectory(dir=self._build.state, prefix="patch-") as folder:
            write = partial(
                Writer(folder, settings).write_file, relative_urls=settings["RELATIVE_URLS"]
            )
            generator.generate_articles(write)
            for content in edited:
                (Path(folder) / content.save_as).replace(self._output / content.save_as)


def _list_changed_files(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> list[str]:
    """Return the files that came, went, or are not as they were."""
    return sorted({path for path, _ in before.items() ^ now.items()})


def list_visible_rows(rows: Iterable[Row]) -> set[Row]:
    """Return of the rows of a text what others can see."""
    return {
        row._replace(digest="", identity="") if isinstance(row, TextRow) else row
        for row in rows
        if not isinstance(row, BodyRow)
    }
