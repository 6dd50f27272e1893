"""What an Atom feed tells: when it was made, and its headlines. Pure."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree

from town_portal.core.records import Headline

Feed = tuple[datetime, tuple[Headline, ...]]
"""When a feed was made, and its headlines."""
ATOM = "{http://www.w3.org/2005/Atom}"
LONGEST = 300
"""Characters of a headline."""


class NoFeed(Exception):
    """The text is no Atom feed; the message says why, in Vietnamese."""


def read_feed(data: bytes) -> Feed:
    """Return the moment of an Atom feed and its headlines, as many as can be shown.

    No entity and no file of others is looked up. Raises NoFeed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoFeed(f"không phải XML: {error}") from None
    if root.tag != f"{ATOM}feed":
        raise NoFeed("không phải Atom")
    if root.getroottree().docinfo.doctype:
        raise NoFeed("có DOCTYPE")
    moment = _moment(root)
    if moment is None:
        raise NoFeed("không ghi thời điểm (updated)")
    return moment, tuple(_headlines(root))


def _headlines(root: etree._Element) -> Iterator[Headline]:
    """Yield the entries that have a title, a day and an address of https."""
    for entry in root.iterfind(f"{ATOM}entry"):
        title = " ".join((entry.findtext(f"{ATOM}title") or "").split())
        moment = _moment(entry, "published") or _moment(entry)
        url = next(_addresses(entry), "")
        if title and moment and url:
            yield Headline(title[:LONGEST], url, moment.date())


def _addresses(entry: etree._Element) -> Iterator[str]:
    for link in entry.iterfind(f"{ATOM}link"):
        url = link.get("href", "")
        is_own = link.get("rel", "alternate") == "alternate"
        if is_own and urlsplit(url).scheme == "https" and urlsplit(url).hostname:
            yield url


def _moment(element: etree._Element, name: str = "updated") -> datetime | None:
    text = (element.findtext(f"{ATOM}{name}") or "").strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
