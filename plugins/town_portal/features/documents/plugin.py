"""Pelican's side of documents: who cites them, what is in force, their lists, links to them."""

from collections.abc import Collection, Iterable
from typing import Any, cast

from pelican.contents import Article, Page
from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core import dates
from town_portal.core.texts.document import Document
from town_portal.core.view import NOTHING
from town_portal.features.documents.citation import list_cited_keys, make_linker
from town_portal.features.documents.models import TABLE, DocumentKinds, describe_unknown_kind
from town_portal.features.documents.pages import plan_pages
from town_portal.features.documents.register import (
    UNSURE,
    Register,
    citation_keys,
    gather_citing,
    note_citing,
)

TABLES = (TABLE,)
TEMPLATE = "documents/document"


def note_citations(content: Any) -> None:
    """Note which documents a text cites, wherever they may be."""
    if isinstance(content, Article | Page) and hasattr(content, "findings"):
        content.citations = list_cited_keys(content._content)


FACTS = {"citations": note_citing}


def set_up(generators: Iterable[Any]) -> None:
    """Tell each document what is known of it, plan the lists, give templates the links."""
    generators = list(generators)
    generator = generators[0]
    build: Build = generator.settings["BUILD"]
    today = build.today
    documents: tuple[Document, ...] = build.site.of("documents")
    noted = build.list_facts_with("citations", "keys", citation_keys(documents))
    register = Register(documents, today, gather_citing(noted))
    known = cast(DocumentKinds, build.data["documents"]).known
    standings = {}
    for content in (*adapt.list_pages(generators), *adapt.list_drafts(generators)):
        if isinstance(content.record, Document):
            _check(content, known, register, build)
            standings[content.url] = register.compute_standing(content.record)
    build.values["force"] = lambda content: standings.get(content.url, NOTHING)
    build.lasts_between(
        dates.convert_to_zone(day, build.zone).timestamp() for day in register.changes()
    )
    size = generator.settings["DEFAULT_PAGINATION"]
    adapt.plan_pages(generator, plan_pages(documents, standings, known, size))
    if documents:
        adapt.require_templates(generator, {TEMPLATE})
    look, known_as = build.watch.function, register.identity()
    generator.context["cited"] = make_linker(look("document", register.cited, known_as))
    generator.context["legal_status"] = look("legal status", register.status, known_as)


def _check(content: Any, known: Collection[str], register: Register, build: Build) -> None:
    """Refuse a kind that nobody knows, and numbers that may mean several documents."""
    if content.record.kind not in known:  # what was kept was right then
        adapt.add_fault(content, ("kind",), describe_unknown_kind(content.record, known), build)
    for field, number, other in register.unsure(content.record):
        sentence = UNSURE.format(number, other.issuer, other.issued)
        adapt.add_fault(content, field, sentence, build)


def register() -> None:
    """Connect to Pelican."""
    signals.content_object_init.connect(note_citations)
    signals.all_generators_finalized.connect(set_up)
