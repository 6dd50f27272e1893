"""An article's tools: print, save, share, listen."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open
from tests.browser.modules import mounted, until
from tests.browser.pages import address_of, each_width
from tests.browser.visit import HEIGHTS, Visit
from tests.portal import SEED, Portal

pytestmark = pytest.mark.browser

SLUG = "kiem-tra-cai-cach-hanh-chinh"
PICTURES = 3
WEIGHT = 15_000
"""Most bytes of an article's scripts before the reader does anything, compressed."""

REMOTE = {"localService": False, "lang": "vi-VN", "name": "Xa"}
FOREIGN = {"localService": True, "lang": "en-US", "name": "Ann"}
LOCAL = {"localService": True, "lang": "vi_VN", "name": "An"}
SPEECH = """(() => {
  window.said = [];
  window.voices = %s;
  class Speech extends EventTarget {
    getVoices() { return window.voices; }
    speak(utterance) {
      window.said.push(utterance);
      this.current = utterance;
    }
    cancel() {
      const stopped = this.current;
      this.current = null;
      stopped?.onerror?.({ error: "canceled" });
      stopped?.onend?.({}); // some browsers tell the one, some the other
    }
    finish() {
      const ended = this.current;
      this.current = null;
      ended?.onend?.({});
    }
  }
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: new Speech() });
})()"""
"""A machine with these voices, which says a piece when told to."""
OLD_SPEECH = SPEECH.replace(" extends EventTarget", "")
"""The same before Safari 16."""


@pytest.fixture
def own(browser: Browser, address: str) -> Iterator[Visit]:
    """Give a window of its own, for what is put into a window."""
    visit = Visit.begin(browser, address)
    yield visit
    visit.page.context.close()


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


@each_width
def test_tools_are_words_and_large(own: Visit, width: int) -> None:
    """In, Lưu, Chia sẻ, Nghe stand in a row under the date, 44 px high."""
    own.page.add_init_script(SPEECH % json.dumps([LOCAL]))
    own.go(SEED, width)
    tools = mounted(own.page).locator(".tools")
    words = tools.inner_text().replace("▾", "").split("\n")
    assert [it.strip() for it in words if it.strip()] == ["In", "Lưu", "Chia sẻ", "Nghe"]
    assert own.measure("low", ".tools button, .tools summary", 44) == []
    own.page.locator(".share summary").click()
    assert own.measure("low", ".tools button, .tools summary, .tools li > a", 44) == []
    assert own.measure("excess") <= 0
    found = own.violations()
    assert not found, "\n".join(found)
    assert (own.complaints, own.foreign) == ([], [])


def test_scripts_weigh_little(own: Visit, portal: Portal) -> None:
    """All scripts of an article, without what comes on a press, are 15 KB compressed at most."""
    own.go(address_of(portal, "gallery"), 360)
    mounted(own.page)
    own.load_pictures()
    files = {urlsplit(url).path for kind, url in own.fetched if kind == "script"}
    assert not [file for file in files if "photoswipe" in file]
    sizes = [len(gzip.compress(Path(f"{portal.root}{file}").read_bytes(), 9)) for file in files]
    assert 0 < sum(sizes) <= WEIGHT


@pytest.mark.parametrize("key", ["", "Enter", " "])
def test_print_opens_the_browsers_window(own: Visit, key: str) -> None:
    """“In” is the browser's own printing, by mouse and by keyboard."""
    own.page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    own.go(SEED, 360)
    button = mounted(own.page).get_by_role("button", name="In", exact=True)
    for times in (1, 2):  # what it needs comes with the first press
        if key:
            button.press(key)
        else:
            button.click()
        for _ in range(100):
            if own.page.evaluate("window.printed") == times:
                break
            own.page.wait_for_timeout(20)
        assert own.page.evaluate("window.printed") == times


