"""Open Graph: what Zalo, Facebook and others show of a link. Pure."""

from town_portal.core.data.tables import Town
from town_portal.features.metadata.subject import Subject

LOCALES = {"en": "en_GB"}
"""What Open Graph calls a language, where that is not the portal's own."""


def list_properties(town: Town, subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return the properties as (name, content), without the picture.

    Keywords are told by the other vocabularies.
    """
    found = [
        ("og:type", "article" if subject.is_article else "website"),
        ("og:title", subject.headline),
        ("og:description", subject.summary),
        ("og:site_name", town.portal),
        ("og:locale", LOCALES.get(subject.language, "vi_VN")),
    ]
    if town.base:
        found.append(("og:url", subject.address))
    if subject.is_article:
        found += [
            ("article:published_time", subject.date),
            ("article:modified_time", subject.changed),
            ("article:section", subject.section),
        ]
    return tuple(found)
