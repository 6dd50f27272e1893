"""A saved page to a draft, with how sure each field is and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup, Tag

from town_portal.authoring.importers.draft import Doubt, Draft
from town_portal.authoring.importers.page import address, fields, original, trim
from town_portal.authoring.importers.page.address import Address
from town_portal.authoring.importers.page.assemble import Body, assemble_body
from town_portal.authoring.importers.page.blocks import BlockWalk, PageBlock
from town_portal.authoring.importers.page.common_lines import drop_common
from town_portal.authoring.importers.page.draft_fields import (
    begin_draft,
    date_draft,
    list_body_fields,
)
from town_portal.authoring.importers.page.fallback import NOTHING, find_body
from town_portal.authoring.importers.page.fields import FoundField, PageHead
from town_portal.authoring.importers.page.heading import (
    Heading,
    PageContext,
    complete_heading,
    read_by_profile,
)
from town_portal.authoring.importers.page.kinds import explain_no_article
from town_portal.authoring.importers.page.profile import Profile, choose_profile, select_fitting
from town_portal.authoring.importers.page.saved import NoPage, NotArticle, Saved
from town_portal.authoring.importers.page.shots import Fetch, PageShot, find_shot, make_bytes_finder
from town_portal.authoring.importers.page.tree import (
    TOO_MUCH,
    TooMuch,
    extract_words,
    make_safe,
    parse_page,
)
from town_portal.core.text import shorten_text

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
BROKEN = "Trang lưu bị hỏng vài chữ (�); hãy so với bản gốc rồi gõ lại các chữ ấy."
OTHER = "Trang có một phần chữ nữa ở ngoài phần bài, chưa đưa vào; hãy xem có thuộc bài không:"
NO_DATE = "Không tìm thấy ngày đăng nên bản thảo lấy ngày nhập; hãy sửa lại cho đúng."
SAME_PATH = (
    "Địa chỉ cũ phân biệt các bài bằng phần sau dấu hỏi nên cổng không chuyển hướng được; "
    "người đang giữ liên kết cũ sẽ phải tìm bài bằng ô tìm kiếm."
)
MOST_PHOTOGRAPHS = 500
_CHECKED = 0.9
"""How sure a title is that stands in the page and in its name."""
_LEAST_WORDS = 5
_WORTH_TELLING = 20
"""Words of a part of the page from which its absence is told."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a page.

    ``fields`` are what the report shows, one a line; ``left_out`` the words of the page's body
    that are no part of the article; ``shown`` is the original's main part as harmless HTML, in
    which the photograph ``seen[N]`` has the source ``anh:N``. ``shots`` are those of the draft.
    """

    name: str
    product: str
    draft: Draft
    fields: tuple[FoundField, ...]
    left_out: tuple[str, ...] = ()
    shown: str = ""
    shots: tuple[PageShot, ...] = ()
    seen: tuple[PageShot, ...] = ()


@dataclass(slots=True)
class _Page:
    """A page on its way: its safe tree, its profile, the element of its body."""

    tree: Tag
    head: PageHead
    address: Address
    base: str
    profile: Profile | None
    common: Profile
    container: Tag
    others: list[str]
    main: Tag


def understand_page(
    saved: Saved,
    zone: ZoneInfo = VIET_NAM,
    fetch: Fetch | None = None,
    shared: frozenset[str] = frozenset(),
) -> Understood:
    """Return what a page says; ``shared`` are lines that are no content (common_lines.py).

    Raises NoPage, TooMuch, Missing, with sentences for staff.
    """
    page, seen = _prepare_page(saved, shared), list[PageShot]()
    shown = original.render_original(page.main, _look(page.base, seen))
    plain = extract_words(page.main)
    heading, dropped = _read_heading(page, zone)
    shown = _find_text_above(page.tree, heading, plain) + shown
    walk = BlockWalk(page.base)
    blocks, frames = drop_common(list(walk.blocks(page.container)), shared)
    _refuse_other_pages(heading, page, blocks)
    find_bytes = make_bytes_finder(saved.files, fetch)
    made = assemble_body(blocks, begin_draft(heading, page.address), find_bytes)
    is_clear = not (page.others or walk.doubts)
    draft, rows, of_fields = _add_fields(page, heading, made, zone, is_clear=is_clear)
    draft = replace(draft, doubts=(*_iter_body_doubts(saved, walk, page), *of_fields))
    product = page.profile.name if page.profile else "chưa biết"
    left_out = (*page.others, *dropped, *frames, *made.left_out)
    shots = (made.shots, tuple(seen))
    return Understood(saved.name, product, draft, rows, left_out, shown, *shots)


def _add_fields(
    page: _Page, heading: Heading, made: Body, zone: ZoneInfo, *, is_clear: bool
) -> tuple[Draft, tuple[FoundField, ...], list[Doubt]]:
    """Return the draft with its date and how sure each field is, the fields, what to look at.

    ``is_clear`` tells that nothing of the body was doubtful.
    """
    draft, found = date_draft(made.draft, heading, made.words, zone)
    where = page.address
    found += [FoundField("địa chỉ cũ", where.url, where.sure, where.reason)]
    is_checked = heading.title.sure > _CHECKED and is_clear
    rows = (*found, *list_body_fields(page.profile, made, is_checked))
    confidence = {row.name: row.sure for row in rows}
    return replace(draft, confidence=confidence), rows, _list_doubts(found, where.url)


def _refuse_other_pages(heading: Heading, page: _Page, blocks: Sequence[PageBlock]) -> None:
    """Raise NotArticle for a home page, a list, a map of the site or a form."""
    other = explain_no_article(heading.title.value, page.address.url, page.head.fields, blocks)
    if other:
        raise NotArticle(other)


def _iter_body_doubts(saved: Saved, walk: BlockWalk, page: _Page) -> Iterator[Doubt]:
    """Yield what a person should look at in the body."""
    yield from (Doubt("nội dung", text) for text in dict.fromkeys(walk.doubts))
    if saved.is_broken:
        yield Doubt("nội dung", BROKEN)
    yield from (Doubt("nội dung", f"{OTHER} “{shorten_text(text, 80)}”") for text in page.others)


def _find_text_above(tree: Tag, heading: Heading, plain: str) -> str:
    """Return what stands outside of the page's main part, whose words are ``plain``, as HTML.

    That is the title, the day, the lead and the names: a person compares these too.
    """
    places = {id(tag): place for place, tag in enumerate(tree.find_all(True))}
    tags = {
        id(tag): tag
        for tag in heading.tags
        if id(tag) in places and extract_words(tag) not in plain
    }
    found = [tags[key] for key in sorted(tags, key=lambda key: places[key])]
    html = "".join(original.render_original(tag, lambda _: "") for tag in found)
    title = heading.title.value
    if title not in " ".join([plain, *map(extract_words, found)]):
        html = f"<h1>{escape(title)}</h1>{html}"
    return html


def _read_heading(page: _Page, zone: ZoneInfo) -> tuple[Heading, list[str]]:
    """Return what stands around the body, and the words that were taken out of it as no article."""
    told = PageContext(page.head, page.address.url, zone, page.common)
    own = page.profile.drop if page.profile else ()
    heading = read_by_profile(page.tree, page.profile, told) if page.profile else Heading()
    dropped = trim.drop_selected(page.tree, page.container, (*own, *page.common.drop))
    heading = complete_heading(heading, page.container, told)
    trim.take_out(page.container, heading.tags)
    return heading, dropped


def _list_doubts(found: Sequence[FoundField], url: str) -> list[Doubt]:
    """Return what a person should look at in the fields."""
    doubts = [
        Doubt(item.name, f"Chưa chắc: {item.reason}.") for item in found if 0 < item.sure < 0.7
    ]
    if not found[1].value:
        doubts.append(Doubt(found[1].name, NO_DATE))
    if not address.make_old_path(url)[1]:
        doubts.append(Doubt("địa chỉ cũ", SAME_PATH))
    return doubts


def _prepare_page(saved: Saved, shared: frozenset[str]) -> _Page:
    soup = parse_page(saved.html)
    head = fields.read_head(soup)
    head.shared = shared
    where = address.find_original_address(soup, saved.html, saved.location, saved.path)
    base = _find_base(soup, where.url)
    products, common = select_fitting(saved.html)
    profile = choose_profile(soup, where.url, products)
    tree = make_safe(soup)
    container, others = _find_container(tree, profile, saved.html)
    if container is None or not extract_words(container):
        title, found = (
            fields.find_title_in_head(head, tree)[0].value,
            list(BlockWalk(base).blocks(tree)),
        )
        other = explain_no_article(title, where.url, head.fields, found)
        raise NotArticle(other) if other else NoPage(NOTHING)
    if len(container.find_all("img")) > MOST_PHOTOGRAPHS:
        raise TooMuch(TOO_MUCH)
    main = _main(container, profile)
    return _Page(tree, head, where, base, profile, common, container, others, main)


def _find_base(soup: BeautifulSoup, url: str) -> str:
    tag = soup.find("base", href=True)
    try:
        return urljoin(url, str(tag["href"])) if isinstance(tag, Tag) else url
    except ValueError:
        return url


def _find_container(tree: Tag, profile: Profile | None, html: str) -> tuple[Tag | None, list[str]]:
    """Return the element of the body: the profile's, else what trafilatura takes for it.

    With it come the words of longer elements of the same kind beside it, which a person may miss.
    """
    for selector in profile.body if profile else ():
        found = [
            tag for tag in tree.select(selector) if len(extract_words(tag).split()) >= _LEAST_WORDS
        ]
        if found:
            best = max(found, key=lambda tag: len(extract_words(tag)))
            around = {id(tag) for tag in [best, *best.parents, *best.find_all(True)]}
            others = [extract_words(tag) for tag in found if id(tag) not in around]
            return best, [words for words in others if len(words.split()) >= _WORTH_TELLING]
    return find_body(tree, html), []


def _main(container: Tag, profile: Profile | None) -> Tag:
    """Return the part of the page to be looked at beside the draft, the body in it."""
    around = [tag for tag in container.parents if tag.name != "[document]"]
    for selector in profile.main if profile else ():
        for tag in around:
            if tag.css.match(selector):
                return tag
    return next((tag for tag in around if tag.name in ("main", "article")), container)


def _look(base: str, seen: list[PageShot]) -> original.Look:
    """Return what stands in the original's place of a photograph, which is added to ``seen``."""

    def look(image: Tag) -> str:
        shot = find_shot(image, base)
        if shot is None:
            return ""
        seen.append(shot)
        return f'<img src="anh:{len(seen) - 1}" alt="{escape(shot.name or shot.alt or "ảnh")}">'

    return look
