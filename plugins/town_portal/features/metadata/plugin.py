"""Pelican's side of the metadata: functions for the templates."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from html import unescape
from typing import Any

from pelican.plugins import signals

from town_portal.build.build import Build
from town_portal.core.data.tables import Town
from town_portal.core.records import Article
from town_portal.core.texts.document import Document, Standing
from town_portal.features.metadata import linked_data, subject
from town_portal.features.metadata.elements import describe_elements
from town_portal.features.metadata.legislation import describe_legislation
from town_portal.features.metadata.subject import Subject


def give_functions(generators: Iterable[Any]) -> None:
    """Let the templates ask what a page is about, and write it in the three vocabularies."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    town = build.town
    generators[0].context.update(
        article_subject=partial(subject.make_article_subject, town),
        page_subject=partial(make_page_subject, town),
        in_language=set_language,
        described=partial(describe_elements, town),
        article_data=partial(dump_article_data, town),
        document_subject=partial(subject.make_document_subject, town),
        document_data=partial(dump_document_data, town),
        home_data=partial(dump_home_data, town),
        crumbs_data=partial(dump_crumbs_data, town),
    )


def make_page_subject(town: Town, url: str, title: str, description: str, date: str) -> Subject:
    """Return the subject of a page that is no article; the texts are as they stand in its head."""
    plain = unescape(str(title)).removesuffix(f" – {town.portal}")
    told = unescape(str(description))
    return Subject(town.full(url), plain, told, town.name, changed=str(date).strip())


def set_language(subject: Subject, language: str) -> Subject:
    """Return the subject of a page that is not in Vietnamese."""
    return replace(subject, language=language)


def dump_article_data(town: Town, article: Article) -> str:
    """Return the linked data of an article; without photographs it shows its share picture."""
    news = linked_data.describe_news(town, subject.make_article_subject(town, article))
    if article.share and not article.photos:
        news["image"] = [town.full(article.share.url)]
    return linked_data.dump_script(town, news, linked_data.describe_publisher(town))


def dump_document_data(town: Town, document: Document, standing: Standing) -> str:
    """Return the linked data of a document."""
    return linked_data.dump_script(town, describe_legislation(town, document, standing))


def dump_home_data(town: Town, search: str | None) -> str:
    """Return the linked data of the home page."""
    about = linked_data.describe_website(town, search), linked_data.describe_organization(town)
    return linked_data.dump_script(town, *about)


def dump_crumbs_data(town: Town, crumbs: Iterable[tuple[str, str]], title: str) -> str:
    """Return the linked data of the way to a page; the title is as it stands in its head."""
    plain = unescape(str(title)).removesuffix(f" – {town.portal}")
    return linked_data.dump_script(town, linked_data.describe_breadcrumbs(town, crumbs, plain))


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(give_functions)
