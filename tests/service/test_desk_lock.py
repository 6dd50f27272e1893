"""Guessing passwords: five tries in a quarter of an hour, however they come."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from ipaddress import ip_address
from typing import Any

from tests.service.inside import on
from tests.service.running import Service
from tests.service.staff import ADMINISTRATOR, EDITOR, PASSWORD, Staff
from tests.service.together import at_once

pytest_plugins = ("tests.service.desk_fixtures",)
WRONG = "Sai tên đăng nhập hoặc mật khẩu. Xin gõ lại, chú ý chữ hoa và chữ thường."
LOCKED = re.compile(r"Đã đăng nhập sai quá nhiều lần\. Xin thử lại sau 1[45] phút, từ \d\d:\d\d\.")


def said(staff: Staff, name: str, password: str = "sai-mat-khau") -> str:
    """Return what the desk says to a try."""
    return "".join(staff.log_in(name, password).messages)


def fail(staff: Staff, name: str, times: int) -> None:
    """Give a wrong password so many times."""
    for _ in range(times):
        assert said(staff, name) == WRONG


def count(service: Service, times: int, whom: Callable[[int], tuple[Any, ...]]) -> None:
    """Have so many tries counted, without the half second that each password takes."""
    from service.desk.login import ACT, list_rules
    from service.guard.limits import take_turn

    with on(service.database):
        for n in range(times):
            take_turn(ACT, list_rules(*whom(n)))


def test_the_sixth_try_is_refused_even_with_the_right_password(
    browsers: dict[str, Staff], stranger: Staff
) -> None:
    """After five wrong ones nobody gets in from there, and is told from when on to try again.

    A name in capitals is the same name; nobody learns which names there are.
    """
    fail(stranger, EDITOR, 3)
    fail(stranger, EDITOR.upper(), 2)
    page = stranger.log_in(EDITOR)
    assert LOCKED.fullmatch("".join(page.messages))
    assert "/login/" in page.url
    fail(stranger, "khong-co", 5)
    assert LOCKED.fullmatch(said(stranger, "khong-co"))


def test_others_are_not_locked_out(service: Service, browsers: dict[str, Staff]) -> None:
    """A lock holds for one name from one address: the owner gets in from elsewhere."""
    guesser, owner = Staff(service.port, "198.51.100.88"), Staff(service.port, "203.0.113.44")
    fail(guesser, EDITOR, 5)
    for _ in range(20):
        assert LOCKED.fullmatch(said(guesser, EDITOR))
    assert owner.log_in(EDITOR).status == 200
    assert "/login/" not in owner.get().url


def test_success_resets_and_counts_nothing(service: Service, browsers: dict[str, Staff]) -> None:
    """Whoever knows one password wins no further guesses by logging in between, nor loses any."""
    address = "198.51.100.66"
    fail(Staff(service.port, address), EDITOR, 4)
    for _ in range(3):
        assert said(Staff(service.port, address), EDITOR, PASSWORD) == ""
    guesser = Staff(service.port, address)
    fail(guesser, EDITOR, 1)
    assert LOCKED.fullmatch(said(guesser, EDITOR))


def test_an_address_has_twenty_tries_for_all_names(service: Service, stranger: Staff) -> None:
    """Going through the names from one address ends after twenty."""
    count(service, 19, lambda n: (ip_address("198.51.100.77"), f"ten-{n}"))
    fail(stranger, "ten-cu", 1)
    assert LOCKED.fullmatch(said(stranger, "ten-moi"))


def test_a_name_has_fifty_tries_from_all_addresses(
    service: Service, browsers: dict[str, Staff]
) -> None:
    """Guessing one name from many networks ends after fifty."""
    count(service, 49, lambda n: (ip_address(f"198.51.{n}.1"), EDITOR))
    fail(Staff(service.port, "198.51.200.1"), EDITOR, 1)
    assert LOCKED.fullmatch(said(Staff(service.port, "198.51.201.1"), EDITOR))


def test_one_network_does_not_lock_an_owner_out(
    service: Service, browsers: dict[str, Staff]
) -> None:
    """Wrong passwords from many /64s of one /48 lock the network alone: the owner gets in."""
    for house in range(11):
        guesser = Staff(service.port, f"2001:db8:9:{house:x}::1")
        told = [said(guesser, EDITOR) for _ in range(5)]
        assert all(one == WRONG or LOCKED.fullmatch(one) for one in told)
    assert LOCKED.fullmatch(said(Staff(service.port, "2001:db8:9:ff::1"), EDITOR, PASSWORD))
    assert said(Staff(service.port, "203.0.113.44"), EDITOR, PASSWORD) == ""


def test_a_browser_that_was_in_before_is_spared(
    service: Service, browsers: dict[str, Staff]
) -> None:
    """Where a name is locked for all, its owner's browser gets in, with five tries of its own."""
    owner = Staff(service.port, "203.0.113.44")
    assert said(owner, EDITOR, PASSWORD) == ""
    owner.post("logout/")
    count(service, 50, lambda n: (ip_address(f"198.51.{n}.1"), EDITOR))
    assert LOCKED.fullmatch(said(Staff(service.port, "203.0.113.45"), EDITOR, PASSWORD))
    assert said(owner, EDITOR, PASSWORD) == ""
    owner.post("logout/")
    fail(owner, EDITOR, 5)
    assert LOCKED.fullmatch(said(owner, EDITOR, PASSWORD))


def test_the_cookie_spares_one_name(service: Service, browsers: dict[str, Staff]) -> None:
    """It is signed, for the desk alone, no script reads it, and it holds for no other name."""
    owner = Staff(service.port, "198.51.100.99")
    assert said(owner, EDITOR, PASSWORD) == ""
    (kept,) = [one for one in owner.cookies() if one.name == "quan-tri-quen"]
    assert kept.path == "/quan-tri/"
    assert {"HttpOnly": None, "SameSite": "Strict"}.items() <= kept._rest.items()  # type: ignore[attr-defined]
    assert EDITOR not in str(kept.value)
    owner.post("logout/")
    count(service, 20, lambda n: (ip_address("198.51.100.99"), f"ten-{n}"))
    assert LOCKED.fullmatch(said(owner, ADMINISTRATOR, PASSWORD))
    assert said(owner, EDITOR, PASSWORD) == ""
    forged = Staff(service.port, "198.51.100.99")
    kept.value = str(kept.value)[:-3] + "abc"
    forged.keep(kept)
    assert LOCKED.fullmatch(said(forged, EDITOR, PASSWORD))


def test_forty_tries_at_once_are_five(service: Service, browsers: dict[str, Staff]) -> None:
    """Tries are counted before the password is looked at: a crowd of them wins nothing."""
    told = at_once([partial(said, Staff(service.port, "198.51.100.99"), EDITOR) for _ in range(40)])
    assert told.count(WRONG) == 5
    assert sum(bool(LOCKED.fullmatch(one)) for one in told) == 35


def test_an_empty_form_is_not_counted(service: Service, stranger: Staff) -> None:
    """Pressing the button by mistake costs no try; the form says whom to ask."""
    for _ in range(7):
        page = stranger.log_in("", "")
    assert "Xin ghi ô này." in page.words
    assert "Quên mật khẩu? Hãy hỏi quản trị viên của cổng" in page.words
    assert "/login/" in stranger.get("password_reset/").url
    assert service.database.count("guard_limit") == 0
