"""Pelican's side of incremental builds; ``INCREMENTAL = False`` turns them off."""

from collections.abc import Iterable
from typing import Any

from pelican.plugins import signals

from town_portal.build.incremental.generator import SparingArticlesGenerator, SparingPagesGenerator
from town_portal.build.incremental.links import give_targets
from town_portal.build.incremental.opening import begin_session
from town_portal.build.incremental.session import Session
from town_portal.build.incremental.writer import SparingWriter


def note_wishes(pelican: Any) -> None:
    """Note the steps of all plugins, and which pages plugins want to have rendered each time."""
    plugins = pelican.plugins
    wishes = [getattr(plugin, "RENDER_ALWAYS", ()) for plugin in plugins]
    pelican.settings["RENDER_ALWAYS"] = [pattern for wish in wishes for pattern in wish]
    build = pelican.settings["BUILD"]
    build.steps = [step for plugin in plugins for step in getattr(plugin, "STEPS", ())]
    for plugin in plugins:
        build.facts.update(getattr(plugin, "FACTS", {}))


def spare_articles(generator: Any) -> None:
    """Open what the last build left, and read only the articles that have changed."""
    session = begin_session(generator.settings, generator.context)
    generator.settings["SPARING"] = session
    session.articles = generator
    if session.ledger:
        session.build.when_done.append(session.finish)
    give_targets(session)
    generator.__class__ = SparingArticlesGenerator


def spare_pages(generator: Any) -> None:
    """Read only the pages that have changed."""
    generator.__class__ = SparingPagesGenerator


def store_contents(generators: Iterable[Any]) -> None:
    """Take apart what was read: from here on nobody changes a content."""
    generators = list(generators)
    session: Session = generators[0].settings["SPARING"]
    session.store_contents(generators)
    for generator in generators:
        generator.env.bytecode_cache = session.compiled


def get_writer(pelican: Any) -> type[SparingWriter] | None:
    """Return the writer that renders only what has changed."""
    session: Session = pelican.settings["SPARING"]
    session.begin_writing()
    return SparingWriter if session.ledger else None


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(note_wishes)
    signals.article_generator_init.connect(spare_articles)
    signals.page_generator_init.connect(spare_pages)
    signals.all_generators_finalized.connect(store_contents)
    signals.get_writer.connect(get_writer)
