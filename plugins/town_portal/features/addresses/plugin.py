"""Pelican's side of addresses. The last plugin: it checks what all others have claimed."""

import re
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from pelican.contents import Article, Page
from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.texts import approval
from town_portal.features.addresses import check
from town_portal.features.addresses.known import FACTS, collect_known_targets

__all__ = ["FACTS", "register"]

_FROM_ROOT = re.compile(r'(?<=href=")/(?!/)')


def make_relative(content: Any) -> None:
    """Turn a body's links from the root into links from its page: the portal works anywhere."""
    if isinstance(content, Article | Page) and hasattr(content, "findings"):
        content._content = _FROM_ROOT.sub("../" * content.url.count("/"), content._content)


def check_addresses(generators: Iterable[Any]) -> None:
    """Check the links of bodies and data files; tell templates which addresses there are."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    shown = partial(_is_shown, build, _find_empty_sections(build))
    generators[0].context["published"] = build.watch.function("published", shown)
    nobody = adapt.has_none_approved(generators, build)
    known = collect_known_targets(build)
    for content in [*adapt.read_now(generators), *build.relinked()]:
        for link in adapt.list_links(content):
            source = content.relative_source_path
            fault = check.find_link_fault(link.address, source, content.url, known)
            if fault.endswith(check.APPROVE) and nobody:
                build.data_fault("town", ("review",), approval.NOBODY)  # for all of them
            elif build.unread and fault == check.NOWHERE.format(link.address):
                build.faults.asides.append(check.LATER)
            elif fault:
                line = content.findings["body_line"] + link.line - 1
                build.faults.add(Path(content.source_path), line, "", fault)
    _check_data(build)


def _find_empty_sections(build: Build) -> frozenset[str]:
    """Return the addresses of sections that have no content: no page leads there."""
    made = {page.url for page in build.made if page.is_empty}
    found = build.site.categories.items()
    return frozenset(made | {topic.url for topic, articles in found if not articles})


def _is_shown(build: Build, empty: Collection[str], url: str) -> bool:
    return url in build.claims and url not in empty


def _check_data(build: Build) -> None:
    """Check the fields ``to`` of data files: pages of the portal that menu, tasks, alerts name.

    A page made of a table that could not be read may be the one that is meant.
    """
    for name, table in build.data.items():
        for place, address in check.iter_targets(table):
            if address.lstrip("/") in build.claims:
                continue
            if build.unread:
                build.faults.asides.append(check.LATER)
                continue
            build.data_fault(name, place, f"không có trang “{address}” trong cổng")


def register() -> None:
    """Connect to Pelican."""
    signals.content_object_init.connect(make_relative)
    signals.all_generators_finalized.connect(check_addresses)
