"""The Vietnamese of the desk: whole, compiled, and with the places of the English."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.service.english import OURS, PLACES, messages, ours, texts

DOMAINS = tuple(PLACES)
# Languages by their names, and the page that Django shows to who has just installed it.
NEVER_SHOWN = re.compile(
    r"docs\.djangoproject|Django|Tutorial|Congratulations|how-to|Connect, get help|Site Maps"
    r"|Static Files|Syndication"
)
PLACE = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
# Said shorter in Vietnamese, without naming the thing again.
SHORTER = {"%(username)s", "%(model_name)s", "%(class_name)s"}
# Keys, settings and things that have no other name.


def key(message: Message) -> tuple[str | None, str]:
    """Return how Django finds a message."""
    return message.context, texts(message.id)[0]


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_sentence_has_its_vietnamese(domain: str) -> None:
    """What Django can say is translated by Django or by the desk."""
    said = {key(message) for message in ours(domain)}
    missing = []
    for folder in PLACES[domain]:
        theirs = {
            key(message)
            for message in messages(folder, domain, "vi")
            if all(texts(message.string)) and message.string and not message.fuzzy
        }
        english = list(messages(folder, domain, "en"))
        if folder == "conf":
            last = next(n for n, one in enumerate(english) if one.id == "Messages")
            english = english[last:]
        missing += [
            one.id
            for one in english
            if key(one) not in said | theirs and not NEVER_SHOWN.search(texts(one.id)[0])
        ]
    assert missing == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_sentences_keep_their_places(domain: str) -> None:
    """No translation names a place that the English does not have, or forgets a number."""
    for message in ours(domain):
        wanted = {place for text in texts(message.id) for place in PLACE.findall(text)}
        for text in texts(message.string):
            places = set(PLACE.findall(text))
            assert places <= wanted, text
            assert wanted - places <= SHORTER, text


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_catalogue_is_that_of_the_text(domain: str) -> None:
    """Whoever edits the .po and forgets to compile it is told."""
    with (OURS / f"{domain}.po").open("rb") as file:
        catalogue = read_po(file, locale="vi", domain=domain)
    fresh = BytesIO()
    write_mo(fresh, catalogue)
    fresh.seek(0)
    with (OURS / f"{domain}.mo").open("rb") as file:
        kept = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    made = GNUTranslations(fresh)._catalog  # type: ignore[attr-defined]
    assert {one: text for one, text in kept.items() if one} == {
        one: text for one, text in made.items() if one
    }
