"""Pelican's side of incremental builds; ``INCREMENTAL = False`` turns them off."""

from collections.abc import Iterable
from typing import Any

from pelican.plugins import signals

from plugins.incremental.generator import SparingArticlesGenerator, SparingPagesGenerator
from plugins.incremental.lists import watch_lists
from plugins.incremental.session import Session, begin
from plugins.incremental.writer import SparingWriter


def is_on(settings: Any) -> bool:
    """Tell whether this build is to spare work."""
    return bool(settings.get("INCREMENTAL", True))


def note_wishes(pelican: Any) -> None:
    """Note which pages plugins want to have rendered each time."""
    wishes = [getattr(plugin, "RENDER_ALWAYS", ()) for plugin in pelican.plugins]
    pelican.settings["RENDER_ALWAYS"] = [pattern for wish in wishes for pattern in wish]


def spare_articles(generator: Any) -> None:
    """Open what the last build left, and read only the articles that have changed."""
    if is_on(generator.settings):
        session = begin(generator.settings, generator.context)
        generator.settings["SPARING"] = session
        session.articles = generator
        generator.settings["BUILD"].when_done.append(session.finish)
        generator.__class__ = SparingArticlesGenerator


def spare_pages(generator: Any) -> None:
    """Read only the pages that have changed."""
    if is_on(generator.settings):
        generator.__class__ = SparingPagesGenerator


def settle_contents(generators: Iterable[Any]) -> None:
    """Take apart what was read: from here on nobody changes a content."""
    generators = list(generators)
    settings = generators[0].settings
    if is_on(settings):
        session: Session = settings["SPARING"]
        session.past.settle(session.context["generated_content"])
        for generator in generators:
            generator.env.bytecode_cache = session.compiled


def get_writer(pelican: Any) -> type[SparingWriter] | None:
    """Return the writer that renders only what has changed."""
    settings = pelican.settings
    if not is_on(settings):
        return None
    session: Session = settings["SPARING"]
    watch_lists(session.context, session.build.watch)
    settings["RENDER_KEY"] = session.render_key()
    return SparingWriter


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(note_wishes)
    signals.article_generator_init.connect(spare_articles)
    signals.page_generator_init.connect(spare_pages)
    signals.all_generators_finalized.connect(settle_contents)
    signals.get_writer.connect(get_writer)
