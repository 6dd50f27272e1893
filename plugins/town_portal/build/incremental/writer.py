"""Pelican's writer, which renders only the pages that would come out otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pelican.plugins import signals
from pelican.writers import Writer

from town_portal.build.incremental.deferred import Deferred
from town_portal.build.incremental.looks import Frame
from town_portal.build.incremental.output_manifest import NEVER, OutputManifest, Task
from town_portal.build.incremental.page_fingerprint import compute_mark
from town_portal.build.incremental.session import Session
from town_portal.build.incremental.state import OutputRow
from town_portal.build.workers import is_worthwhile, share_work
from town_portal.core.identity import UnknownKind

Page = tuple[Task, str, str, tuple[Any, ...], dict[str, Any]]
"""A page to be rendered: whose it is, its name, the identity of what it shows, what is given."""


class SparingWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """See the module's text. A page that Pelican itself cuts into several is always rendered."""

    def __init__(self, output_path: str, settings: Any) -> None:
        super().__init__(output_path, settings)
        self._waiting: list[Page] | None = None
        self._session: Session = settings["SPARING"]
        assert self._session.ledger
        self._ledger: OutputManifest = self._session.ledger

    def write_file(  # noqa: PLR0913, PLR0917  # as Pelican's
        self,
        name: str,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: Any = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Render a page and write it, unless it is still right."""
        if "all_articles" in kwargs and isinstance(context.get("articles"), Deferred):
            kwargs["all_articles"] = context["articles"]  # tells when the template looks at it
        options = (relative_urls, paginated, template_name, override_output, url)
        known = NEVER
        is_own = not (paginated or template_name)
        if is_own and not self._session.foreign:
            known = self._mark(template.name, {**kwargs, "url": url, "relative": relative_urls})
        if self._ledger.keeps(name, known):
            return
        self._session.rendered += 1
        page = self._ledger.current, name, known, (template, context, *options), kwargs
        if self._waiting is None or not is_own:
            self._render(page)
        else:
            self._waiting.append(page)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Have the pages written inside rendered at the end, by several processes if many.

        Where other plugins hear of each page written, this process writes all of them.
        """
        if signals.content_written.receivers:
            yield
            return
        self._waiting = []
        yield
        pages, self._waiting = self._waiting, None
        if is_worthwhile(len(pages)) and self._session.state.is_shared:
            for row, seen in share_work(pages, self._render):
                self._ledger.take(row, seen)
        for page in pages:
            if page[1] not in self._ledger.fresh:
                self._render(page)

    def _render(self, page: Page) -> tuple[OutputRow, Frame]:
        """Render a page, write it, and return what the ledger notes of it."""
        task, name, known, given, kwargs = page
        with self._session.build.watch.frame() as sights:
            super().write_file(name, *given, **kwargs)
        with self._ledger.task(*task):
            row = self._ledger.note(name, known, sights)
        if signals.content_written.receivers:
            self._ledger.note_beside(name)
        return row, self._ledger.looks.get_frame(row.frame)

    def _mark(self, template: str, given: dict[str, Any]) -> str:
        try:
            return f"key={self._session.context['RENDER_KEY']} {compute_mark(template, given)}"
        except UnknownKind:
            return NEVER
