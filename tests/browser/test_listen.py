"""An article read aloud by a voice of the reader's own machine."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.modules import LOAD, mounted, until
from tests.browser.speech import FOREIGN, LOCAL, OLD_SPEECH, REMOTE, SPEECH
from tests.browser.visit import Visit
from tests.portal import SEED

pytestmark = pytest.mark.browser

PICTURES = 3


def speaking(visit: Visit, *voices: dict[str, object]) -> Page:
    """Open the article on a machine with these voices."""
    visit.page.add_init_script(SPEECH % json.dumps(voices))
    visit.go(SEED, 360)
    return mounted(visit.page)


def listen(page: Page) -> None:
    """Press the button for listening."""
    page.locator(".tools__listen").click()


def said(page: Page) -> list[str]:
    """Return what the machine was given to say."""
    found: list[str] = page.evaluate("said.map((it) => it.text)")
    return found


@pytest.mark.parametrize("voices", [[], [REMOTE, FOREIGN]])
def test_no_listening_without_a_voice_of_the_machine(
    own: Visit, voices: list[dict[str, object]]
) -> None:
    """A voice that is remote, or not Vietnamese, is none; the button keeps its place unseen."""
    button = speaking(own, *voices).locator(".tools__listen")
    assert not button.is_visible()
    assert button.evaluate("(it) => it.offsetWidth") >= 44
    before = own.page.locator(".article__body").bounding_box()
    own.page.evaluate(f"voices.push({json.dumps(LOCAL)})")
    own.page.evaluate("speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    assert button.is_visible()
    assert own.page.locator(".article__body").bounding_box() == before


def test_an_old_safari_listens_too(own: Visit) -> None:
    """Where the machine's speech tells of no new voices the button is there, and works."""
    own.page.add_init_script(OLD_SPEECH % json.dumps([LOCAL]))
    own.go(SEED, 360)
    button = mounted(own.page).locator(".tools__listen")
    expect(button).to_be_visible()
    button.click()
    assert said(own.page)[0] == own.page.locator("h1").inner_text()
    own.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert button.inner_text() == "Nghe"
    assert own.complaints == []


def test_the_whole_article_is_read(own: Visit) -> None:
    """Title, lead, text and captions are said in order, in short pieces, by the local voice."""
    page = speaking(own, REMOTE, LOCAL)
    listen(page)
    marked: list[str] = []
    while page.evaluate("speechSynthesis.current") and len(marked) < 500:
        (reading,) = page.locator(".reading").all()
        assert " ".join(said(page)[-1].split()) in " ".join((reading.text_content() or "").split())
        marked.append(reading.evaluate("(it) => it.localName"))
        page.evaluate("speechSynthesis.finish()")
    pieces = said(page)
    text = page.evaluate("""() => [...document.querySelectorAll(
      'h1, .article__lead, .article__body p, .article__body figcaption')]
      .map((it) => it.textContent)""")
    assert "".join("".join(pieces).split()) == "".join("".join(text).split())
    assert max(map(len, pieces)) < 200
    assert page.evaluate("said.every((it) => it.voice.name === 'An' && it.lang === 'vi-VN')")
    assert marked[0] == "h1"
    assert marked.count("figcaption") >= PICTURES
    assert page.locator(".reading").count() == 0
    assert page.locator(".tools__listen").inner_text() == "Nghe"
    assert own.complaints == []


def test_reading_stops(own: Visit) -> None:
    """“Dừng đọc” ends it for good, leaving the page does, and it starts again from the title."""
    page = speaking(own, LOCAL)
    button = page.locator(".tools__listen")
    button.press("Enter")
    assert button.inner_text() == "Dừng đọc"
    page.evaluate("speechSynthesis.finish()")
    count = len(said(page))
    button.press("Enter")
    assert button.inner_text() == "Nghe"
    assert (page.locator(".reading").count(), len(said(page))) == (0, count)
    listen(page)
    assert said(page)[count] == said(page)[0]
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("speechSynthesis.current") is None
    assert button.inner_text() == "Nghe"


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_what_is_read_is_brought_into_view(own: Visit, motion: str) -> None:
    """The page follows the reading, but not for readers who want no movement."""
    own.page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]  # one of two words
    page = speaking(own, LOCAL)
    listen(page)
    while page.locator("figcaption.reading").count() == 0:
        page.evaluate("speechSynthesis.finish()")
    at = "() => { const box = document.querySelector('.reading').getBoundingClientRect();"
    inside = f"{at} return box.top >= 0 && box.bottom <= innerHeight; }}"
    if motion == "no-preference":
        until(page, inside)
    else:
        page.wait_for_timeout(300)
        assert not page.evaluate(inside)


def test_long_sentences_are_said_in_pieces(own: Visit) -> None:
    """No piece is long, none is empty and no word is lost or torn, whatever the text is."""
    page = speaking(own, LOCAL)
    texts = ["", "a", "một hai " * 60, "x" * 450, "A. " * 200, "Câu một! Câu hai? " + "ba, " * 90]
    found = page.evaluate(
        f"""async (texts) => {{
          {LOAD}
          const {{ pieces }} = await load("listen");
          return texts.map(pieces);
        }}""",
        texts,
    )
    for text, pieces in zip(texts, found, strict=True):
        assert "".join("".join(pieces).split()) == "".join(text.split())
        assert all(0 < len(piece) < 200 for piece in pieces)
        assert (
            all(word in text.split() for piece in pieces for word in piece.split()) or "x" in text
        )
