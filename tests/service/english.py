"""The English of Django, and what of it stands on a page that should have none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from town_portal.core.system.places import ROOT

OURS = ROOT / "service" / "desk" / "locale" / "vi" / "LC_MESSAGES"
DJANGO = Path(django.__file__).parent
PLACES = {
    "django": ("contrib/admin", "contrib/auth", "contrib/contenttypes", "contrib/sessions", "conf"),
    "djangojs": ("contrib/admin",),
}
# Syllables of Vietnamese, names of the trade that Vietnamese uses too, and what a browser shows
# of the addresses: these are English only elsewhere.
SYLLABLES = """
a an ban bao bin bo by cha chi cho co con da dang do em gi ha hai ho hoa hung in ip ipv ipv4 ipv6
json la lan long may me minh mo no on phi qua quang sao sau sang so ta tam than theo thi thang tin
to trang trong tu url uuid van vi xin
"""
ALSO_VIETNAMESE = frozenset(SYLLABLES.split())
# What Django writes into visible attributes.
SEEN = ("title", "alt", "placeholder", "aria-label", "data-filter-title", "data-name", "label")
WORD = re.compile(r"[^\W\d_]+")


def messages(folder: str, domain: str, language: str) -> Iterator[Message]:
    """Return the messages of one of Django's catalogues; none where it has none."""
    path = DJANGO / folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    if path.is_file():
        with path.open("rb") as file:
            yield from (message for message in read_po(file, locale=language) if message.id)


def ours(domain: str) -> list[Message]:
    """Return the messages of the project's own catalogue."""
    with (OURS / f"{domain}.po").open("rb") as file:
        return [message for message in read_po(file, locale="vi") if message.id]


def texts(value: Any) -> list[str]:
    """Return the texts of a message: one, or singular and plural."""
    return [value] if isinstance(value, str) else list(value or ())


@cache
def english_words() -> frozenset[str]:
    """Return every word of three letters or more of Django's English, and some of browsers."""
    found: set[str] = set()
    for domain, folders in PLACES.items():
        for folder in folders:
            for message in messages(folder, domain, "en"):
                for text in texts(message.id):
                    plain = re.sub(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}|<[^>]+>", " ", text)
                    found |= {word.casefold() for word in WORD.findall(plain)}
    found |= {"comment", "comments", "approve", "reject", "password", "login", "pending", "search"}
    return frozenset(word for word in found if len(word) > 1 and word.isascii()) - ALSO_VIETNAMESE


def seen(tree: Any) -> Iterator[str]:
    """Return what is read on a page: its texts but for code, and those a screen reader adds."""
    code = "parent::script or parent::style or parent::*[@translate='no']"
    for text in tree.xpath(f"//text()[not({code})]"):
        yield str(text)
    for name in SEEN:
        yield from map(str, tree.xpath(f"//@{name}"))
    yield from map(str, tree.xpath("//input[@type='submit' or @type='button']/@value"))
    yield from map(str, tree.xpath("//meta[@name='description']/@content"))


def english(tree: Any) -> set[str]:
    """Return the English words of a page; addresses of pages and files are no words."""
    found: set[str] = set()
    for text in seen(tree):
        plain = re.sub(r"\S*/\S*|\S+@\S+|\S+\.csv", " ", text)
        found |= {word.casefold() for word in WORD.findall(plain)} & english_words()
    return found
