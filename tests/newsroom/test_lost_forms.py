"""The connection breaks off while a form of data or of a saved page is sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Route

from tests.newsroom.test_lost_connection import Computer, computer

__all__ = ["computer"]


def test_a_data_form_is_held_back_while_it_could_not_arrive(computer: Computer) -> None:
    """What was typed in a form stays on the page while nobody is signed in, then a click saves."""
    page = computer.sign_in("dung")
    page.goto(f"{computer.home}du-lieu/town/")
    page.fill("[name='short_name']", "Phường ghi lúc phiên đã hết")
    computer.end_session()
    page.keyboard.press("Control+s")
    page.locator("#told li", has_text="Phiên làm việc đã hết.").wait_for()
    computer.sign_in("dung").close()
    page.get_by_role("button", name="Gửi lại").click()
    page.locator(".notice", has_text="Đã lưu").wait_for()
    data = computer.newsroom.content / "data" / "town.yaml"
    assert "Phường ghi lúc phiên đã hết" in data.read_text("utf-8")


@pytest.mark.long
def test_a_data_form_whose_answer_was_lost_is_sent_again(computer: Computer) -> None:
    """The connection breaks off after the save: the form stays, and sending again is no conflict.

    A form that is wrong comes back with what is to be mended, and is saved once that is done.
    """
    page = computer.sign_in("dung")
    page.goto(f"{computer.home}du-lieu/town/")
    page.fill("[name='short_name']", "Phường ghi lúc mạng đứt")

    def lose_answer(route: Route) -> None:
        if route.request.method == "POST":
            assert route.fetch(max_redirects=0).status == 302
            route.abort()
        else:
            route.continue_()

    page.route("**/du-lieu/town/", lose_answer)
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.locator("#told li", has_text="Chưa nhận được trả lời").wait_for()
    assert page.input_value("[name='short_name']") == "Phường ghi lúc mạng đứt"
    page.unroute("**/du-lieu/town/")
    page.get_by_role("button", name="Gửi lại").click()
    page.locator(".notice", has_text="Không có gì thay đổi").wait_for()
    page.wait_for_load_state()  # the key is the script's
    page.fill("[name='name']", "")
    page.keyboard.press("Control+s")
    page.locator(".notice", has_text="Chưa lưu").wait_for()
    page.wait_for_load_state()
    page.fill("[name='name']", "Phường ghi sau khi có mạng")
    page.keyboard.press("Control+s")
    page.locator(".notice", has_text="Đã lưu").wait_for()
    data = computer.newsroom.content / "data" / "town.yaml"
    assert "Phường ghi sau khi có mạng" in data.read_text("utf-8")


@pytest.mark.long
def test_a_saved_page_that_did_not_arrive_is_sent_again(computer: Computer) -> None:
    """The files chosen in "Trang cũ" stay where the connection breaks off; a click reads them."""
    page = computer.sign_in("an")
    page.goto(f"{computer.home}trang-cu/")
    html = "<title>Tin cũ</title><h1>Tin cũ của xã</h1><p>" + "Một câu của bài cũ. " * 9 + "</p>"
    file: FilePayload = {"name": "a.html", "mimeType": "text/html", "buffer": html.encode()}
    page.set_input_files("[name=file]", file)
    page.route("**/trang-cu/", lambda route: route.abort())
    page.get_by_role("button", name="Xem thử").click()
    page.locator("#told li", has_text="Chưa nhận được trả lời").wait_for()
    page.unroute("**/trang-cu/")
    page.get_by_role("button", name="Gửi lại").click()
    page.get_by_role("button", name="Ghi các bản nháp này").click()
    page.locator(".notice", has_text="Các bản nháp nằm ở đầu danh sách").wait_for()
    assert len(list(computer.newsroom.content.glob("articles/*/*tin-cu-cua-xa*"))) == 1
