"""The desk in Chromium: under its policy, on a telephone, by keyboard, without JavaScript."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.visit import AXE, TAGS, Visit
from tests.service.databases import Sqlite
from tests.service.inside import set_up
from tests.service.running import Service, template
from tests.service.staff import (
    ADMINISTRATOR,
    PASSWORD,
    QUEUE,
    ask_to_erase,
    make_user,
    write,
    written,
)

pytestmark = pytest.mark.browser
PAGES = (
    *("", QUEUE, f"{QUEUE}1/change/", f"{QUEUE}1/xoa/", "comments/erasure/", "so-lieu/"),
    *("comments/blockedword/", "comments/blockedword/nhieu/", "comments/decision/", "auth/user/"),
    *("auth/user/add/", "auth/user/1/change/", "auth/user/1/password/", "password_change/"),
)
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> " + "dài" * 200


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a service with an administrator."""
    set_up(tmp_path_factory.mktemp("django"))
    path = tmp_path_factory.mktemp("desk") / "data" / "live.sqlite3"
    path.parent.mkdir()
    shutil.copy(template(tmp_path_factory), path)
    service = Service(path.parent.parent, Sqlite(path))
    make_user(service, ADMINISTRATOR, "quan-tri")
    try:
        yield service.start()
    finally:
        service.kill()


@pytest.fixture
def service(running: Service) -> Service:
    """Give the service, in which there is one hostile comment and one that is to be erased."""
    running.database.clean()
    running.database.rows("DELETE FROM sqlite_sequence WHERE name = 'comments_comment'")
    write(running, HOSTILE, author="<b>Ai</b>")
    ask_to_erase(running, written(running, author="Người Xin")[1])
    running.database.rows("INSERT INTO comments_blockedword (word, note) VALUES ('nhà cái', '')")
    running.reader().hit("/")
    return running


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def desk(browser: Browser, service: Service, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Give a window at the desk, with and without JavaScript."""
    visit = begin(browser, service, javascript=request.param)
    yield visit
    visit.page.context.close()


@pytest.fixture
def logged_in(browser: Browser, service: Service) -> Iterator[Visit]:
    """Give a window in which the administrator has logged in."""
    visit = begin(browser, service)
    log_in(visit)
    yield visit
    visit.page.context.close()


def begin(browser: Browser, service: Service, *, javascript: bool = True) -> Visit:
    """Open a window."""
    home = f"http://127.0.0.1:{service.port}/quan-tri/"
    return Visit.begin(browser, home, javascript=javascript)


def log_in(visit: Visit, width: int = 360) -> None:
    """Log in by keyboard alone: the first field is chosen already."""
    visit.page.set_viewport_size({"width": width, "height": 640})
    visit.page.goto(visit.home)
    if visit.page.evaluate("document.activeElement.id") != "id_username":
        visit.page.focus("#id_username")
    visit.page.keyboard.type(ADMINISTRATOR)
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.type(PASSWORD)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(visit.home)


def said(visit: Visit) -> list[str]:
    """Wait for what the desk says was done, and return it."""
    lines = visit.page.locator(".messagelist li")
    lines.first.wait_for()
    return lines.all_inner_texts()


def test_a_comment_is_approved_on_a_telephone(desk: Visit, service: Service) -> None:
    """Log-in, queue, one button: with and without JavaScript, and nothing to complain of."""
    log_in(desk)
    desk.page.get_by_text("1 bình luận chờ duyệt").click()
    desk.page.get_by_role("button", name="Duyệt bình luận số 1", exact=True).click()
    assert said(desk) == ["Đã duyệt bình luận số 1."]
    assert [one["text"] for one in service.reader().comments()] == [HOSTILE]
    desk.go(f"{QUEUE}?trang-thai=approved", 360)
    desk.page.locator("input[name=_selected_action]").first.check()
    desk.page.select_option("select[name=action]", "reject")
    desk.page.fill("input[name=reason]", "Quảng cáo")
    desk.page.get_by_role("button", name="Thực hiện").click()
    assert said(desk) == ["Đã từ chối 1 bình luận."]
    assert service.database.rows("SELECT reason FROM comments_decision ORDER BY id DESC")[0] == (
        "Quảng cáo",
    )
    assert desk.complaints == []


def test_a_request_is_carried_out(desk: Visit, service: Service) -> None:
    """From the first page to the erased comment it is three clicks, one of which asks."""
    log_in(desk)
    desk.page.get_by_text("1 yêu cầu xóa bình luận").click()
    desk.page.get_by_role("link", name="Xóa vĩnh viễn bình luận số 2").click()
    desk.page.get_by_text("không lấy lại được").wait_for()
    desk.page.get_by_role("button", name="Xóa vĩnh viễn").click()
    assert said(desk) == ["Đã xóa vĩnh viễn bình luận số 2."]
    assert desk.complaints == []


def test_pages_are_for_everybody(logged_in: Visit) -> None:
    """No page is wider than a telephone or breaks the policy; axe finds nothing by day or night.

    No hostile text runs. Django's switch of colours works, and is kept on the next page.
    """
    dialogs: list[str] = []
    logged_in.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    options = {"runOnly": [tag for tag in TAGS if tag != "best-practice"]}
    found: list[tuple[str, str, str]] = []
    for scheme, paths in (("light", PAGES), ("dark", PAGES[:3])):
        logged_in.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for path in paths:
            logged_in.complaints.clear()  # axe itself breaks the policy
            logged_in.go(path, 360)
            assert logged_in.page.evaluate("document.documentElement.scrollWidth") <= 360, path
            assert logged_in.complaints == [], path
            for fault in AXE.run(logged_in.page, options=options).response["violations"]:
                found += [(path, fault["id"], node["html"][:120]) for node in fault["nodes"]]
    assert found == []
    assert dialogs == []
    theme = logged_in.page.locator("html")
    while theme.get_attribute("data-theme") != "dark":
        logged_in.page.locator("header .theme-toggle").click()
    logged_in.go(QUEUE, 360)
    assert theme.get_attribute("data-theme") == "dark"
    hosts = {url.split("/")[2] for _, url in logged_in.fetched if not url.startswith("data:")}
    assert hosts == {logged_in.home.split("/")[2]}
