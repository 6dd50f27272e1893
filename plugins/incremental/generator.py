"""Pelican's generators of articles and pages, which read only what has changed."""

import os
from typing import Any

from pelican.contents import Content
from pelican.generators import ArticlesGenerator, PagesGenerator

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
    ) -> set[str]:
        """Return the texts below ``paths`` that are shown, or may be."""
        if extensions is not None:
            return super().get_files(paths, exclude, extensions)  # type: ignore[misc,no-any-return]
        below = tuple(f"{os.path.normpath(path)}/" for path in paths)
        left_out = tuple(f"{os.path.normpath(path)}/" for path in exclude or ())
        return {
            path
            for path in self._past.texts
            if path.startswith(below) and not path.startswith(left_out) and self._is_wanted(path)
        }

    def _is_wanted(self, path: str) -> bool:
        is_shown = self._past.is_shown(path)
        return self._include_path(path) if is_shown is None else is_shown  # type: ignore[attr-defined]

    def get_cached_data(self, filename: str, default: Any = None) -> Any:
        """Return the content of a file, as the build before left it, or ``default``."""
        return self._past.content(filename) or default

    def cache_data(self, filename: str, data: Content) -> None:
        """Remember a content that was read."""
        self._past.read(filename, data)

    def save_cache(self) -> None:
        """Do nothing: all is saved when the build has ended well."""


class SparingArticlesGenerator(_Sparing, ArticlesGenerator):  # type: ignore[misc]
    """Reads the articles that have changed."""


class SparingPagesGenerator(_Sparing, PagesGenerator):  # type: ignore[misc]
    """Reads the pages that have changed."""
