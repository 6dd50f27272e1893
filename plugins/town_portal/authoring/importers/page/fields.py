"""Title, time, lead, author and source of a page: found by a profile's selectors. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup, Tag

from town_portal.authoring.importers.page import moment
from town_portal.authoring.importers.page.moment import FoundDate
from town_portal.authoring.importers.page.tree import extract_words
from town_portal.core import dates
from town_portal.core.text import fold_text, normalize_text

LONGEST_TITLE = 400
LONGEST_LEAD = 1_500
LONGEST_DATE_LINE = 200
_SITE = re.compile(r"\s+[-–—|»:]+\s+")
_FIELDS = (
    "textarea, select, input:not([type]), input[type='text' i], input[type='email' i], "
    "input[type='tel' i], input[type='password' i], input[type='date' i], input[type='file' i]"
)
_SITE_NAME = re.compile(
    r"(?:cong|trang) (?:thong tin|tt)\b.*|trang chu|trang nhat|website .*|"
    r"(?:ubnd|uy ban nhan dan|hdnd) (?:tinh|thanh pho|thi xa|huyen|quan|phuong|xa|thi tran) "
    r"[\w ]{2,40}"
)
_HEADINGS = ["h1", "h2", "h3", "h4", "strong", "b", "span", "div", "p", "td"]
_URL_DAY = re.compile(r"/(\d{4}-\d{2}-\d{2})/|/(\d{4}/\d{2}/\d{2})/")
_DATE_LABEL = re.compile(
    r"(?:ngay |gio )?(?:cap nhat|dang|xuat ban|phat hanh|dua tin)(?: \w+)?\s*:?"
)
_LABELLED = 80
"""Letters of a line that says when a page was published."""
_LABEL = re.compile(r"^\s*(?:tác giả|nguồn(?: tin)?|theo|người viết|by)\s*[::]\s*", re.I)


@dataclass(frozen=True, slots=True)
class FoundField:
    """A field of an article: its value as text, how sure it is (0 to 1), and why."""

    name: str
    value: str = ""
    sure: float = 0.0
    reason: str = "không tìm thấy"


@dataclass(slots=True)
class PageHead:
    """What a page says of itself outside its text, read before the tree is made safe."""

    og_title: str = ""
    title: str = ""
    published: str = ""
    site: str = ""
    """The site's own name."""
    fields: int = 0
    """Fields to be filled in."""
    shared: frozenset[str] = frozenset()
    """Lines that the pages of one import have in common, without accents."""

    @property
    def names(self) -> list[str]:
        """The page's titles, without what the site adds to them."""
        return [name for name in (self.og_title, self.title) if name]


def read_head(soup: BeautifulSoup) -> PageHead:
    """Return what a page's head says."""
    og = soup.select_one("meta[property='og:title'], meta[name='og:title']")
    head = PageHead(_join_lines(str(og.get("content") or "")) if og else "")
    head.title = _join_lines(soup.title.get_text()) if soup.title else ""
    site = soup.select_one("meta[property='og:site_name'], meta[name='application-name']")
    head.site = _join_lines(str(site.get("content") or "")) if site else ""
    head.fields = len(soup.select(_FIELDS))
    for selector in (
        "meta[property='article:published_time'], meta[itemprop='datePublished']",
        "meta[name='pubdate' i], meta[name='date' i], meta[name^='DC.date' i]",
    ):
        meta = soup.select_one(selector)
        head.published = head.published or (
            _join_lines(str(meta.get("content") or "")) if meta else ""
        )
    head.published = head.published or next(_iter_json_dates(soup), "")
    return head


def _iter_json_dates(soup: BeautifulSoup) -> Iterator[str]:
    """Yield the dates of publication that JSON-LD names."""
    for script in soup.select("script[type='application/ld+json']")[:20]:
        try:
            value: Any = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        items = value if isinstance(value, list) else [value]
        for item in items:
            graph = item.get("@graph", []) if isinstance(item, dict) else []
            for node in [item, *(graph if isinstance(graph, list) else [])]:
                if isinstance(node, dict) and isinstance(node.get("datePublished"), str):
                    yield node["datePublished"]


