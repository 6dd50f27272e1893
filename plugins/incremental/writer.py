"""Pelican's writer, which renders only the pages that would come out otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase as fnmatch
from typing import Any

from pelican.plugins import signals
from pelican.writers import Writer

from plugins._kit.identity import UnknownKind
from plugins.incremental.ledger import NEVER, Ledger
from plugins.incremental.mark import mark
from plugins.incremental.session import Session
from plugins.incremental.shares import is_worthwhile, shared
from plugins.incremental.state import OutputRow

Page = tuple[str, str, tuple[Any, ...], dict[str, Any]]
"""A page to be rendered: name, identity of what it shows, and what Pelican's writer is given."""


class SparingWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """See the module's text. A page that Pelican itself cuts into several is always rendered."""

    def __init__(self, output_path: str, settings: Any) -> None:
        super().__init__(output_path, settings)
        self._waiting: list[Page] | None = None
        self._session: Session = settings["SPARING"]
        self._ledger: Ledger = self._session.ledger

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
        if "all_articles" in kwargs and kwargs["all_articles"] == context.get("articles", ()):
            kwargs["all_articles"] = context["articles"]  # tells when the template looks at it
        options = (relative_urls, paginated, template_name, override_output, url)
        known = NEVER
        is_own = not (paginated or template_name)
        if is_own and not self._is_wished(name):
            known = self._mark(template.name, {**kwargs, "url": url, "relative": relative_urls})
        if self._ledger.keeps(name, known):
            return
        self._session.rendered += 1
        page = name, known, (template, context, *options), kwargs
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
            for row in shared(pages, self._render):
                self._ledger.take(row)
        for page in pages:
            if page[0] not in self._ledger.fresh:
                self._render(page)

    def _render(self, page: Page) -> OutputRow:
        """Render a page, write it, and return what the ledger notes of it."""
        name, known, given, kwargs = page
        with self._session.build.watch.frame() as sights:
            super().write_file(name, *given, **kwargs)
        row = self._ledger.note(name, known, sights)
        if signals.content_written.receivers:
            self._ledger.note_beside(name)
        return row

    def _is_wished(self, name: str) -> bool:
        """Tell whether a plugin wants a page to be rendered each time."""
        patterns = self.settings["RENDER_ALWAYS"]
        return bool(patterns) and any(fnmatch(name, pattern) for pattern in patterns)

    def _mark(self, template: str, given: dict[str, Any]) -> str:
        try:
            return f"key={self.settings['RENDER_KEY']} {mark(template, given)}"
        except UnknownKind:
            return NEVER
