"""The table of contents that a spreadsheet opens, and the figures of the package. Pure."""

import csv
import json
from collections.abc import Sequence
from io import StringIO

from plugins._kit import dates
from plugins.archive.contents import Entry

HEAD = (
    *("Số thứ tự", "Loại", "Ngày đăng", "Tiêu đề", "Chuyên mục", "Người viết", "Người chụp ảnh"),
    *("Nguồn", "Số ảnh", "Trang", "Văn bản", "Địa chỉ đã đăng"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(entries: Sequence[Entry]) -> bytes:
    """Return the table as Excel set to Vietnamese opens it: UTF-8 with its mark, semicolons."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for place, item in enumerate(entries, 1):
        writer.writerow([place, *map(_as_text, _row(item))])
    return text.getvalue().encode("utf-8-sig")


def _row(item: Entry) -> list[str]:
    places = [item.page, item.file, item.address]
    article = item.article
    if article is None:
        return ["Trang", "", item.record.title, "", "", "", "", "", *places]
    kind = "Bài ngoài danh sách" if item.is_hidden else "Bài"
    words = [article.title, article.category.title, article.author, article.photographer]
    day = dates.day(article.date)
    return [kind, day, *words, article.source, str(len(article.photos)), *places]


def _as_text(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def figures(entries: Sequence[Entry], portal: str, base: str, zone: str) -> bytes:
    """Return what the command tells the archivist: how many texts, of which days, by whom."""
    days = sorted(item.article.date.date() for item in entries if item.article)
    told = {
        "portal": portal,
        "address": base,
        "zone": zone,
        "articles": len(days),
        "pages": len(entries) - len(days),
        "first": dates.day(days[0]) if days else "",
        "last": dates.day(days[-1]) if days else "",
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()
