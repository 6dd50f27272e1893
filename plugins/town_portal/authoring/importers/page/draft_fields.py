"""What a draft takes from a page's heading and body, and how sure each field is."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from town_portal.authoring.importers.draft import Draft
from town_portal.authoring.importers.page import address, fields
from town_portal.authoring.importers.page.address import Address
from town_portal.authoring.importers.page.assemble import Body
from town_portal.authoring.importers.page.fields import FoundField
from town_portal.authoring.importers.page.heading import Heading
from town_portal.authoring.importers.page.profile import Profile


def begin_draft(heading: Heading, where: Address) -> Draft:
    """Return a draft that holds all but the body."""
    path, _ = address.make_old_path(where.url)
    return Draft(
        heading.title.value,
        (),
        date=heading.moment.when if heading.moment else None,
        summary=heading.lead.value,
        author=heading.line.author,
        photographer=heading.line.photographer,
        source=heading.line.source,
        original_url=where.url,
        redirect_from=(path,) if path else (),
    )


def date_draft(
    draft: Draft, heading: Heading, words: str, zone: ZoneInfo
) -> tuple[Draft, list[FoundField]]:
    """Return the draft with a date out of its body where the page has none, and the fields."""
    when, lead = heading.when, heading.lead
    if draft.date is None:
        when, moment = fields.find_date_in_body(words, zone)
        draft = replace(draft, date=moment.when if moment else None)
    if draft.summary and not lead.value:
        lead = FoundField("sa-pô", draft.summary, 0.75, "đoạn đầu in đậm hoặc nghiêng cả đoạn")
    return draft, [heading.title, when, lead]


def list_body_fields(profile: Profile | None, made: Body, is_checked: bool) -> list[FoundField]:
    """Return how sure the body, its byline, photographs and captions are."""
    count = len(made.words.split())
    sure = (0.95 if is_checked else 0.8) if profile else 0.6
    reason = (
        "chỗ loại cổng này vẫn đặt nội dung bài" if profile else "phần nhiều chữ nhất, do máy đoán"
    )
    reason += "" if is_checked or not profile else ", chưa có gì để đối chiếu"
    names = "; ".join(
        f"{label}: {value}"
        for label, value in (
            ("tin", made.draft.author),
            ("ảnh", made.draft.photographer),
            ("nguồn", made.draft.source),
        )
        if value
    )
    return [
        FoundField("nội dung", f"{count} chữ", sure if count > 30 else min(sure, 0.5), reason),
        FoundField(
            "người viết", names, made.byline_sure, "dòng tên trong trang" if names else "không có"
        ),
        made.photographs,
        made.captions,
    ]
