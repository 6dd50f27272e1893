"""Linked data (schema.org as JSON-LD): what search engines read. Pure."""

import re
from collections.abc import Iterable
from typing import Any

from town_portal.core.data.tables import Town
from town_portal.core.json_script import dump_json_script
from town_portal.core.records import Photo
from town_portal.features.metadata.subject import Subject

CONTEXT = "https://schema.org"
Data = dict[str, Any]
AGENCY = "#co-quan"
"""The fragment of the authority's identifier."""


def describe_news(town: Town, subject: Subject) -> Data:
    """Return a NewsArticle with its photographs and its publisher; the head has its description."""
    author = {"@type": "Person", "name": subject.creator}
    if subject.creator == town.name:
        author = {"@id": _make_organization_id(town)}
    return drop_unknown(
        {
            "@type": "NewsArticle",
            "url": subject.address,
            "headline": subject.headline,
            "datePublished": subject.date,
            "dateModified": subject.changed,
            "inLanguage": "vi",
            "isAccessibleForFree": True,
            "articleSection": subject.section,
            "keywords": list(subject.keywords),
            "image": [describe_image(town, photo) for photo in subject.photos],
            "author": author,
            "publisher": {"@id": _make_organization_id(town)},
            "copyrightHolder": {"@id": _make_organization_id(town)},
            "usageInfo": town.rights,
        }
    )


def describe_image(town: Town, photo: Photo) -> Data:
    """Return an ImageObject with caption, credit and licence.

    What is labelled (a sample, a drawing) is not what its caption tells of: its description stands
    there.
    """
    plain = photo.whole.plain
    return drop_unknown(
        {
            "@type": "ImageObject",
            "contentUrl": town.full(plain.url),
            "width": plain.width,
            "height": plain.height,
            "encodingFormat": plain.media_type,
            "caption": photo.alt if photo.label else photo.caption or photo.alt,
            "creditText": photo.credit,
            "license": licence_address(photo.licence),
        }
    )


def licence_address(name: str) -> str | None:
    """Return the address of a Creative Commons licence by its usual short name, None for others."""
    if name == "CC0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = re.fullmatch(r"CC (BY(?:-(?:SA|ND|NC|NC-SA|NC-ND))?) (\d\.\d)", name)
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else None


def describe_organization(town: Town) -> Data:
    """Return the GovernmentOrganization whose portal this is."""
    return drop_unknown(
        {
            "@type": "GovernmentOrganization",
            "@id": _make_organization_id(town),
            "name": town.name,
            "alternateName": list(town.other_names),
            "url": town.full(""),
            "logo": town.full(town.emblem_url) if town.emblem_url else None,
            "address": drop_unknown(
                {
                    "@type": "PostalAddress",
                    "streetAddress": town.address,
                    "addressRegion": town.province,
                    "addressCountry": "VN",
                }
            ),
            "telephone": town.telephone,
            "faxNumber": town.fax,
            "email": town.email,
            "foundingDate": town.valid and town.valid.since and town.valid.since.isoformat(),
            "dissolutionDate": town.valid and town.valid.until and town.valid.until.isoformat(),
        }
    )


def describe_publisher(town: Town) -> Data:
    """Return the organization as an article's page names it; the home page describes it."""
    full = describe_organization(town)
    return {name: full[name] for name in ("@type", "@id", "name", "url", "logo") if name in full}


def describe_website(town: Town, search: str | None) -> Data:
    """Return the WebSite; ``search`` is the address of the page that searches, if there is one."""
    action = search and {
        "@type": "SearchAction",
        "target": f"{town.full(search)}?q={{q}}",
        "query-input": "required name=q",
    }
    return drop_unknown(
        {
            "@type": "WebSite",
            "@id": f"{town.full('')}#cong",
            "url": town.full(""),
            "name": town.portal,
            "inLanguage": "vi",
            "publisher": {"@id": _make_organization_id(town)},
            "potentialAction": action,
        }
    )


def describe_breadcrumbs(town: Town, crumbs: Iterable[tuple[str, str]], title: str) -> Data:
    """Return the BreadcrumbList down to a page, which needs no address; ``crumbs`` lie above it."""
    levels = [("", "Trang chủ"), *crumbs]
    items: list[Data] = [
        {"@type": "ListItem", "position": number, "name": words, "item": town.full(place)}
        for number, (place, words) in enumerate(levels, 1)
    ]
    items.append({"@type": "ListItem", "position": len(items) + 1, "name": title})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def dump_script(town: Town, *things: Data) -> str:
    """Return the text of a script element: JSON in which nothing can end the element.

    A demonstration names no authority.
    """
    graph = [drop_unknown(_drop_id(thing)) for thing in things] if town.sample else list(things)
    return dump_json_script({"@context": CONTEXT, "@graph": [thing for thing in graph if thing]})


def _drop_id(thing: Data) -> Data:
    if thing.get("@type") == "GovernmentOrganization":
        return {}
    agency = {"GovernmentOrganization", AGENCY}
    return {name: item for name, item in thing.items() if not _list_names(item) & agency}


def _list_names(value: Any) -> set[str]:
    if not isinstance(value, dict):
        return set()
    return {value.get("@type", ""), "#" + value.get("@id", "").rpartition("#")[2]}


def _make_organization_id(town: Town) -> str:
    return f"{town.full('')}{AGENCY}"


def drop_unknown(data: Data) -> Data:
    """Return the entries of which something is known."""
    return {name: value for name, value in data.items() if value not in (None, "", [], ())}