def saved(visit: Visit, folder: Path) -> Path:
    """Save the article that is open and return the file."""
    with visit.page.expect_download() as waiting:
        mounted(visit.page).get_by_role("button", name="Lưu", exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@each_width
def test_saved_article_opens_from_disk(
    own: Visit, browser: Browser, tmp_path: Path, width: int
) -> None:
    """The file shows text, pictures and our typeface where there is no network at all."""
    own.go(SEED, 360)
    words = own.page.locator(".article__body p").all_inner_texts()
    file = saved(own, tmp_path)
    assert file.name == f"{SLUG}.html"
    said_so = own.page.locator(".tools__said")
    expect(said_so).to_have_text(f"Đã lưu thành tệp {file.name}, xem được cả khi không có mạng.")
    context = browser.new_context(offline=True, viewport={"width": width, "height": HEIGHTS[width]})
    visit = Visit(context.new_page(), file.parent.as_uri())
    visit.page.on("request", visit._asked)
    visit.page.on("console", visit._said)
    visit.page.goto(file.as_uri())
    visit.page.evaluate("document.fonts.ready.then(() => true)")
    assert visit.page.locator(".article__body p").all_inner_texts() == words
    natural = "(all) => all.map((it) => it.complete && it.naturalWidth)"
    assert all(visit.page.locator("figure img").evaluate_all(natural))
    assert visit.page.locator("figure img").count() == PICTURES
    assert visit.page.locator("figcaption").count() == PICTURES
    assert visit.typefaces("p, h1, figcaption") == {("Public Sans", True)}
    kinds = {urlsplit(url).scheme for _, url in visit.fetched}
    assert (kinds - {"data"}, visit.complaints) == ({"file"}, [])
    assert visit.measure("excess") <= 0
    found = visit.violations()
    assert not found, "\n".join(found)
    context.close()


def test_saved_article_is_the_article_alone(own: Visit, portal: Portal, tmp_path: Path) -> None:
    """No script, menu, tools or footer; language, character set, title, and where it came from."""
    own.go(SEED, 360)
    text = saved(own, tmp_path).read_text(encoding="utf-8")
    address = portal.address + SEED
    assert text.startswith('<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">')
    assert f'<link rel="canonical" href="{address}">' in text
    assert re.search(rf'Lưu từ [^<]+: <a href="{re.escape(address)}">', text)
    assert re.search("<title>[^<]*Hồng Lĩnh[^<]*</title>", text)
    body = text[text.index("<body") :]
    for unwanted in ("<script", "<nav", "<button", "<details", "<footer", "data-", 'src="http'):
        assert unwanted not in re.sub('data:[^"]*', "", body), unwanted
    assert not re.search(r'href="(?!https?:|mailto:|tel:|#)', text)
    assert 'url("fonts' not in text
    assert 'Source Serif 4";src' not in text.replace(" ", "")
    assert own.complaints == []


def test_saved_attachment_keeps_its_address(own: Visit, portal: Portal, tmp_path: Path) -> None:
    """An attachment is a link to the portal, which works from anywhere."""
    url = address_of(portal, "attachment")
    own.go(url, 360)
    text = saved(own, tmp_path).read_text(encoding="utf-8")
    name = own.page.locator(".article__attachments a").first.get_attribute("href")
    assert f'href="{portal.address}{url}{name}"' in text


def test_article_that_cannot_be_saved_says_so(own: Visit) -> None:
    """Where the style does not come no broken file is made; the button works again later."""
    own.go(SEED, 360)
    mounted(own.page)
    own.page.route("**/*.css", lambda route: route.abort())
    button, message = own.page.get_by_role("button", name="Lưu"), own.page.locator(".tools__said")
    button.press("Enter")
    expect(message).to_have_text("Chưa lưu được vì mạng bị ngắt. Hãy thử lại.")
    assert message.get_attribute("role") == "status"
    own.page.unroute_all()
    with own.page.expect_download():
        button.press("Enter")


def test_article_is_saved_without_a_picture_that_is_missing(
    own: Visit, browser: Browser, tmp_path: Path
) -> None:
    """What the one picture shows is told in words, the others are there, and it is said."""
    own.go(SEED, 360)
    mounted(own.page)
    own.load_pictures()
    first = own.page.locator("figure img").first
    alt, lost = first.get_attribute("alt"), first.evaluate("(it) => it.currentSrc")
    own.page.route(lost, lambda route: route.abort())
    file = saved(own, tmp_path)
    expect(own.page.locator(".tools__said")).to_have_text("Đã lưu, thiếu 1 ảnh.")
    context = browser.new_context(offline=True)
    visit = Visit(context.new_page(), file.parent.as_uri())
    visit.page.goto(file.as_uri())
    assert visit.page.locator("figure img").count() == PICTURES - 1
    assert visit.page.locator("figcaption").count() == PICTURES
    assert visit.page.locator("figure").first.locator(".figure__link").inner_text() == alt
    found = visit.violations()
    assert not found, "\n".join(found)
    context.close()


def test_share_offers_links_without_script(open_page: Open, portal: Portal) -> None:
    """Without script the plain links work, and only they are offered."""
    visit = open_page(SEED, javascript=False)
    assert visit.page.locator(".tools").inner_text().replace("▾", "").strip() == "Chia sẻ"
    visit.page.locator(".share summary").click()
    links = [it for it in visit.page.locator(".share a").all() if it.is_visible()]
    assert [it.inner_text() for it in links] == ["Facebook (trang khác)", "Zalo (trang khác)"]
    query = parse_qs(urlsplit(str(links[0].get_attribute("href"))).query)
    assert query == {"u": [portal.address + SEED]}
    assert not [it for it in visit.page.locator(".share button").all() if it.is_visible()]


def test_share_links_name_the_article(open_page: Open, portal: Portal) -> None:
    """Both links lead away to the lasting address of the article, and nothing is fetched before."""
    visit = open_page(SEED)
    mounted(visit.page).locator(".share summary").click()
    links = {
        name: str(visit.page.locator(f".share__{name}").get_attribute("href"))
        for name in ("facebook", "zalo")
    }
    parts = urlsplit(links["facebook"])
    assert (parts.netloc, parts.path) == ("www.facebook.com", "/sharer/sharer.php")
    assert parse_qs(parts.query) == {"u": [portal.address + SEED]}
    parts = urlsplit(links["zalo"])
    assert (parts.netloc, parts.path) == ("button-share.zalo.me", "/share_external")
    data = unquote(parts.query.removeprefix("d="))
    assert json.loads(base64.b64decode(data)) == {"url": portal.address + SEED}
    rels = visit.page.locator(".share a").evaluate_all("(all) => all.map((it) => it.rel)")
    assert rels == ["external noopener"] * 2
    assert visit.foreign == []


def test_share_opens_and_closes(open_page: Open) -> None:
    """It opens by keyboard and mouse, closes on Escape (focus back) and on a press elsewhere."""
    visit = open_page(SEED)
    summary, panel = (mounted(visit.page).locator(it) for it in (".share summary", ".share__panel"))
    summary.press("Enter")
    assert panel.is_visible()
    visit.page.keyboard.press("Tab")
    assert visit.measure("focused")["words"] == "Sao chép đường dẫn"
    visit.page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert visit.measure("focused")["words"] == "Chia sẻ"
    summary.click()
    assert panel.is_visible()
    visit.page.locator("h1").click()
    assert not panel.is_visible()


def test_share_uses_the_machines_way_where_there_is_one(own: Visit, portal: Portal) -> None:
    """The button for the machine's own sharing is there only where the machine can."""
    own.go(SEED, 360)
    mounted(own.page).locator(".share summary").click()
    button = own.page.get_by_role("button", name="Gửi qua ứng dụng trên máy")
    can = own.page.evaluate("'share' in navigator")
    assert button.count() == (1 if can else 0)
    own.page.add_init_script("navigator.share = async (data) => { window.shared = data; }")
    own.go(SEED, 360)
    mounted(own.page).locator(".share summary").click()
    button.click()
    shared = own.page.evaluate("window.shared")
    assert shared["url"] == portal.address + SEED
    assert shared["title"] == own.page.locator("h1").inner_text()


def test_address_is_copied(own: Visit, portal: Portal) -> None:
    """“Sao chép đường dẫn” puts the lasting address on the clipboard and says so."""
    own.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    own.go(SEED, 360)
    mounted(own.page).locator(".share summary").click()
    own.page.get_by_role("button", name="Sao chép đường dẫn").click()
    expect(own.page.locator(".share__said")).to_have_text("Đã sao chép đường dẫn.")
    assert own.page.evaluate("navigator.clipboard.readText()") == portal.address + SEED


@pytest.mark.parametrize("clipboard", ["undefined", "{ writeText: () => Promise.reject() }"])
def test_address_can_be_copied_by_hand(own: Visit, portal: Portal, clipboard: str) -> None:
    """Where the machine refuses, the address stands in a field, marked for copying."""
    own.page.add_init_script(
        f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})"
    )
    own.go(SEED, 360)
    mounted(own.page).locator(".share summary").click()
    for _ in range(2):
        own.page.get_by_role("button", name="Sao chép đường dẫn").click()
        expect(own.page.locator(".share__said")).to_contain_text("hãy chép đường dẫn trong ô")
    assert own.page.evaluate("getSelection().toString()") == portal.address + SEED
    assert own.page.get_by_label("Đường dẫn của bài").count() == 1
    found = own.violations()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("voices", [[], [REMOTE], [FOREIGN], [REMOTE, FOREIGN]])
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
        marked.append(page.locator(".reading").first.evaluate("(it) => it.localName"))
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


def test_one_paragraph_is_marked_while_it_is_read(own: Visit) -> None:
    """The piece that is said is marked on the page, and nothing else."""
    page = speaking(own, LOCAL)
    listen(page)
    for _ in range(4):
        (marked,) = page.locator(".reading").all_text_contents()
        assert " ".join(said(page)[-1].split()) in " ".join(marked.split())
        page.evaluate("speechSynthesis.finish()")


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
    listening = page.locator(".tools__listen").get_attribute("data-module")
    texts = ["", "a", "một hai " * 60, "x" * 450, "A. " * 200, "Câu một! Câu hai? " + "ba, " * 90]
    found = page.evaluate(
        """async ([address, texts]) => {
          const { pieces } = await import(new URL(address, document.baseURI).href);
          return texts.map(pieces);
        }""",
        [listening, texts],
    )
    for text, pieces in zip(texts, found, strict=True):
        assert "".join("".join(pieces).split()) == "".join(text.split())
        assert all(0 < len(piece) < 200 for piece in pieces)
        assert (
            all(word in text.split() for piece in pieces for word in piece.split()) or "x" in text
        )
