"""Pelican's side of documents: who cites them, what is in force, their lists, links to them."""

from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from pelican.contents import Article, Page
from pelican.plugins import signals

from plugins._kit import adapt, dates, yamldoc
from plugins._kit.build import Build
from plugins._kit.document import Document, Mention
from plugins._kit.text import slug
from plugins.documents.citation import keys, linked
from plugins.documents.models import TABLE, DocumentKinds
from plugins.documents.pages import plan
from plugins.documents.register import Register

TABLES = (TABLE,)
UNSURE = (
    "số “{}” không ghi năm, mà văn bản mang số ấy ở đây lại do cơ quan khác ban hành ({}, ngày "
    "{:%d/%m/%Y}); hãy ghi thêm ngày ban hành của văn bản muốn nói, ví dụ “67-HĐBT ngày 02/3/1992”"
)
ADD = "hãy ghi thêm loại mới vào kinds của content/data/documents.yaml (chưa có tệp thì tạo)"
CLOSE = 0.75
"""How like a known kind an unknown one must be to be taken for a slip."""
TEMPLATE = "documents/document"


def note_citations(content: Any) -> None:
    """Note which documents a text cites, wherever they may be."""
    if isinstance(content, Article | Page) and hasattr(content, "findings"):
        content.citations = keys(content._content)


def set_up(generators: Iterable[Any]) -> None:
    """Tell each document what is known of it, plan the lists, give templates the links."""
    generators = list(generators)
    generator = generators[0]
    build: Build = generator.settings["BUILD"]
    contents = adapt.contents(generators)
    today = build.now.astimezone(build.zone).date()
    documents: tuple[Document, ...] = build.site.of("documents")
    register = Register(documents, today, _citing(contents))
    known = cast(DocumentKinds, build.data["documents"]).known
    standings = {}
    for content in (*contents, *adapt.drafts(generators)):
        if isinstance(content.record, Document):
            _check(content, known, build)
            _check_relations(content, register, build)
            content.force = standings[content.url] = register.standing(content.record)
    _last(register.changes(), build)
    size = generator.settings["DEFAULT_PAGINATION"]
    adapt.plan_pages(generator, plan(documents, standings, known, size))
    if documents:
        adapt.require_templates(generator, {TEMPLATE})
    _give(generator.context, register, build)


def _citing(contents: Iterable[Any]) -> dict[str, list[Mention]]:
    """Return the published texts by the keys of what they cite."""
    found: dict[str, list[Mention]] = {}
    for content in contents:
        if content.status != "published":
            continue
        for key in getattr(content, "citations", ()):
            found.setdefault(key, []).append(_mention(content.record))
    return found


def _mention(record: Any) -> Mention:
    day: Any = getattr(record, "date", None) or getattr(record, "day", None)
    title = getattr(record, "heading", record.title)
    return Mention(title, record.url, day.date() if isinstance(day, datetime) else day)


def _check(content: Any, kinds: Iterable[str], build: Build) -> None:
    """Refuse a kind that nobody knows; what was kept was right then."""
    if content.record.kind in kinds:
        return
    known = {slug(kind): kind for kind in kinds}
    near = get_close_matches(content.record.kind_key, known, n=1, cutoff=CLOSE)
    advice = f"có phải ý là “{known[near[0]]}”? Nếu không, {ADD}" if near else ADD
    sentence = f"không có loại văn bản “{content.record.kind}”; {advice}"
    build.faults.add(Path(content.source_path), content.document.line(("kind",)), "kind", sentence)


def _check_relations(content: Any, register: Register, build: Build) -> None:
    """Refuse a number that several authorities have each year, where another issuer's is here."""
    for field, number, other in register.unsure(content.record):
        sentence = UNSURE.format(number, other.issuer, other.issued)
        line = content.document.line(field)
        build.faults.add(Path(content.source_path), line, yamldoc.dotted(field), sentence)


def _last(days: Iterable[date], build: Build) -> None:
    """Note between which moments what is in force stays as it is."""
    build.lasts_between(dates.in_zone(day, build.zone).timestamp() for day in days)


def _give(context: Any, register: Register, build: Build) -> None:
    """Give templates ``cited``, which writes a body with its links to documents."""
    address = build.watch.function("document", register.address)

    def cited(html: str, here: str, root: str) -> str:
        """Return the body of the page ``here`` with links to documents, below ``root``."""

        def found(key: str) -> str:
            url = address(key)
            return f"{root}/{url}" if url and url != here else ""

        return linked(html, found)

    context["cited"] = cited


def register() -> None:
    """Connect to Pelican."""
    signals.content_object_init.connect(note_citations)
    signals.all_generators_finalized.connect(set_up)
