"""Whole outputs against the ones that were reviewed, file by file."""

from __future__ import annotations

import difflib
import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import feedparser
import html5lib
import pytest

from tests.once import once_a_run
from tests.portal import Page
from tests.sites.build_site import environment
from tests.sites.forks import run_pelican
from tests.value_kinds import find_misfits
from tools import goldens
from tools.goldens import Tree
from town_portal.core.system.places import ROOT

XLINK = "{http://www.w3.org/1999/xlink}href"
HTML = "{http://www.w3.org/1999/xhtml}"
MARKS = (
    *(
        "address",
        "alert",
        "alt",
        "attachment",
        "author",
        "block",
        "caption",
        "category",
        "contact",
        "correction",
    ),
    *("document", "number", "issuer", "replaced", "successor", "origin"),
    *("credit", "description", "group", "licence", "link", "menu", "note", "page", "performer"),
    *("place", "official", "responsible", "song", "source", "summary", "tag", "task", "tiles"),
    *("title", "town", "valid", "video"),
    *("about", "hours", "unit", "function", "head", "leader", "post", "biography", "english"),
    *("language", "monument", "festival", "province", "footer", "standard", "tested", "gap"),
    *("texts", "law"),
)
"""Where the hostile content has its scripts."""
SHOWN_LINES = 120
ACTING = ("iframe", "object", "embed", "base", "form", "marquee", "blink")
ADDRESSES = ("href", "src", "poster", "action", "formaction", "data", XLINK)
# An address of one of these kinds does nothing but lead somewhere.
HARMLESS = re.compile(r"(https?://|mailto:|tel:|geo:[\d.,-]+$|#|\.{1,2}/|\.$|/(?!/)|[^:]*$)")


