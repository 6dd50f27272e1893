"""Pelican's generators of articles and pages, which read and write only what has changed."""

import os
from collections.abc import Callable
from contextlib import nullcontext
from copy import copy
from functools import partial
from typing import Any

from pelican.contents import Article, Content
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals

from town_portal.build.incremental.deferred import Deferred
from town_portal.build.incremental.session import Session
from town_portal.build.steps import PAGE
from town_portal.core.view import ContentView


class _Sparing:
    """What both have in common: Pelican's own way to cached contents, with another cache."""

    settings: dict[str, Any]

    @property
    def _session(self) -> Session:
        session: Session = self.settings["SPARING"]
        return session

    def get_files(
        self, paths: Any, exclude: list[str] | None = None, extensions: Any = None
    ) -> list[str]:
        """Return the texts below ``paths`` that are to be looked at, in order.

        With ``extensions``, which name texts of other kinds: the files that end so.
        """
        below = tuple(f"{os.path.normpath(path)}/" for path in paths)
        left_out = tuple(f"{os.path.normpath(path)}/" for path in exclude or ())
        endings = tuple(f".{extension}" for extension in extensions or ())
        found = self._session.build.stamps if extensions else self._wanted()
        return [
            path
            for path in found
            if path.endswith(endings or "")
            and path.startswith(below)
            and not path.startswith(left_out)
            and (extensions or self._include_path(path))  # type: ignore[attr-defined]
        ]

    def _wanted(self) -> list[str]:
        """Return the texts of which Pelican gets an object."""
        texts = self._session.texts
        if self._session.reads_all:
            return [path for path in texts.paths if not texts.is_hidden(path)]
        return sorted(texts.changed)

    def get_cached_data(self, filename: str, default: Any = None) -> Any:
        """Return the content of a file, as the build before left it, or ``default``."""
        return self._session.texts.content(filename) or default

    def cache_data(self, filename: str, data: Content) -> None:
        """Remember a content that was read."""
        self._session.texts.read(filename, data)

    def save_cache(self) -> None:
        """Do nothing: all is saved when the build has ended well."""

    def viewed(self, name: str, write: Callable[..., None]) -> Callable[..., None]:
        """Return the function that writes a page, giving it a view of the content ``name``."""
        build = self._session.build

        def write_view(*given: Any, **named: Any) -> None:
            content = named[name]
            with build.outlet.task(PAGE, content.relative_source_path):
                write(*given, **{**named, name: ContentView(content, build.values)})

        return write_view


class SparingArticlesGenerator(_Sparing, ArticlesGenerator):  # type: ignore[misc]
    """Reads the articles that have changed, and writes the pages that a change affects."""

    def generate_context(self) -> None:
        """Read the articles; of the others the context gets lists that fetch them when asked."""
        settings = self.settings
        paths = self.get_files(settings["ARTICLE_PATHS"], exclude=settings["ARTICLE_EXCLUDES"])
        self._session.texts.read_ahead(paths, self.read)
        super().generate_context()
        if not self._session.reads_all:
            self._defer()

    def _defer(self) -> None:
        """Put into the context what Pelican would have, of all articles."""
        whole = Whole(self)
        watch = self._session.build.watch
        for name in Whole.NAMES:
            self.context[name] = Deferred(name, partial(whole.get, name), watch)
        watch.source("context", whole.identity)

    def read(self, path: str) -> Content:
        """Read an article as Pelican does."""
        return self.readers.read_file(
            base_path=self.path,
            path=path,
            content_class=Article,
            context=self.context,
            preread_signal=signals.article_generator_preread,
            preread_sender=self,
            context_signal=signals.article_generator_context,
            context_sender=self,
        )

    def generate_output(self, writer: Any) -> None:
        """Write the pages."""
        due = self if self._session.reads_all else self._due()
        with getattr(writer, "together", nullcontext)():
            ArticlesGenerator.generate_output(due, writer)

    def _due(self) -> Any:
        """Return this generator with the articles whose pages are to be looked at."""
        due = copy(self)
        due.articles, due.hidden_articles, due.drafts = [], [], []
        lists = {"published": due.articles, "hidden": due.hidden_articles, "draft": due.drafts}
        for content in self._session.due_articles():
            lists[content.status].append(content)
        return due

    def generate_articles(self, write: Callable[..., None]) -> None:
        """Write the pages of articles."""
        super().generate_articles(self.viewed("article", write))

    def generate_drafts(self, write: Callable[..., None]) -> None:
        """Write the pages of drafts."""
        super().generate_drafts(self.viewed("article", write))


class Whole:
    """What Pelican's generator of articles gives the context, made when somebody asks for it."""

    NAMES = ("articles", "drafts", "hidden_articles", "dates", "tags", "categories", "authors")

    def __init__(self, generator: SparingArticlesGenerator) -> None:
        self._generator = generator
        self._made: dict[str, Any] = {}

    def get(self, name: str) -> list[Any]:
        """Return a list of the context."""
        if not self._made:
            generator = self._generator
            made = copy(generator)
            made.context = dict(generator.context)
            made.articles, made.drafts, made.hidden_articles = self._contents()
            made.tags, made.categories, made.authors = {}, {}, {}
            self._fill(made)
            self._made = {name: made.context[name] for name in self.NAMES}
        found: list[Any] = self._made[name]
        return found

    def _contents(self) -> tuple[list[Any], ...]:
        session, lists = self._generator._session, ("published", "draft", "hidden")
        return tuple(list(session.articles_of(status)) for status in lists)

    @staticmethod
    def _fill(made: Any) -> None:
        """Sort the articles as Pelican does."""
        by_category: dict[Any, list[Any]] = {}
        by_tag: dict[Any, list[Any]] = {}
        by_author: dict[Any, list[Any]] = {}
        for article in made.articles:
            by_category.setdefault(article.category, []).append(article)
            for tag in getattr(article, "tags", ()):
                by_tag.setdefault(tag, []).append(article)
            for author in getattr(article, "authors", ()):
                by_author.setdefault(author, []).append(article)
        newest_first = made.context["NEWEST_FIRST_ARCHIVES"]
        made.dates = sorted(made.articles, key=lambda item: item.date, reverse=newest_first)
        made.tags = by_tag
        made.categories = sorted(
            by_category.items(), reverse=made.settings["REVERSE_CATEGORY_ORDER"]
        )
        made.authors = sorted(by_author.items())
        made._update_context(Whole.NAMES)

    def identity(self, name: str) -> str:
        """Return what tells that a list of the context is as it was."""
        return self._generator._session.identity_of(name)


class SparingPagesGenerator(_Sparing, PagesGenerator):  # type: ignore[misc]
    """Reads the pages that have changed."""

    def _wanted(self) -> list[str]:
        session = self._session
        known = session.pages()
        return sorted({*session.texts.changed, *known})

    def generate_output(self, writer: Any) -> None:
        """Write the pages; see Pelican's."""
        with getattr(writer, "together", nullcontext)():
            super().generate_output(_Viewing(self, writer))


class _Viewing:
    """A writer that gives pages views of their contents."""

    def __init__(self, generator: SparingPagesGenerator, writer: Any) -> None:
        self.write_file = generator.viewed("page", writer.write_file)
