"""Pelican's writer, which renders only the pages that would come out otherwise."""

from fnmatch import fnmatchcase as fnmatch
from typing import Any

from pelican.contents import Content
from pelican.plugins import signals
from pelican.urlwrappers import URLWrapper
from pelican.writers import Writer

from plugins._kit.build import Build
from plugins._kit.identity import UnknownKind, identity
from plugins.incremental.ledger import NEVER, Ledger


class SparingWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """See the module's text. A page that Pelican itself cuts into several is always rendered."""

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
        build: Build = self.settings["BUILD"]
        ledger: Ledger = build.outlet  # type: ignore[assignment]
        known = NEVER
        is_own = not (paginated or override_output or template_name)
        if is_own and not any(fnmatch(name, one) for one in self.settings["RENDER_ALWAYS"]):
            known = self._mark(template.name, relative_urls, url, kwargs)
        if ledger.keeps(name, known):
            return
        with build.watch.frame() as sights:
            super().write_file(
                name,
                template,
                context,
                relative_urls,
                paginated,
                template_name,
                override_output,
                url,
                **kwargs,
            )
        ledger.note(name, known, sights)
        if signals.content_written.receivers:
            ledger.note_beside(name)

    def _mark(self, *given: Any) -> str:
        try:
            return identity(self.settings["RENDER_KEY"], *map(plain, given))
        except UnknownKind:
            return NEVER


def plain(value: Any) -> Any:
    """Return a value with Pelican's objects in it as plain data.

    Of a content all is looked at that was given to it after it was read; of one that it refers
    to, only what it is itself.
    """
    if isinstance(value, Content):
        own = vars(value)
        late = own.keys() - own["_base"] if "_base" in own else {"none"}
        return value.identity, [(name, _shallow(own[name])) for name in sorted(late)]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return _shallow(value)


def _shallow(value: Any) -> Any:
    if isinstance(value, Content):
        return value.url, getattr(value, "identity", value)
    if isinstance(value, URLWrapper):
        return type(value).__name__, value.name, value.slug
    if isinstance(value, list):
        return [_shallow(item) for item in value]
    return value
