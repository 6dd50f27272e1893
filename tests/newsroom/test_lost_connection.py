"""The network or the session is lost while somebody writes, on a computer that others use too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from docx import Document
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, Route

from tests.newsroom.local import EDITABLE
from tests.newsroom.running import PASSWORD, Newsroom
from tests.newsroom.test_texts import begin, opened, save
from tests.newsroom.writers import unsaved

_SIGN_IN = """async (form) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ ...form, csrfmiddlewaretoken: token });
  return (await fetch("", { method: "POST", body })).status;
}"""
_HELD = "() => Object.entries(localStorage).flat().join()"


@dataclass
class Computer:
    """A browser that several people use one after another."""

    newsroom: Newsroom
    context: BrowserContext

    @property
    def home(self) -> str:
        """The address of the newsroom."""
        return f"http://127.0.0.1:{self.newsroom.port}/soan-tin/"

    def sign_in(self, name: str) -> Page:
        """Sign a person in and return the list."""
        page = self.context.new_page()
        page.goto(f"{self.home}dang-nhap/")
        assert page.evaluate(_SIGN_IN, {"username": name, "password": PASSWORD}) == 200
        page.goto(self.home)
        return page

    def open(self, page: Page, text: str) -> Page:
        """Open a text in the editor."""
        page.goto(f"{self.home}sua/{text}/")
        page.wait_for_selector(EDITABLE)
        return page

    def end_session(self) -> None:
        """Take the session away, as time or somebody at another machine does."""
        self.context.clear_cookies(name="soan-tin")


@pytest.fixture
def computer(browser: Browser, shared_computer: Newsroom) -> Iterator[Computer]:
    """Return a browser in which nobody has worked yet."""
    context = browser.new_context()
    yield Computer(shared_computer, context)
    context.close()


def write(page: Page, sentence: str) -> None:
    """Write a sentence at the text's end, and press the keys that save."""
    page.locator(EDITABLE).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(sentence)
    with page.expect_request("**/luu"):
        page.keyboard.press("Control+s")


def cut_off(page: Page) -> None:
    """Let nothing that a page sends arrive any more, up to its end."""
    page.route("**/sua/**", lambda route: route.abort())


def said(page: Page, sentence: str) -> Locator:
    """Return what stands beside the button once it holds a sentence."""
    found = page.locator("#said", has_text=sentence)
    found.wait_for()
    return found


def words(computer: Computer, text: str) -> str:
    """Return a text's file."""
    return (computer.newsroom.content / text).read_text("utf-8")


def test_what_was_written_while_signed_out_waits_for_its_writer(computer: Computer) -> None:
    """The tab is closed, a colleague signs in and finds nothing; its writer's next sign-in does."""
    text = begin(computer.newsroom.person("an"), "Phiên hết giữa chừng")
    page = computer.open(computer.sign_in("an"), text)
    computer.end_session()
    write(page, "Câu viết lúc phiên đã hết.")
    said(page, "Phiên làm việc đã hết.")
    held = page.evaluate(_HELD)
    assert text in held
    assert "Câu viết" not in held
    page.close()

    other = computer.sign_in("binh")
    assert other.locator("#held").is_hidden()
    computer.open(other, text)
    assert other.locator("#recover").is_hidden()
    assert "Câu viết" not in other.inner_text(EDITABLE)
    other.close()

    again = computer.sign_in("an")
    again.locator("#held a", has_text="Phiên hết giữa chừng").click()
    again.get_by_role("button", name="Lấy lại bản ấy").click()
    said(again, "Đã lưu lúc")
    assert "Câu viết lúc phiên đã hết." in words(computer, text)
    assert again.evaluate(_HELD) == ""


def test_what_was_written_offline_is_saved_when_the_network_is_back(computer: Computer) -> None:
    """A save without network is told, kept in the browser, and made up for without a click."""
    text = begin(computer.newsroom.person("an"), "Mất mạng một lúc")
    page = computer.open(computer.sign_in("an"), text)
    computer.context.set_offline(True)
    write(page, "Câu viết lúc mất mạng.")
    said(page, "Mất kết nối; chữ được giữ trong trình duyệt này")
    assert text in page.evaluate(_HELD)
    assert "Câu viết" not in words(computer, text)
    computer.context.set_offline(False)
    said(page, "Đã lưu lúc")
    assert "Câu viết lúc mất mạng." in words(computer, text)
    assert page.evaluate(_HELD) == ""


