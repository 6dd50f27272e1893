"""How often: on all engines, from however many places at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from tests.service.client import OPEN, Answer, comment
from tests.service.running import PAGES, Service
from tests.service.together import spread

LONG = "Đề nghị thị xã sửa con đường trước cổng trường, trời mưa ngập cả lối đi của các cháu."


def sent(service: Service, address: str, text: str, page: str = OPEN) -> Answer:
    """Send a comment from an address."""
    client = service.reader(address)
    body = comment(service.mint.made(page=page), text=text, page=page)
    answer = client.call("POST", "/v1/comments", body)
    client.close()
    return answer


def test_a_crowd_at_a_limit_of_five(service: Service) -> None:
    """One address sends 80 comments, 16 at a time: five are taken, and others lose nothing."""
    tries: list[Callable[[], Answer]] = [
        partial(sent, service, "203.0.113.7", f"Bài số {number}") for number in range(80)
    ]
    found = spread(tries, 16)
    assert Counter(answer.status for answer in found) == {202: 5, 429: 75}
    assert service.database.count("comments_comment") == 5
    assert sent(service, "203.0.113.8", "Một người khác").status == 202
    refused = sent(service, "203.0.113.7", "Bài cuối")
    assert refused.json["error"] == "too-often"
    assert 500 < int(refused.headers["Retry-After"]) <= 600
    assert "10 phút" in refused.json["message"]


def test_a_network_sends_twenty_in_ten_minutes(service: Service) -> None:
    """All addresses of a /24, or of an IPv6 /48, have twenty comments in ten minutes together."""
    for prefix in ("203.0.113.{}", "2001:db8:5:{:x}::1"):
        found = [
            sent(service, prefix.format(number), f"{prefix} {number}").status
            for number in range(1, 25)
        ]
        assert Counter(found) == {202: 20, 429: 4}


def test_a_hundred_comments_a_minute(service: Service) -> None:
    """Of a hundred comments from as many networks within a minute sixty are taken."""
    tries: list[Callable[[], Answer]] = [
        partial(sent, service, f"198.51.{number}.1", f"Bài số {number}") for number in range(100)
    ]
    found = Counter(answer.status for answer in spread(tries, 8))
    assert found == {202: 60, 429: 40}


def test_the_same_text_on_twenty_pages(service: Service) -> None:
    """The same text on twenty pages, from as many networks, is taken twice."""
    pages = PAGES["open"][2:22]
    assert len(set(pages)) == 20
    found = [
        sent(service, f"198.51.{number}.1", f"{LONG}{'!' * number}", page).status
        for number, page in enumerate(pages)
    ]
    assert Counter(found) == {202: 2, 429: 18}


def test_many_may_say_thanks(service: Service) -> None:
    """A short text that many write in the same words is taken from different networks."""
    found = [sent(service, f"198.51.{number}.1", "Cảm ơn thị xã!").status for number in range(6)]
    assert found == [202] * 6
    assert [sent(service, "198.51.9.9", "👍").status for _ in range(3)] == [202, 202, 429]
    assert sent(service, "198.51.8.8", "❤️").status == 202


def test_captchas_are_not_for_the_taking(service: Service) -> None:
    """One address gets three hundred challenges an hour, then 429; another one is served."""
    client = service.reader()
    found = Counter(client.get("/v1/captcha", act="rating", page=OPEN).status for _ in range(301))
    assert found == {200: 300, 429: 1}
    assert service.reader("203.0.113.8").get("/v1/captcha", act="rating", page=OPEN).status == 200
