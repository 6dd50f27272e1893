"""Pelican's contents to records: the only place that knows both."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound
from pelican.contents import Article as PelicanArticle
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from town_portal.build.article import UNREVIEWED
from town_portal.build.build import Build
from town_portal.build.made import MadePage
from town_portal.core.data import yamldoc
from town_portal.core.data.tables import PEOPLE, PLACES, make_category_topic, tag_topic
from town_portal.core.records import Article, Page, Photo, Topic
from town_portal.core.text import shorten_text
from town_portal.core.texts.front import ArticleFront, Front
from town_portal.core.texts.kinds import find_kind

SUMMARY_LIMIT = 300


def list_contents(generators: Iterable[Any]) -> list[Any]:
    """Return Pelican's articles that were read in this build, and all pages; no drafts.

    Of articles that are as they were there is no object, unless a plugin of others asks for all.
    """
    found: list[Any] = []
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            found += [*generator.articles, *generator.translations, *generator.hidden_articles]
        elif isinstance(generator, PagesGenerator):
            found += [*generator.pages, *generator.translations, *generator.hidden_pages]
    return found


def list_pages(generators: Iterable[Any]) -> list[Any]:
    """Return Pelican's pages, hidden ones too, drafts left out."""
    return [
        content for content in list_contents(generators) if not isinstance(content, PelicanArticle)
    ]


def has_none_approved(generators: Iterable[Any], build: Build) -> bool:
    """Tell whether there are articles and none is shown, since the town wants each approved."""
    if not build.town.requires_review or UNREVIEWED not in build.absent.values():
        return False
    return not build.site.articles and not any(
        isinstance(content, PelicanArticle) for content in list_contents(generators)
    )


def list_drafts(generators: Iterable[Any]) -> list[Any]:
    """Return Pelican's drafts of articles and pages."""
    found: list[Any] = []
    for generator in generators:
        found += getattr(generator, "drafts", []) + getattr(generator, "draft_pages", [])
    return found


def read_now(generators: Iterable[Any]) -> list[Any]:
    """Return all articles, pages and drafts that were read in this build."""
    generators = list(generators)
    return list_unsettled([*list_contents(generators), *list_drafts(generators)])


def list_unsettled(contents: Iterable[Any]) -> list[Any]:
    """Return those that were read in this build; the others are as an earlier build left them."""
    return [content for content in contents if not getattr(content, "settled", False)]


def list_links(content: Any) -> tuple[Any, ...]:
    """Return the links of a content's body that may lead to a page of the portal."""
    return tuple(content.findings["links"]) if "findings" in vars(content) else content.links


def has_template(generator: Any, name: str) -> bool:
    """Tell whether the theme or a plugin has the template; Pelican's "simple" theme is no help.

    It is not compiled: whether there is a mistake in it, rendering will tell.
    """
    environment, folders = generator.env, _list_template_folders(generator)
    for ending in generator.settings["TEMPLATE_EXTENSIONS"]:
        try:
            _, file, _ = environment.loader.get_source(environment, f"{name}{ending}")
        except TemplateNotFound:
            continue
        return any(folder in Path(file).parents for folder in folders)
    return False


@cache
def make_generator_receiver(write: Callable[[Any, Any], None]) -> Callable[[Any], type[Generator]]:
    """Return the receiver that gives Pelican a generator whose only work is ``write``.

    It is called with the generator and the writer when the pages are written; each function has
    one receiver, however often its plugin is registered.
    """
    made = type(write.__name__, (WritingGenerator,), {"generate_output": write})
    return lambda _pelican: made


class WritingGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """A generator without contents of its own."""


def merge_writers(generators: Iterable[type]) -> list[type]:
    """Return Pelican's generators with one in the place of all that only write.

    Each makes an environment of templates and looks through all folders of templates.
    """
    generators = list(generators)
    writing = [generator for generator in generators if issubclass(generator, WritingGenerator)]

    def write_all(self: Any, writer: Any) -> None:
        for generator in writing:
            generator.generate_output(self, writer)

    merged = type("PortalGenerator", (WritingGenerator,), {"generate_output": write_all})
    others = [generator for generator in generators if generator not in writing]
    return [*others, merged] if writing else others


