"""The pages of information requests and of procedures. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, tzinfo

from town_portal.build.made import MadePage, SearchEntry
from town_portal.features.information.models import Information, Procedures

INFORMATION, PROCEDURES = "tiep-can-thong-tin/", "thu-tuc/"
DAYS = 5
"""Working days in which information is made public (Luật Tiếp cận thông tin, Điều 18 khoản 2)."""
SERVICES = "https://dichvucong.gov.vn/"
SHOWN = {
    INFORMATION: ("Tiếp cận thông tin", "information", "Về cổng này"),
    PROCEDURES: ("Thủ tục hành chính và dịch vụ công", "procedures", "Văn bản"),
}
"""The title of each page, its template, and its heading in Sơ đồ cổng."""


def plan_information_page(data: Information, zone: tzinfo) -> MadePage:
    """Return the page of public information, of the contact and of the form of requests."""
    values = {"contact": data.contact, "items": data.items, "days": DAYS}
    return _plan_page(INFORMATION, data, values, zone, [item.what for item in data.items])


def plan_procedures_page(data: Procedures, zone: tzinfo) -> MadePage:
    """Return the page of links to procedures."""
    values = {"groups": data.groups, "services": SERVICES}
    texts = [group.title for group in data.groups]
    entries = tuple(
        SearchEntry("Thủ tục", link.title, link.url, link.note or group.title)
        for group in data.groups
        for link in group.links
    )
    return replace(_plan_page(PROCEDURES, data, values, zone, texts), entries=entries)


def _plan_page(
    url: str,
    data: Information | Procedures,
    values: Mapping[str, object],
    zone: tzinfo,
    texts: list[str],
) -> MadePage:
    title, template, group = SHOWN[url]
    day = data.modified
    return MadePage(
        url,
        f"information/{template}",
        {**values, "title": title, "note": data.note, "modified": day},
        in_sitemaps=True,
        group=group,
        changed=datetime.combine(day, time(), zone) if day else None,
        paragraphs=(*([data.note] if data.note else []), *texts),
    )