def find_first(page: Tag, selectors: Sequence[str], fits: Callable[[Tag], bool]) -> Tag | None:
    """Return the first element that fits, of the first selector that finds one."""
    for selector in selectors:
        for tag in page.select(selector, limit=40):
            if fits(tag):
                return tag
    return None


def find_title(
    page: Tag, selectors: Sequence[str], head: PageHead
) -> tuple[FoundField, Tag | None]:
    """Return the title and the element that holds it; the site's own name is none."""
    for selector in selectors:
        tag = find_first(page, [selector], lambda item: _may_be_title(extract_words(item), head))
        words = normalize_text(extract_words(tag)) if tag is not None else ""
        if words and any(fold_text(words) in fold_text(name) for name in head.names):
            reason = "trong trang và trong tên trang như nhau"
            return FoundField("tiêu đề", words, 0.98, reason), tag
        if words and not _is_site(words, head):
            return FoundField("tiêu đề", words, 0.8, "hiện ở chỗ của tiêu đề"), tag
    return FoundField("tiêu đề"), None


def find_title_in_head(head: PageHead, page: Tag) -> tuple[FoundField, Tag | None]:
    """Return the title that a page's head tells, with the place where the page shows it.

    Of a name in parts ("Bài – Cổng thông tin …") the one that stands in the page is taken, else
    the first that is not the site's.
    """
    if head.og_title:
        return FoundField("tiêu đề", head.og_title, 0.75, "thẻ og:title"), None
    parts = [item for item in _SITE.split(head.title) if item and not _is_site_name(item, head)]
    folded = {fold_text(part): part for part in parts if len(part.split()) > 1}
    for tag in page.find_all(_HEADINGS) if folded else ():
        words = extract_words(tag) if len(tag.get_text()) <= 2 * LONGEST_TITLE else ""
        if fold_text(words) in folded:
            return FoundField(
                "tiêu đề", normalize_text(words), 0.8, "một phần của tên trang, có trong trang"
            ), tag
    if parts:
        return FoundField(
            "tiêu đề", parts[0], 0.4, "phần đầu của tên trang, trang không hiện"
        ), None
    return FoundField("tiêu đề"), None


def _may_be_title(words: str, head: PageHead) -> bool:
    return 2 < len(words) <= LONGEST_TITLE and not _is_site_name(words, head)


def _is_site_name(words: str, head: PageHead) -> bool:
    """Tell whether a text names the site: as its head says, or as all pages of the import do."""
    plain = fold_text(" ".join(words.split())).strip(" .|-")
    is_name = plain in head.shared or bool(_SITE_NAME.fullmatch(plain))
    return is_name or (bool(head.site) and plain == fold_text(head.site))


def _is_site(words: str, head: PageHead) -> bool:
    """Tell whether a heading is the site's name: that of the page begins otherwise."""
    own = [part for name in head.names for part in _SITE.split(name)]
    return bool(own) and len(words.split()) < 4 and fold_text(words) not in map(fold_text, own)


def find_date(
    tag: Tag | None, head: PageHead, url: str, zone: ZoneInfo
) -> tuple[FoundField, FoundDate | None]:
    """Return when a page was published: what an element shows, else what head or address say."""
    shown = _parse_shown_date(tag, zone) if tag is not None else None
    meta = moment.find_moment(head.published, zone) if head.published else None
    path = _URL_DAY.search(url)
    in_url = moment.find_moment((path[1] or path[2].replace("/", "-")), zone) if path else None
    if shown:
        sure, reason = _compare_dates(shown, [item for item in (meta, in_url) if item])
        return _build_date_field(shown, sure, reason), shown
    if meta:
        return _build_date_field(meta, 0.8, "thông tin kèm trang, bạn đọc không thấy"), meta
    if in_url:
        return _build_date_field(in_url, 0.6, "ngày trong địa chỉ cũ"), in_url
    return FoundField("ngày đăng"), None


