"""The table of contents that a spreadsheet opens, and the figures of the package. Pure."""

import csv
import json
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from town_portal.core import dates
from town_portal.core.data.tables import Town
from town_portal.core.records import Page
from town_portal.core.spreadsheet import escape_formulas
from town_portal.publishing.archive.contents import ArchiveEntry
from town_portal.publishing.archive.facts import HIDDEN, KINDS, PAGE, file_text

HEAD = (
    *("Số thứ tự", "Loại", "Số, ký hiệu", "Ngày", "Tiêu đề", "Cơ quan", "Chuyên mục", "Người viết"),
    *("Người chụp ảnh", "Nguồn", "Số ảnh", "Trang", "Văn bản", "Địa chỉ đã đăng"),
)


def write_files_beside(entries: Sequence[ArchiveEntry], town: Town) -> dict[str, bytes]:
    """Return what lies beside the pages: the texts, their table, and the figures."""
    texts = {entry.file: entry.text.encode() for entry in entries}
    told = write_figures(entries, town.portal, town.base or "", town.time_zone)
    return {**texts, "danh-muc.csv": write_table(entries), "so-lieu.json": told}


def write_table(entries: Sequence[ArchiveEntry]) -> bytes:
    """Return the table as Excel set to Vietnamese opens it: UTF-8 with its mark, semicolons."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for place, item in enumerate(entries, 1):
        writer.writerow([place, *map(escape_formulas, _build_row(item))])
    return text.getvalue().encode("utf-8-sig")


def _build_row(item: ArchiveEntry) -> list[str]:
    how, record = file_text(item.record), item.record
    kind = HIDDEN if item.is_hidden and item.article else how.kind
    title = record.heading if isinstance(record, Page) else record.title
    first = [kind, how.number, dates.format_day(how.day) if how.day else "", title, how.office]
    places = [item.page, item.file, item.address]
    article = item.article
    if article is None:
        return [*first, "", "", "", getattr(record, "source", ""), "", *places]
    words = [article.category.title, article.author, article.photographer, article.source]
    return [*first, *words, str(len(article.photos)), *places]


def write_figures(entries: Sequence[ArchiveEntry], portal: str, base: str, zone: str) -> bytes:
    """Return what the command tells the archivist: how many texts, of which days, by whom."""
    days = sorted(item.article.date.date() for item in entries if item.article)
    kinds = Counter(file_text(item.record).kind for item in entries)
    told = {
        "portal": portal,
        "address": base,
        "zone": zone,
        "articles": len(days),
        "pages": kinds[PAGE],
        "kinds": {kind: kinds[kind] for kind in KINDS if kinds[kind]},
        "first": dates.format_day(days[0]) if days else "",
        "last": dates.format_day(days[-1]) if days else "",
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()
