"""Dublin Core, as Thông tư 24/2011/TT-BTTTT asks of the portals of state agencies. Pure.

Title, creator, date, description, publisher and identifier are never empty; an element of which
nothing is known is left out.
"""

from town_portal.core.data.tables import Town
from town_portal.features.metadata.subject import Subject

SCHEMA = "http://purl.org/dc/elements/1.1/"


def list_elements(town: Town, subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return the elements as (name, content), in the order of the standard."""
    found = (
        ("DC.title", subject.title),
        ("DC.creator", subject.creator),
        ("DC.subject", ", ".join((*filter(None, (subject.section,)), *subject.keywords))),
        ("DC.description", subject.summary),
        ("DC.publisher", town.name),
        ("DC.contributor", subject.contributor),
        ("DC.date", subject.changed or subject.date),
        ("DC.type", "Text"),
        ("DC.format", "text/html"),
        ("DC.identifier", subject.address),
        ("DC.source", subject.source),
        ("DC.language", subject.language),
        ("DC.coverage", ", ".join(filter(None, (town.short_name or town.name, town.province)))),
        ("DC.rights", town.rights or ""),
    )
    return tuple((name, content) for name, content in found if content)