@pytest.fixture(scope="module", params=goldens.NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a golden site."""
    return str(request.param)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Tree]:
    """Give a golden site by its name as it is built now; each is built once a run."""

    def found(name: str) -> Tree:
        def make(folder: Path) -> None:
            given = goldens.arguments(goldens.FOLDER / name / "content", folder / "output")
            env = environment({"SOURCE_DATE_EPOCH": goldens.CLOCK, "COLUMNS": "1000"})
            done = run_pelican(given, ROOT, env, folder / "pelican")
            assert (done.code, done.stderr) == (0, ""), done.stdout

        made = once_a_run(tmp_path_factory, f"reviewed-{name}", make)
        return goldens.read_output(made / "output")

    return cache(found)


@pytest.fixture(scope="module")
def site(name: str, sites: Callable[[str], Tree]) -> Tree:
    """A golden site as it is built now."""
    return sites(name)


def hunks(name: str, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the hunks of a unified diff: where each begins, and its lines; feeds get lines."""
    before, after = (text.replace("><", ">\n<").splitlines() for text in (old, new))
    place, lines = "", list[str]()
    for line in [*difflib.unified_diff(before, after, lineterm="", n=1)][2:]:
        if line.startswith("@@"):
            yield place, "\n".join(lines)
            place, lines = f"{name} {line}", []
        else:
            lines.append(line)
    yield place, "\n".join(lines)


def difference(old: Tree, new: Tree) -> str:
    """Return how two trees differ: lists of files, then each different change once."""
    lines = [f"thiếu: {name}" for name in sorted(old.keys() - new.keys())]
    lines += [f"thừa: {name}" for name in sorted(new.keys() - old.keys())]
    places: dict[str, list[str]] = {}
    for name in sorted(old.keys() & new.keys()):
        for place, change in hunks(name, old[name], new[name]) if old[name] != new[name] else ():
            if change:
                places.setdefault(change, []).append(place)
    for change, found in places.items():
        more = f" và {len(found) - 1} chỗ khác" if len(found) > 1 else ""
        lines += [f"{found[0]}{more}", *change.splitlines()]
    rest = len(lines) - SHOWN_LINES
    return "\n".join(lines[:SHOWN_LINES] + ([f"… và {rest} dòng nữa"] if rest > 0 else []))


def elements(tree: Tree) -> Iterator[tuple[str, str, dict[str, str], str]]:
    """Yield page, tag, attributes and text of every element of every page."""
    for name, text in tree.items():
        if name.endswith(".html"):
            for element in html5lib.parse(text).iter():
                if isinstance(element.tag, str):
                    tag = element.tag.rpartition("}")[2]
                    yield name, tag, dict(element.attrib), element.text or ""


def test_the_output_is_the_one_that_was_reviewed(name: str, site: Tree) -> None:
    """Every file of the output is as expected; `tasks.py goldens` writes them anew for review."""
    found = difference(goldens.read_expected(name), goldens.review_site(name, site))
    assert not found, f"\n{found}\n\nNếu thay đổi là đúng ý: python3 tasks.py goldens"


def is_own_form(attributes: dict[str, str]) -> bool:
    """Tell whether a form is the search or one that a script sends."""
    is_sent_by_script = attributes.get("class", "").endswith("__form needs-script")
    return attributes.get("role") == "search" or is_sent_by_script


def test_no_content_becomes_markup_that_acts(site: Tree) -> None:
    """No script but the portal's own, no handler, no address that runs, no frame, in any page."""
    inline = set()
    for page, tag, attributes, text in elements(site):
        where = f"{page}: <{tag}> {attributes}"
        assert tag not in ACTING or is_own_form(attributes), where
        assert not [key for key in attributes if key.lower().startswith("on")], where
        assert "style" not in attributes, where
        for key in ADDRESSES:
            assert HARMLESS.match(attributes.get(key, "").strip()), where
        if tag == "script":
            is_data = attributes.get("type", "").endswith("json")
            if not is_data and "src" not in attributes:
                inline.add(text)
                source = b64encode(sha256(text.encode()).digest()).decode()
                assert f"script-src 'self' 'sha256-{source}';" in site[page], where
            assert is_data or "/static/" in attributes.get("src", "/static/"), where
            # Data are read, never run: they must be JSON, and nothing in them may end the element.
            assert json.loads(text) and "<" not in text if is_data else "alert" not in text, where
    assert len(inline) == 1


def html_of_feed(name: str, text: str) -> Iterator[str]:
    """Yield what a feed gives as HTML: summaries and contents."""
    feed = feedparser.parse(text.encode(), sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, f"{name}: {feed.bozo_exception}"
    for entry in feed.entries:
        for part in (entry.summary_detail, *entry.get("content", [])):
            if part.type == "text/html":
                yield part.value


def test_feeds_are_xml_whose_html_does_not_act(site: Tree) -> None:
    """What feed readers get as HTML holds no script and no handler."""
    for name, text in site.items():
        for part in html_of_feed(name, text) if name.endswith((".atom", ".rss")) else ():
            for element in html5lib.parseFragment(part).iter():
                assert element.tag != f"{HTML}script", name
                assert not [key for key in element.attrib if key.startswith("on")], name


def test_every_value_is_of_its_kind(sites: Callable[[str], Tree]) -> None:
    """Meta elements, times, alternative texts and JSON-LD hold what they promise, in every page."""
    tree = sites("full")
    pages = [Page(name, text) for name, text in tree.items() if "<body" in text]
    assert {page.url: found for page in pages if (found := find_misfits(page))} == {}


def chrome(text: str) -> str:
    """Return what stands around a page's content, without what tells where the page is."""
    around = re.sub(r"<main\b.*</main>", "", text.partition("<body")[2], flags=re.DOTALL)
    here = r'(?:\.\./)+|(?<=")\./|#noi-dung| aria-current="\w+"'
    return re.sub(here, "", around.partition(">")[2].partition("</footer>")[0])


def test_every_page_has_the_same_chrome(site: Tree) -> None:
    """Masthead, menu and footer are the same around all pages but the home page and the 404."""
    apart = ("index.html", "404.html")
    pages = [name for name, text in site.items() if 'lang="vi"' in text[:60] and name not in apart]
    kinds = {chrome(site[name]): name for name in pages}
    assert len(kinds) == 1, sorted(kinds.values())


def test_no_control_character_is_in_any_text(site: Tree) -> None:
    """What a Markdown converter uses inside (STX, ETX and its place holders) stays inside."""
    for name, text in site.items():
        assert not re.search("[\x00-\x08\x0b-\x1f]|wzxhzdk", text.replace("\r\n", "\n")), name


def test_the_hostile_texts_are_all_shown(sites: Callable[[str], Tree]) -> None:
    """What is hostile is not taken away but shown as text."""
    tree = sites("hostile")
    text = "".join(text for name, text in tree.items() if name.endswith(".html"))
    for word in (
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&lt;img src=x onerror=alert(2)&gt;",
        "😀",
    ):
        assert word in text
    for mark in MARKS:
        assert f"alert(&#39;{mark}&#39;)" in text, mark


def test_one_wards_portal_does_not_name_the_former_town(sites: Callable[[str], Tree]) -> None:
    """Name, address and map of the authority are data: nothing of the town is left."""
    for name, text in sites("ward").items():
        assert "thị xã hồng lĩnh" not in text.lower(), name
        assert "thi-xa" not in name
