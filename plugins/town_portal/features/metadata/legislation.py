"""Linked data of a document: schema.org's Legislation. Pure."""

from town_portal.core.data.tables import Town
from town_portal.core.records import Download
from town_portal.core.texts.document import Document, Standing
from town_portal.features.metadata.linked_data import Data, drop_unknown

FORCES = {"in-force": "InForce", "partly": "PartiallyInForce", "ended": "NotInForce"}
"""What is in force, as schema.org names it; what nobody knows, or will be, is left out."""


def describe_legislation(town: Town, document: Document, standing: Standing) -> Data:
    """Return a Legislation with its files; documents that it changes are named by address."""
    force = FORCES.get(standing.force)
    changed = (*standing.replaces, *standing.amends)
    return drop_unknown(
        {
            "@type": "Legislation",
            "@id": _make_id(town, document.url),
            "url": town.full(document.url),
            "name": document.heading,
            "abstract": document.summary or document.title,
            "legislationIdentifier": document.number,
            "legislationType": document.kind,
            "legislationPassedBy": {"@type": "GovernmentOrganization", "name": document.issuer},
            "legislationDate": document.issued.isoformat(),
            "temporalCoverage": _format_coverage(document, standing),
            "legislationLegalForce": force and f"https://schema.org/{force}",
            "legislationChanges": [
                {"@id": _make_id(town, item.url)} for item in changed if item.url
            ],
            "inLanguage": "vi",
            "isAccessibleForFree": True,
            "sameAs": document.official_url,
            "encoding": [_describe_encoding(town, file) for file in document.files],
        }
    )


def _describe_encoding(town: Town, file: Download) -> Data:
    return {
        "@type": "LegislationObject",
        "contentUrl": town.full(file.url),
        "contentSize": f"{file.size} B",
        "name": file.title,
    }


def _make_id(town: Town, url: str) -> str:
    return f"{town.full(url)}#van-ban"


def _format_coverage(document: Document, standing: Standing) -> str:
    """Return from when until when it is in force, as ISO 8601 writes a span; "" if unknown.

    One that is over since nobody knows when is not told to go on.
    """
    if not document.effective:
        return ""
    is_over = standing.force == "ended"
    end = (is_over and standing.since) or document.ended
    if is_over and not end:
        return ""
    return f"{document.effective.isoformat()}/{end.isoformat() if end else '..'}"