def test_a_newer_text_on_the_server_is_shown_beside_what_the_browser_kept(
    computer: Computer,
) -> None:
    """Saved by a colleague meanwhile, both versions are offered, and neither writes over one."""
    text = begin(computer.newsroom.person("an"), "Hai bản sau khi mất mạng")
    page = computer.open(computer.sign_in("an"), text)
    cut_off(page)
    write(page, "Câu của anh An.")
    said(page, "Mất kết nối")
    page.close()
    colleague = computer.newsroom.person("binh")
    assert save(colleague, text, html="<p>Câu của chị Bình.</p>").status == 200

    again = computer.open(computer.context.new_page(), text)
    assert "đã được sửa ở nơi khác" in again.inner_text("#recover")
    again.get_by_role("button", name="Lấy lại bản ấy").click()
    again.locator("#save").click()
    again.get_by_role("button", name="Hợp nhất hai bản").click()
    assert "Câu của chị Bình." in words(computer, text)
    again.get_by_label("Giữ cả hai").check()
    again.get_by_role("button", name="Lưu bản hợp nhất").click()
    again.wait_for_selector(EDITABLE)
    for sentence in ("Câu của anh An.", "Câu của chị Bình."):
        assert sentence in again.inner_text(EDITABLE)
        assert sentence in words(computer, text)


UPLOADS = "**/tha-vao-day/"


def document() -> FilePayload:
    """Return a Word file as a person chooses it."""
    made = io.BytesIO()
    word = Document()
    word.add_heading("Bài gửi lúc mạng chập chờn", 0)
    word.save(made)
    return {"name": "bai.docx", "mimeType": "application/octet-stream", "buffer": made.getvalue()}


def test_a_dropped_file_that_did_not_arrive_is_sent_again_by_one_click(computer: Computer) -> None:
    """The list names the file that the network or the session lost; a click makes the draft.

    There is one draft, though the file had arrived the first time and only the answer had not.
    """
    page = computer.sign_in("an")

    def lose_answer(route: Route) -> None:
        assert route.fetch().status == 201
        route.abort()

    page.route(UPLOADS, lose_answer)
    page.set_input_files("#files", document())
    page.get_by_role("button", name="Tạo bản nháp").click()
    page.locator("#told li", has_text="Chưa gửi được “bai.docx”").wait_for()
    page.unroute(UPLOADS)
    computer.end_session()
    page.get_by_role("button", name="Gửi lại").click()
    page.locator("#told li", has_text="Chưa gửi được “bai.docx”").wait_for()
    computer.sign_in("an").close()
    page.get_by_role("button", name="Gửi lại").click()
    page.wait_for_selector(EDITABLE)
    assert page.input_value("[name=title]") == "Bài gửi lúc mạng chập chờn"
    assert len(list(computer.newsroom.content.glob("articles/*/*bai-gui-luc-mang*"))) == 1


def test_words_for_a_text_that_was_moved_can_be_copied(computer: Computer) -> None:
    """A colleague moves the text meanwhile: the list has the words, to be pasted elsewhere."""
    text = begin(computer.newsroom.person("an"), "Đổi địa chỉ lúc mất mạng")
    page = computer.open(computer.sign_in("an"), text)
    cut_off(page)
    write(page, "Câu cho bài đã đổi chỗ.")
    page.close()
    moving = {"date": "15/12/2020", "slug": "doi-cho"}
    colleague = computer.newsroom.person("binh")
    assert colleague.post(f"sua/{text}/doi-dia-chi/", moving).status == 302
    computer.context.grant_permissions(["clipboard-read", "clipboard-write"])
    again = computer.context.new_page()
    again.goto(computer.home)
    again.get_by_role("button", name="Chép chữ").click()
    again.locator("#told li", has_text="Đã chép").wait_for()
    computer.open(again, "articles/2020/2020-12-15-doi-cho/index.md")
    again.locator(EDITABLE).click()
    again.keyboard.press("Control+v")
    again.locator(EDITABLE, has_text="Câu cho bài đã đổi chỗ.").wait_for()


def test_an_open_tab_gives_nothing_to_the_next_account(computer: Computer) -> None:
    """A colleague who signs in beside an open text does not get its unsaved words as their own."""
    text = begin(computer.newsroom.person("an"), "Người khác đăng nhập ở thẻ bên")
    page = computer.open(computer.sign_in("an"), text)
    computer.end_session()
    computer.sign_in("binh").close()
    write(page, "Câu chỉ của anh An.")
    said(page, "đang đăng nhập bằng tài khoản khác")
    assert unsaved(computer.newsroom, text) == []
    assert opened(computer.newsroom.person("binh"), text)["unsaved"] is None
    computer.sign_in("an").close()
    page.evaluate("dispatchEvent(new Event('online'))")
    said(page, "Đã lưu lúc")
    assert "Câu chỉ của anh An." in words(computer, text)
