"""Pelican's generators of articles and pages, which read only what has changed."""

import os
from typing import Any

from pelican.contents import Article, Content
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals

from plugins.incremental.past import Past
from plugins.incremental.session import Session


class _Sparing:
    """What both have in common: Pelican's own way to cached contents, with another cache."""

    settings: dict[str, Any]

    @property
    def _past(self) -> Past:
        session: Session = self.settings["SPARING"]
        return session.past

    def get_files(
        self, paths: Any, exclude: list[str] | None = None, extensions: Any = None
    ) -> list[str]:
        """Return the texts below ``paths`` that are shown, or may be, in order.

        With ``extensions``, which name texts of other kinds: the files that end so.
        """
        below = tuple(f"{os.path.normpath(path)}/" for path in paths)
        left_out = tuple(f"{os.path.normpath(path)}/" for path in exclude or ())
        endings = tuple(f".{extension}" for extension in extensions or ())
        found = self._past.files if extensions else self._past.texts
        return [
            path
            for path in found
            if path.endswith(endings or "")
            and path.startswith(below)
            and not path.startswith(left_out)
            and (extensions or self._is_wanted(path))
        ]

    def _is_wanted(self, path: str) -> bool:
        is_shown = self._past.is_shown(path)
        return self._include_path(path) if is_shown is None else is_shown  # type: ignore[attr-defined]

    def generate_output(self, writer: Any) -> None:
        """Write the pages."""
        with writer.together():
            super().generate_output(writer)  # type: ignore[misc]

    def get_cached_data(self, filename: str, default: Any = None) -> Any:
        """Return the content of a file, as the build before left it, or ``default``."""
        return self._past.content(filename) or default

    def cache_data(self, filename: str, data: Content) -> None:
        """Remember a content that was read."""
        self._past.read(filename, data)

    def save_cache(self) -> None:
        """Do nothing: all is saved when the build has ended well."""


class _ReadArticle(Article):  # type: ignore[misc]
    """An article that works out its path once: whoever asks for its address asks for that."""

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """Return the path below the content folder."""
        known: str | None = vars(self).get("relative_source_path")
        return known if known and not source_path else super().get_relative_source_path(source_path)


class SparingArticlesGenerator(_Sparing, ArticlesGenerator):  # type: ignore[misc]
    """Reads the articles that have changed."""

    def generate_context(self) -> None:
        """Read, and sort the articles as Pelican does."""
        settings = self.settings
        paths = self.get_files(settings["ARTICLE_PATHS"], exclude=settings["ARTICLE_EXCLUDES"])
        self._past.read_ahead(paths, self.read)
        super().generate_context()

    def read(self, path: str) -> Content:
        """Read an article as Pelican does."""
        return self.readers.read_file(
            base_path=self.path,
            path=path,
            content_class=_ReadArticle,
            context=self.context,
            preread_signal=signals.article_generator_preread,
            preread_sender=self,
            context_signal=signals.article_generator_context,
            context_sender=self,
        )


class SparingPagesGenerator(_Sparing, PagesGenerator):  # type: ignore[misc]
    """Reads the pages that have changed."""
