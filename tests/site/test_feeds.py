"""Feeds: valid by their specifications, short, with full addresses and a picture."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from tests.portal import Portal

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMAS = Path(__file__).parent / "schemas"
MOST = 20


def validate(path: Path, schema: str) -> Any:
    """Return the root of a document that is valid by the schema."""
    rules = etree.RelaxNG(etree.parse(str(SCHEMAS / schema)))
    tree = etree.parse(str(path))
    assert rules.validate(tree), f"{path}: {rules.error_log}"
    return tree.getroot()


def atom_feeds(portal: Portal) -> list[Path]:
    """Return the Atom feed of all news and those of the categories."""
    found = sorted(portal.output.rglob("tin.atom"))
    assert len(found) > 1
    return found


def test_every_feed_can_be_read_in_a_browser(portal: Portal) -> None:
    """A feed names the one style sheet, by an address that works below any path."""
    for path in [*portal.output.rglob("tin.atom"), *portal.output.rglob("tin.rss")]:
        style = etree.parse(str(path)).getroot().getprevious()
        assert style.target == "xml-stylesheet"
        assert style.get("type") == "text/css"
        assert (path.parent / style.get("href")).resolve() == portal.output / "tin.css"


def test_atom_is_valid(portal: Portal) -> None:
    """Every Atom feed follows the grammar of RFC 4287."""
    for path in atom_feeds(portal):
        validate(path, "atom.rng")


def test_atom_entries_have_an_author(portal: Portal) -> None:
    """Every entry has an author, its own or the feed's, as RFC 4287 (4.1.1) asks."""
    for path in atom_feeds(portal):
        root = etree.parse(str(path)).getroot()
        without = [
            entry for entry in root.iter(f"{ATOM}entry") if entry.find(f"{ATOM}author") is None
        ]
        assert root.find(f"{ATOM}author") is not None or not without, path


def test_atom_ids_are_unique(portal: Portal) -> None:
    """No two entries of a feed have one id, and an article has one id in all feeds."""
    known: dict[str, str] = {}
    for path in atom_feeds(portal):
        root = etree.parse(str(path)).getroot()
        ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
        assert len(ids) == len(set(ids))
        for entry in root.iter(f"{ATOM}entry"):
            link = entry.find(f"{ATOM}link[@rel='alternate']").get("href")
            assert known.setdefault(link, entry.findtext(f"{ATOM}id")) == entry.findtext(
                f"{ATOM}id"
            )


def test_atom_names_its_own_address(portal: Portal) -> None:
    """A feed says where it lies and which page it belongs to, and both answer."""
    for path in atom_feeds(portal):
        links = etree.parse(str(path)).getroot().findall(f"{ATOM}link")
        found = {link.get("rel"): link.get("href") for link in links}
        assert portal.file(found["self"]) == path
        assert portal.file(found["alternate"]) == path.parent / "index.html"


def test_rss_is_valid(portal: Portal) -> None:
    """The RSS feed has the structure of RSS 2.0, with dates of RFC 822."""
    root = validate(portal.output / "tin.rss", "rss.rng")
    for moment in root.iter("pubDate", "lastBuildDate"):
        assert parsedate_to_datetime(moment.text).tzinfo is not None


def test_rss_guid_is_an_address_or_says_that_it_is_none(portal: Portal) -> None:
    """A guid that is no address carries isPermaLink="false", else readers follow it."""
    root = etree.parse(str(portal.output / "tin.rss")).getroot()
    wrong = [
        guid.text
        for guid in root.iter("guid")
        if guid.get("isPermaLink", "true") == "true" and portal.file(guid.text) is None
    ]
    assert wrong == []


def all_feeds(portal: Portal) -> Iterator[tuple[Path, Any]]:
    """Give each feed and what a feed reader makes of it."""
    for path in [*atom_feeds(portal), portal.output / "tin.rss"]:
        yield path, feedparser.parse(path.read_bytes())


def test_feed_readers_understand_it(portal: Portal) -> None:
    """A feed reader takes every feed without complaint: Vietnamese, titled, not too long."""
    for path, feed in all_feeds(portal):
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.feed.title, path
        assert feed.feed.language == "vi"
        assert 0 < len(feed.entries) <= MOST


def test_entries_are_the_newest_articles(at_root: Portal) -> None:
    """The feed of all news holds the newest articles, the newest first."""
    urls = sorted((page.url for page in at_root.of_kind("article")), reverse=True)
    newest = [url[:10] for url in urls][:MOST]
    for name in ("tin.atom", "tin.rss"):
        feed = feedparser.parse((at_root.output / name).read_bytes())
        links = [entry.link.removeprefix(at_root.address) for entry in feed.entries]
        assert [link[:10] for link in links] == newest
        assert set(links) <= set(urls)


def test_links_are_full_and_answer(portal: Portal) -> None:
    """Every entry leads to an article of the portal by its full address."""
    for path, feed in all_feeds(portal):
        assert [entry.link for entry in feed.entries if portal.file(entry.link) is None] == [], path


def test_text_has_full_addresses_and_the_lead(portal: Portal) -> None:
    """Pictures and links in an entry's text have full addresses, and the text is short."""
    for path, feed in all_feeds(portal):
        for entry in feed.entries:
            html = entry.content[0].value if "content" in entry else entry.description
            tree = etree.HTML(html)
            found = tree.xpath("//@src | //@href")
            assert [address for address in found if portal.file(address) is None] == [], path
            assert 20 < len(" ".join(tree.itertext())) < 1500
            assert tree.xpath("//img[not(@alt)]") == []


@pytest.mark.parametrize("name", ["tin.atom", "tin.rss"])
def test_picture_is_enclosed(portal: Portal, name: str) -> None:
    """An article with photographs has one enclosed, with its true length and kind."""
    feed = feedparser.parse((portal.output / name).read_bytes())
    with_picture = {
        portal.address + page.url for page in portal.of_kind("article") if page.find(".//figure")
    }
    enclosed = {entry.link: entry.enclosures for entry in feed.entries if entry.enclosures}
    assert set(enclosed) == with_picture & {entry.link for entry in feed.entries}
    for link, found in enclosed.items():
        assert len(found) == 1, link
        file = portal.file(found[0].href)
        assert file is not None, found[0].href
        assert int(found[0].length) == file.stat().st_size
        assert (found[0].type, file.read_bytes()[:3]) == ("image/jpeg", b"\xff\xd8\xff")
