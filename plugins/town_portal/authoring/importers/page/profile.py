"""Where a product's pages have their title, time, lead and body: profiles, which are data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

import soupsieve
import yaml
from bs4 import Tag
from pydantic import AfterValidator

from town_portal.core.data.loading import Model

_PART = re.compile(r"\s*,\s*")
_LITERAL = re.compile(r"[.#]([\w-]+)|'([^']+)'")
ENOUGH = 3
"""Points of fingerprints from which a profile is believed."""


def _check_selector(value: str) -> str:
    soupsieve.compile(value)
    return value


Selector = Annotated[str, AfterValidator(_check_selector)]
"""A CSS selector."""
Selectors = tuple[Selector, ...]


class Fingerprint(Model):
    """Something by which a product's pages are known, and how much it counts.

    ``css`` is a selector that finds something in the page; ``address`` an expression that the
    page's address matches.
    """

    css: Selector | None = None
    address: str | None = None
    points: int = 1


class Profile(Model):
    """A product. Of each list of selectors the first that finds something is taken.

    ``main`` is the part of the page that a person looks at beside the draft; ``drop`` is taken out
    of the body.
    """

    name: str
    order: int = 100
    fingerprints: tuple[Fingerprint, ...] = ()
    main: Selectors = ()
    title: Selectors = ()
    date: Selectors = ()
    lead: Selectors = ()
    body: Selectors = ()
    author: Selectors = ()
    source: Selectors = ()
    drop: Selectors = ()


@lru_cache(1)
def load_profiles() -> tuple[Profile, ...]:
    """Return the profiles of the folder ``profiles``, one a file, the more particular first."""
    folder = files("town_portal.authoring.importers.page") / "profiles"
    found = [
        Profile.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        for file in folder.iterdir()
        if file.name.endswith(".yaml")
    ]
    return tuple(sorted(found, key=lambda profile: (profile.order, profile.name)))


def select_fitting(html: str) -> tuple[list[Profile], Profile]:
    """Return the products' profiles, and what holds for any page, as far as they fit a page.

    Left out are selectors whose class, id or value does not stand in the page's text anywhere:
    to look for each of the two hundred among all elements takes seconds on a long page.
    """
    text = html.lower()
    *products, common = (_restrict_profile(profile, text) for profile in load_profiles())
    return products, common


def _restrict_profile(profile: Profile, text: str) -> Profile:
    changed: dict[str, object] = {
        name: tuple(
            filter(None, (_keep_matching(selector, text) for selector in getattr(profile, name)))
        )
        for name in ("main", "title", "date", "lead", "body", "author", "source", "drop")
    }
    marks = ((mark, mark.css and _keep_matching(mark.css, text)) for mark in profile.fingerprints)
    changed["fingerprints"] = tuple(
        mark.model_copy(update={"css": css}) for mark, css in marks if css or mark.address
    )
    return profile.model_copy(update=changed)


def _keep_matching(selector: str, text: str) -> str:
    """Return the parts of a selector, between its commas, that may find something in a page."""
    parts = _PART.split(selector)
    return ", ".join(
        part for part in parts if all((a or b).lower() in text for a, b in _LITERAL.findall(part))
    )


def score_profile(profile: Profile, page: Tag, address: str) -> int:
    """Return how much speaks for a page being made by a product."""
    return sum(
        mark.points
        for mark in profile.fingerprints
        if (mark.css and page.select_one(mark.css) is not None)
        or (mark.address and re.search(mark.address, address, re.I))
    )


def choose_profile(page: Tag, address: str, products: Sequence[Profile]) -> Profile | None:
    """Return the profile that a page's fingerprints speak for; None where none is believed."""
    scored = [(score_profile(profile, page, address), profile) for profile in products]
    best = max((score for score, _ in scored), default=0)
    if best < ENOUGH:
        return None
    return next(profile for score, profile in scored if score == best)