def write_page(generator: Any, writer: Any, url: str, template: str, /, **values: Any) -> None:
    """Write the page of an address that ends with a slash."""
    writer.write_file(
        f"{url}index.html",
        generator.get_template(template),
        generator.context,
        relative_urls=generator.settings["RELATIVE_URLS"],
        url=url,
        **values,
    )


def add_fault(content: Any, place: tuple[str | int, ...], sentence: str, build: Build) -> None:
    """Note what is wrong with a field of a content's head."""
    line = content.document.line(place)
    build.faults.add(Path(content.source_path), line, yamldoc.format_path(place), sentence)


def plan_pages(generator: Any, pages: Iterable[MadePage]) -> None:
    """Have pages written: claim their addresses; a template that nobody has is a fault."""
    build: Build = generator.settings["BUILD"]
    pages = list(pages)
    for page in pages:
        build.reserve(page.url)
    build.made += pages
    require_templates(generator, {page.template for page in pages})


def require_templates(generator: Any, names: Iterable[str]) -> None:
    """Note a fault for each template that neither the theme nor a plugin has."""
    build: Build = generator.settings["BUILD"]
    for name in sorted(names):
        if not has_template(generator, name):
            file = Path(generator.theme) / "templates" / f"{name}.html"
            build.faults.add(file, 1, "", "giao diện thiếu mẫu trang này")


def _list_template_folders(generator: Any) -> list[Path]:
    overrides = generator.settings["THEME_TEMPLATES_OVERRIDES"]
    return [Path(generator.theme) / "templates", *map(Path, overrides)]


def build_article_record(content: Any, build: Build) -> Article:
    """Return one Pelican article as a record."""
    front: ArticleFront = content.front
    findings: Mapping[str, Any] = content.findings
    url: str = content.url
    first = shorten_text(findings["first_paragraph"], SUMMARY_LIMIT)
    return Article(
        url=url,
        title=front.title,
        date=content.date,
        has_time=content.has_time,
        category=find_category(front.category, build),
        tags=tuple(tag_topic(name) for name in front.tags),
        people=tuple(tag_topic(name, PEOPLE) for name in front.people),
        places=tuple(tag_topic(name, PLACES) for name in front.places),
        lead=front.summary or "",
        summary=front.summary or first,
        modified=getattr(content, "modified", None),
        modified_has_time=isinstance(front.modified, datetime),
        author=front.author or "",
        photographer=front.photographer or "",
        source=front.source or "",
        original_url=front.original_url or "",
        cover=getattr(content, "cover_photo", None),
        photos=_address_photos(content, url),
        is_lead=front.lead,
        share=getattr(content, "share_picture", None),
    )


def _address_photos(content: Any, url: str) -> tuple[Photo, ...]:
    """Return the photographs of the content's figures, addressed from the root."""
    figures: tuple[Photo, ...] = getattr(content, "figures", ())
    return tuple(photo.below(url) for photo in figures)


def find_category(name: str, build: Build) -> Topic:
    """Return the category that an article names, as the data file has it."""
    known = build.categories.topic(name) if build.categories else None
    return known or make_category_topic(tag_topic(name).key, name)


def build_page_record(content: Any, build: Build) -> Page:
    """Return one Pelican page as a record, of its kind where it has one."""
    front: Front = content.front
    shared = {
        "key": content.key,
        "url": content.url,
        "title": front.title,
        "summary": front.summary or "",
        "order": getattr(front, "order", 1000),
        "modified": getattr(content, "modified", None),
    }
    kind = find_kind(content.relative_source_path)
    return kind.record(shared, front, content, build.zone) if kind else Page(**shared)


def build_record(content: Any, build: Build) -> Article | Page:
    """Return the record of an article or a page."""
    is_article = isinstance(content, PelicanArticle)
    return build_article_record(content, build) if is_article else build_page_record(content, build)


def group_pages_by_kind(contents: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    """Return the records of published pages, by the folder of their kind; those of none: ``""``."""
    found: dict[str, list[Any]] = {}
    for content in contents:
        if content.status == "published":
            kind = find_kind(content.relative_source_path)
            found.setdefault(kind.folder if kind else "", []).append(content.record)
    return {folder: _sort_pages(records) for folder, records in found.items()}


def _sort_pages(pages: Iterable[Page]) -> tuple[Page, ...]:
    return tuple(sorted(pages, key=lambda page: page.rank))
