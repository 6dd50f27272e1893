"""What the desk must not let happen: forged forms, frames, scripts, caches, cookies elsewhere."""

from __future__ import annotations

import pytest

from tests.service.running import Service
from tests.service.staff import QUEUE, TOKEN, Staff, write

pytest_plugins = ("tests.service.desk_fixtures",)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "\"><style>@import'//x'</style>",
    "<a href='javascript:alert(1)'>bấm</a> {{ 7|add:7 }} {% now 'Y' %}",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
)


def test_a_form_without_its_token_does_nothing(service: Service, editor: Staff) -> None:
    """Without the token, with a foreign one, or from another site's page a form does nothing.

    What comes after a decision never leads to another site.
    """
    number = write(service)
    page = editor.post(f"{QUEUE}{number}/duyet/", token=False)
    assert (page.status, page.found("h1")) == (403, ["Chưa làm được"])
    foreign = Staff(service.port).token("login/")
    assert editor.post(f"{QUEUE}{number}/duyet/", {TOKEN: foreign}, token=False).status == 403
    body = f"{TOKEN}={editor.token()}".encode()
    for origin in ("https://evil.example", "null"):
        assert editor.ask(f"{QUEUE}{number}/duyet/", body, Origin=origin).status == 403
    assert service.reader().comments() == []
    page = editor.post(f"{QUEUE}{number}/duyet/?loc=//evil.example/%3Fa%3Db")
    assert page.url.startswith(f"{editor.root}/quan-tri/comments/comment/")


@pytest.mark.parametrize("path", ["", "login/", "so-lieu/luot-truy-cap.csv"])
def test_no_frame_no_cache_no_search_engine(editor: Staff, path: str) -> None:
    """Every page says so in its headers."""
    headers = editor.get(path).headers
    assert headers["X-Frame-Options"] == "DENY"
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_cookies_go_to_the_desk_alone(service: Service, stranger: Staff) -> None:
    """Both cookies are for the desk's path, strict, unseen by scripts; public doors set none."""
    page = stranger.get("login/")
    cookies = page.headers.get_all("Set-Cookie") or []
    assert cookies
    for cookie in cookies:
        for part in ("Path=/quan-tri/", "SameSite=Strict", "HttpOnly"):
            assert part in cookie, cookie
    assert service.reader().get("/v1/stats", page="/").headers["Set-Cookie"] is None


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_as_text(
    service: Service, administrator: Staff, hostile: str
) -> None:
    """Markup in text and name stands on every page as the letters that were written.

    Letters that turn the line are gone, and what is right to left is kept apart.
    """
    number = write(service, f"\u202e{hostile}", author=f"{hostile[:60]}\u202e")
    pages = (QUEUE, f"{QUEUE}{number}/change/", f"{QUEUE}{number}/xoa/")
    for path in pages:
        page = administrator.get(path)
        assert page.tree.xpath("//p[@class='comment-text']/text()") == [hostile], path
        assert page.found(".comment-author") == [" ".join(hostile[:60].split())], path
        code = "//main//script[not(@src)] | //main//svg | //main//style | //main//img[@onerror]"
        assert page.tree.xpath(code) == [], path
        assert page.tree.xpath("//strong[@class='comment-author']/@dir") == ["auto"], path
        assert "\u202e" not in page.text


def test_who_is_not_logged_in_sees_only_the_form(service: Service, stranger: Staff) -> None:
    """Every address leads to the log-in page, also those that do not exist."""
    number = write(service)
    for path in ("", QUEUE, f"{QUEUE}{number}/change/", "so-lieu/", "jsi18n/", "khong-co/"):
        assert "/quan-tri/login/?next=" in stranger.get(path).url, path
    assert stranger.get("so-lieu/luot-truy-cap.csv").text.startswith("<!DOCTYPE html>")
    token = stranger.token("login/")
    posted = stranger.ask(f"{QUEUE}{number}/duyet/", f"{TOKEN}={token}".encode())
    assert "/quan-tri/login/?next=" in posted.url
    assert service.reader().comments() == []
