"""The second step of logging in: set up at the first log-in, asked for at every other."""

from __future__ import annotations

from base64 import b32decode
from collections.abc import Iterator
from time import sleep, time

import pytest
from django_otp.oath import totp

from tests.service.conftest import MakeDatabase, begun
from tests.service.english import english
from tests.service.running import Service
from tests.service.staff import PASSWORD, Page, Staff, delete_users, make_user, manage

WRONG = "Mã không đúng, đã dùng rồi hoặc đã hết hạn. Xin chờ mã mới trên ứng dụng rồi nhập lại."


@pytest.fixture(scope="module")
def with_codes(
    django_ready: None, make_database: MakeDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """Give a service whose administrators log in with a code."""
    made = begun(make_database(), tmp_path_factory.mktemp("codes"), LIVE_TOTP="quan-tri")
    yield made
    made.kill()


@pytest.fixture
def guarded(with_codes: Service) -> Iterator[Service]:
    """Give that service with an administrator and an editor who have set nothing up yet."""
    with_codes.database.clean()
    make_user(with_codes, "hoa", "quan-tri")
    make_user(with_codes, "lan", "bien-tap")
    yield with_codes
    for table in ("otp_static_statictoken", "otp_static_staticdevice", "otp_totp_totpdevice"):
        with_codes.database.rows(f"DELETE FROM {table}")
    delete_users(with_codes, "hoa", "lan", "minh")


def secret(page: Page) -> bytes:
    """Return the secret that the page of setting up shows."""
    text = page.tree.xpath("//code")[0].text_content().replace(" ", "")
    return b32decode(text + "=" * (-len(text) % 8))


def code(key: bytes, later: int = 0) -> str:
    """Return the code of an app, so many steps of thirty seconds later.

    In the last seconds of a step the next one is awaited: a code that arrives late makes the
    service take the app's clock for a slow one.
    """
    while time() % 30 > 25:
        sleep(0.5)
    return f"{totp(key, t0=-30 * later):06}"


def set_up(staff: Staff, page: Page) -> tuple[bytes, list[str]]:
    """Set the app up; return its secret and the recovery codes."""
    key = secret(page)
    done = staff.post("ma-xac-thuc/cai-dat/", {"code": code(key)})
    return key, [str(one) for one in done.tree.xpath("//li/code/text()")]


def forget_waiting(service: Service) -> None:
    """Let the seconds pass that follow a wrong code."""
    for table in ("otp_totp_totpdevice", "otp_static_staticdevice"):
        service.database.rows(f"UPDATE {table} SET throttling_failure_count = 0")


def test_a_role_sets_its_code_up_first(guarded: Service) -> None:
    """Who needs a code gets no further than its setting-up; then it is asked for; no script."""
    staff = Staff(guarded.port)
    page = staff.log_in("hoa")
    assert "/ma-xac-thuc/cai-dat/" in page.url
    assert page.found("h1") == ["Cài mã xác thực"]
    assert english(page.tree) == set()
    assert page.tree.xpath("//div[@role='img']//*[local-name()='svg']")
    assert page.tree.xpath("//script[not(@src)]") == page.tree.xpath("//*[@style]") == []
    for path in ("", "auth/user/", "phien-dang-nhap/", "so-lieu/", "password_change/"):
        assert "/ma-xac-thuc/" in staff.get(path).url, path
    assert staff.post("ma-xac-thuc/cai-dat/", {"code": "000000"}).found(".errornote")
    forget_waiting(guarded)
    key, recovery = set_up(staff, page)
    assert len(set(recovery)) == 10
    assert "Xin chào" in staff.get().words
    again = Staff(guarded.port)
    page = again.log_in("hoa")
    assert page.found("h1") == ["Mã xác thực"]
    assert "Việc cần làm" not in again.get().found("h1")
    entered = again.post("ma-xac-thuc/", {"code": code(key, 1), "next": "/quan-tri/auth/user/"})
    assert entered.url.endswith("/quan-tri/auth/user/")


def test_other_roles_need_none(guarded: Service) -> None:
    """A role that is not named logs in with the password, and may set a code up all the same."""
    staff = Staff(guarded.port)
    assert staff.log_in("lan").url.endswith("/quan-tri/")
    key, _ = set_up(staff, staff.get("ma-xac-thuc/cai-dat/"))
    assert "Bạn đang dùng mã xác thực" in staff.get("phien-dang-nhap/").words
    again = Staff(guarded.port)
    assert "/ma-xac-thuc/" in again.log_in("lan").url
    assert "/ma-xac-thuc/" in again.get("comments/comment/").url
    assert again.post("ma-xac-thuc/", {"code": code(key, 1)}).url.endswith("/quan-tri/")


def test_each_code_holds_once(guarded: Service) -> None:
    """A code that was used is none any more, be it the app's or one for emergencies."""
    first = Staff(guarded.port)
    key, recovery = set_up(first, first.log_in("hoa"))

    def enters(given: str) -> bool:
        forget_waiting(guarded)
        staff = Staff(guarded.port)
        staff.log_in("hoa")
        return staff.post("ma-xac-thuc/", {"code": given}).url.endswith("/quan-tri/")

    used = code(key, 1)
    assert [enters(used), enters(used), enters(recovery[0].upper()), enters(recovery[0])] == [
        *(True, False),
        *(True, False),
    ]
    assert enters(f" {recovery[1][:4]} {recovery[1][4:]} ")


def test_codes_are_not_guessed(guarded: Service) -> None:
    """After wrong codes the right one has to wait, ever longer; the page says how long."""
    first = Staff(guarded.port)
    key, _ = set_up(first, first.log_in("hoa"))
    guesser = Staff(guarded.port)
    guesser.log_in("hoa")
    assert guesser.post("ma-xac-thuc/", {"code": "000000"}).found(".errornote") == [WRONG]
    device = "throttling_failure_count = 6"
    guarded.database.rows(f"UPDATE otp_totp_totpdevice SET {device}")
    page = guesser.post("ma-xac-thuc/", {"code": code(key, 1)})
    (told,) = page.found(".errornote")
    assert told.startswith("Mã không đúng. Xin chờ 3")
    assert "/ma-xac-thuc/" in guesser.get().url


def test_a_lost_telephone_is_let_go(guarded: Service) -> None:
    """An administrator, or whoever has the machine, lets somebody set the code up anew."""
    make_user(guarded, "minh", "quan-tri")
    administrator, lost = Staff(guarded.port), Staff(guarded.port)
    set_up(administrator, administrator.log_in("hoa"))
    set_up(lost, lost.log_in("minh"))
    number = guarded.database.number("SELECT id FROM auth_user WHERE username = 'minh'")
    words = {"password1": PASSWORD, "password2": PASSWORD}
    administrator.post(f"auth/user/{number}/password/", words)
    assert Staff(guarded.port).log_in("minh").found("h1") == ["Mã xác thực"]
    administrator.post(f"auth/user/{number}/password/", {**words, "forget_code": "on"})
    assert Staff(guarded.port).log_in("minh").found("h1") == ["Cài mã xác thực"]
    manage(
        guarded,
        *("make_user", "--name", "hoa", "--change", "--forget-code", "--password-stdin"),
        given=f"{PASSWORD}\n",
    )
    assert Staff(guarded.port).log_in("hoa").found("h1") == ["Cài mã xác thực"]


def test_half_a_log_in_can_be_left(guarded: Service) -> None:
    """Half a log-in replaces no app and leads to no other site; it can be left."""
    staff = Staff(guarded.port)
    key, _ = set_up(staff, staff.log_in("hoa"))
    half = Staff(guarded.port)
    half.log_in("hoa")
    for given in ({}, {"code": "123456"}):  # setting up anew needs the present code
        page = half.post("ma-xac-thuc/cai-dat/", given)
        assert page.found("h1") == ["Mã xác thực"]
        assert english(page.tree) == set()
    assert guarded.database.count("otp_totp_totpdevice") == 1
    evil = half.post("ma-xac-thuc/", {"code": code(key, 1), "next": "https://evil.example/"})
    assert evil.url.endswith("/quan-tri/")
    leaving = Staff(guarded.port)
    leaving.log_in("hoa")
    assert "/login/" in leaving.post("ma-xac-thuc/", {"leave": "1"}).url
    assert "/login/" in leaving.get("ma-xac-thuc/").url
    assert "/login/" in Staff(guarded.port).get("ma-xac-thuc/cai-dat/").url
