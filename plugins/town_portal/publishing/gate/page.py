"""One page: what it is made of, and what a reader, a machine and a browser ask of it. Pure."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from town_portal.core.markup.allowlist import check_html
from town_portal.publishing.gate import html_check, modules, policy, tokens
from town_portal.publishing.gate.addresses import INDEX
from town_portal.publishing.gate.site import FRAGMENTS, MISSING, CheckedSite

NEVER_EMPTY = ("title", "creator", "description", "publisher", "identifier", "language")
"""Elements of Dublin Core that Nghị định 224/2026 (Đ11 k5) and TT 24/2011 ask of every page."""
OPEN_GRAPH = ("type", "title", "description")
_TEXT = re.compile(r'<div class="article__body"(?: data-module="lightbox")?>')
_WITH_TEXTS = frozenset({"article", "page", "document", "question", "draft"})
"""Kinds of pages in which such an element holds what staff have written."""
_DIV = re.compile(r"<(/?)div\b", re.IGNORECASE)
_DATA = frozenset({"application/ld+json", "application/json"})
_PROOFS = re.compile(r"(?:google[0-9a-f]{10,}|zalo_verifier\w+|yandex_\w+)\.html")
"""Files by which other services ask to prove whose site this is."""
_PROOF = 4_000
"""Bytes; such a file is no larger."""
TEMPLATE = "hãy sửa mẫu trang trong theme/templates rồi đăng lại"
METADATA = "hãy bổ sung ở bài hoặc ở content/data/town.yaml rồi đăng lại"
BANNED = " mà chính sách bảo mật không cho phép"
FOREIGN_PAGE = (
    "trang không có chính sách bảo mật, cổng không bao giờ tạo ra trang như vậy: hãy xóa tệp này "
    "khỏi thư mục bản công khai, kiểm tra máy rồi đăng lại"
)


@dataclass
class SitePage:
    """A page of the site: its file's path, its text, its tags."""

    path: str
    source: str
    site: CheckedSite

    @cached_property
    def cut(self) -> tokens.PageTags:
        """The page's tags."""
        found = tokens.cut_tags(self.source, self.is_fragment)
        return html_check.cut_tags(self.source, self.is_fragment) if found is None else found

    @property
    def is_fragment(self) -> bool:
        """Whether this is a piece that pages fetch by script."""
        return self.path.startswith(FRAGMENTS)

    @property
    def is_proof(self) -> bool:
        """Whether this file only proves to another service whose site this is."""
        return bool(_PROOFS.fullmatch(self.path)) and len(self.source) <= _PROOF

    @property
    def url(self) -> str:
        """The page's address, relative to the portal's root."""
        return self.path.removesuffix(INDEX)

    @cached_property
    def metas(self) -> dict[str, str]:
        """What ``meta`` elements say, by name or property; of several of one name the first."""
        found: dict[str, str] = {}
        for name, attributes in self.cut.elements:
            if name == "meta":
                keys = attributes.get("name"), attributes.get("property")
                for key in filter(None, keys):
                    found.setdefault(key, attributes.get("content", ""))
        return found

    @cached_property
    def policies(self) -> list[str]:
        """The content security policies in the page."""
        return [
            attributes.get("content", "")
            for name, attributes in self.cut.elements
            if name == "meta"
            and attributes.get("http-equiv", "").lower() == "content-security-policy"
        ]

    @cached_property
    def kind(self) -> str:
        """Which template made it, by the body's class."""
        for name, attributes in self.cut.elements:
            if name == "body":
                found = re.search(r"\bpage-(\w+)", attributes.get("class", ""))
                return found[1] if found else ""
        return ""

    @cached_property
    def ids(self) -> list[str]:
        """The ids of its elements."""
        return [attributes["id"] for _, attributes in self.cut.elements if "id" in attributes]


def iter_faults(page: SitePage) -> Iterator[str]:
    """Yield what is wrong with a page in itself: each what, and what to do, in Vietnamese."""
    if page.is_proof:
        return
    yield from _iter_html_faults(page)
    if not page.is_fragment:
        if not page.policies:
            yield FOREIGN_PAGE
            return
        yield from _iter_policy_faults(page)
        yield from _iter_description_faults(page)
    yield from _iter_inline_faults(page)
    yield from _iter_forbidden_markup(page)
    yield from _iter_linked_data_faults(page)


def _iter_forbidden_markup(page: SitePage) -> Iterator[str]:
    """Yield what the allow list does not permit in an article's own text."""
    for text in _iter_texts(page.source) if page.kind in _WITH_TEXTS else ():
        for written, _ in check_html(text, is_published=True):
            yield (
                f"bài có mã HTML “{_shorten_text(written)}” không được phép, có thể do "
                "kẻ xấu chèn vào: hãy xóa thư mục bản công khai, kiểm tra máy rồi đăng lại"
            )