def find_dated(page: Tag, selectors: Sequence[str], zone: ZoneInfo) -> Tag | None:
    """Return the first element that shows a date."""
    return find_first(page, selectors, lambda item: _parse_shown_date(item, zone) is not None)


def find_labelled(page: Tag, zone: ZoneInfo) -> Tag | None:
    """Return the first short line that says when a page was published: "Ngày đăng: …"."""
    for tag in page.find_all(["div", "span", "p", "td", "small", "em", "i", "b", "strong", "li"]):
        words = extract_words(tag)
        if (
            len(words) <= _LABELLED
            and _DATE_LABEL.match(fold_text(words))
            and _parse_shown_date(tag, zone)
        ):
            return tag
    return None


def find_date_in_body(words: str, zone: ZoneInfo) -> tuple[FoundField, FoundDate | None]:
    """Return the first date that the body names, where the page tells none of its own."""
    found = moment.find_moment(words[:600], zone)
    if found is None:
        return FoundField("ngày đăng"), None
    day = FoundDate(date(found.when.year, found.when.month, found.when.day))
    return _build_date_field(
        day, 0.4, "ngày đầu tiên nhắc trong bài, có thể không phải ngày đăng"
    ), day


def _compare_dates(shown: FoundDate, others: Sequence[FoundDate]) -> tuple[float, str]:
    day = f"{shown.when:%Y-%m-%d}"
    if shown.doubt:
        return 0.6, f"ghi trong trang; {shown.doubt}"
    if not others:
        return 0.8, "ghi trong trang, không có gì để đối chiếu"
    if any(f"{other.when:%Y-%m-%d}" == day for other in others):
        return (
            0.98,
            "ghi trong trang, khớp với ngày trong địa chỉ cũ hoặc trong thông tin kèm trang",
        )
    return 0.6, "ghi trong trang, nhưng địa chỉ cũ hoặc thông tin kèm trang nói ngày khác"


def _build_date_field(found: FoundDate, sure: float, reason: str) -> FoundField:
    value = found.when
    has_time = hasattr(value, "hour")
    shown = dates.format_weekday(value) + (f", {value:%H:%M}" if has_time else "")
    return FoundField("ngày đăng", shown, sure, reason)


def _parse_shown_date(tag: Tag, zone: ZoneInfo) -> FoundDate | None:
    """Return the date that an element shows, else the one in its datetime attribute."""
    words = extract_words(tag)
    if len(words) > LONGEST_DATE_LINE:
        return None
    shown = moment.find_moment(words, zone)
    hidden = moment.find_moment(str(tag.get("datetime") or ""), zone)
    if shown and hidden and not hasattr(shown.when, "hour") and hasattr(hidden.when, "hour"):
        return hidden if f"{hidden.when:%Y%m%d}" == f"{shown.when:%Y%m%d}" else shown
    return shown or hidden


def find_lead(page: Tag, selectors: Sequence[str]) -> tuple[FoundField, Tag | None]:
    """Return the lead ("sapo") and the element that holds it."""
    tag = find_first(page, selectors, lambda item: 20 < len(extract_words(item)) <= LONGEST_LEAD)
    if tag is None:
        return FoundField("sa-pô"), None
    return FoundField(
        "sa-pô", normalize_text(extract_words(tag)), 0.8, "đoạn cổng cũ đặt riêng làm sa-pô"
    ), tag


def find_name(page: Tag, selectors: Sequence[str]) -> tuple[str, Tag | None]:
    """Return a person's or a paper's name in a place of its own, without its label."""
    tag = find_first(page, selectors, lambda item: 1 < len(extract_words(item)) <= 120)
    if tag is None:
        return "", None
    return normalize_text(extract_words(tag)), tag


def strip_label(words: str) -> str:
    """Return a name without "Tác giả:" or "Nguồn:" before it."""
    return _LABEL.sub("", words).strip(" .|")


def _join_lines(text: str) -> str:
    return normalize_text(" ".join(text.split()))
