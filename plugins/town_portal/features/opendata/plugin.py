"""Pelican's side of open data: a file for each month, written when one of its articles changed."""

from collections.abc import Iterable, Sequence
from copy import copy
from functools import partial
from typing import Any, cast

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.build.steps import Step, list_months
from town_portal.core.articles import Stored
from town_portal.features.opendata import records
from town_portal.features.opendata.records import INDEX, get_file_address, serialize_json


def write_months(generator: Any, _writer: Any) -> None:
    """Write the files."""
    build: Build = generator.settings["BUILD"]
    town, told = build.town, (build.town.base, build.town.name, build.town.rights)
    for month in build.work.keys(MONTHS):
        with build.outlet.task(MONTHS.name, month):
            paths = cast(Stored, build.site.articles.period(month)).paths
            if paths:
                contents = [build.content_of(path) for path in paths]
                known = [(_get_identity(content), content.record.identity) for content in contents]
                make = partial(_serialize_month, build, contents, month)
                build.outlet.put(get_file_address(month), (told, known), make)
    counts = [(month.day, month.count) for month in build.site.articles.months()]
    build.outlet.put(
        INDEX,
        (told, counts),
        lambda: serialize_json(records.build_index(town, counts).model_dump(mode="json")),
    )
    build.outlet.put(records.SCHEMA, None, lambda: serialize_json(records.build_schema()))


def _serialize_month(build: Build, contents: Sequence[Any], month: str) -> bytes:
    bodies = {content.url: content for content in contents}
    articles = [content.record for content in contents]
    found = records.build_month(build.town, month, articles, lambda url: _make_body(bodies[url]))
    return serialize_json(found.model_dump(mode="json"))


def _list_affected(_build: Build, changes: Any) -> list[str]:
    """Return the months of whose articles one has come, gone, or been edited."""
    listed = (item for change in changes.items for item in (change.was, change.now) if item)
    return sorted({item.row.day[:7] for item in listed})


MONTHS = Step("open data", "open data", lambda build: list_months(build.site), _list_affected)
STEPS = (MONTHS,)


def _make_body(content: Any) -> str:
    """Return the body with links from the content's own page, whichever page was written last."""
    content = copy(content)  # Pelican keeps what it has worked out
    root = "/".join([".."] * content.url.count("/"))
    return str(content._update_content(content._content, root))


def _get_identity(content: Any) -> Any:
    """Return what tells that a content is as before: the content itself where nobody keeps any."""
    return getattr(content, "identity", "") or content


def claim_addresses(generators: Iterable[Any]) -> None:
    """Claim the addresses."""
    build: Build = next(iter(generators)).settings["BUILD"]
    for url in (INDEX, records.SCHEMA):
        build.reserve(url)
    for month in build.site.articles.months():
        build.reserve(get_file_address(month.day))


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.make_generator_receiver(write_months))
    signals.all_generators_finalized.connect(claim_addresses)