def _iter_texts(source: str) -> Iterator[str]:
    """Yield the HTML of the texts of staff in a page: what Markdown and photographs made."""
    for begun in _TEXT.finditer(source):
        depth = 1
        for tag in _DIV.finditer(source, begun.end()):
            depth += -1 if tag[1] else 1
            if not depth:
                yield source[begun.end() : tag.start()]
                break


def _iter_html_faults(page: SitePage) -> Iterator[str]:
    yield from page.cut.errors
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield f"có {count} phần tử cùng id “{name}”: {TEMPLATE}"
    for name, attributes in page.cut.elements:
        if name == "img" and "alt" not in attributes:
            shown = attributes.get("src", "")
            yield f"ảnh “{shown}” không có lời tả (alt): {TEMPLATE}"


def _iter_policy_faults(page: SitePage) -> Iterator[str]:
    """Yield what is wrong with the policy; one after a script guards nothing of it."""
    for hole in policy.iter_holes(page.policies[0], page.site):
        yield f"{hole}: {policy.REMEDY}"
    first = page.source.find("<script")
    place = page.source.lower().find("content-security-policy")
    if -1 < first < place:
        yield f"chính sách bảo mật đứng sau mã lệnh đầu tiên nên không chặn được: {policy.REMEDY}"


def _iter_inline_faults(page: SitePage) -> Iterator[str]:
    for name, attributes in page.cut.elements:
        if name == "style":
            yield f"có thẻ <style>{BANNED}: hãy chuyển vào tệp CSS; {TEMPLATE}"
        for key in attributes:
            if key == "style" or (key.startswith("on") and len(key) > 4):
                yield f"thẻ <{name}> có thuộc tính {key}={BANNED}: {TEMPLATE}"
        yield from modules.iter_faults(name, attributes, page.site)
    allowed = " ".join(page.policies)
    for attributes, text in page.cut.scripts:
        if "src" in attributes or attributes.get("type", "").lower() in _DATA:
            continue
        digest = b64encode(sha256(text.encode()).digest()).decode()
        if f"'sha256-{digest}'" not in allowed:
            yield (
                f"có mã lệnh không nằm trong chính sách bảo mật (“{_shorten_text(text)}”), có thể "
                "do kẻ xấu chèn vào: hãy xóa thư mục bản công khai, kiểm tra máy rồi đăng lại"
            )


def _shorten_text(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:40]}…"


def _iter_description_faults(page: SitePage) -> Iterator[str]:
    """Yield what machines are not told of a page."""
    elements = page.cut.elements
    lang = next((given.get("lang", "") for name, given in elements if name == "html"), "")
    if not lang.strip():
        yield f"thiếu ngôn ngữ của trang (<html lang>): {TEMPLATE}"
    if not page.cut.title.strip():
        yield f"thiếu tiêu đề trang (<title>): {METADATA}"
    metas = page.metas
    wanted = ["description", *(f"DC.{name}" for name in NEVER_EMPTY)]
    wanted += [f"og:{name}" for name in OPEN_GRAPH]
    if page.site.base:
        wanted.append("og:url")
    empty = [name for name, value in metas.items() if _is_told(name) and not value.strip()]
    for name in dict.fromkeys((*(name for name in wanted if name not in metas), *empty)):
        yield f"thiếu hoặc bỏ trống mô tả “{name}”: {METADATA}"
    yield from _iter_canonical_faults(page)


def _is_told(name: str) -> bool:
    return name == "description" or name.startswith(("DC.", "og:", "article:"))


def _iter_canonical_faults(page: SitePage) -> Iterator[str]:
    found = [
        attributes.get("href", "")
        for name, attributes in page.cut.elements
        if name == "link" and attributes.get("rel") == "canonical"
    ]
    if page.site.is_sample:
        if found or "noindex" not in page.metas.get("robots", ""):
            yield f"là trang của cổng mẫu nên phải có noindex, không có canonical: {TEMPLATE}"
        return
    if not page.site.base or page.path == MISSING or page.kind == "moved":
        return
    wanted = f"{page.site.base}/{page.url}"
    if found != [wanted]:
        told = ", ".join(found) or "không có"
        yield f"địa chỉ chính thức (canonical) phải là {wanted}, nay là: {told}: {TEMPLATE}"
    address = page.metas.get("og:url", wanted)
    if address.strip() and address != wanted:
        yield f"og:url phải là {wanted}, nay là: {address}: {TEMPLATE}"


def _iter_linked_data_faults(page: SitePage) -> Iterator[str]:
    for attributes, text in page.cut.scripts:
        if attributes.get("type", "").lower() in _DATA:
            try:
                json.loads(text)
            except ValueError:
                yield f"dữ liệu JSON-LD trong trang không đọc được: {TEMPLATE}"
