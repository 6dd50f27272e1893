"""The sessions of the staff: listed for their owner, ended by them, and in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from service.guard import clock
from tests.service.databases import Database
from tests.service.running import Service
from tests.service.staff import EDITOR, PASSWORD, Staff, delete_users, make_user

pytest_plugins = ("tests.service.desk_fixtures",)
SESSIONS = "phien-dang-nhap/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"


@pytest.fixture
def minh(service: Service) -> Iterator[list[Staff]]:
    """Give two browsers in which the same editor is logged in."""
    make_user(service, "minh", "bien-tap")
    here, there = Staff(service.port), Staff(service.port, "203.0.113.90")
    for staff in (here, there):
        assert staff.log_in("minh").status == 200
    yield [here, there]
    delete_users(service, "minh")


def test_somebody_sees_and_ends_their_own_sessions(service: Service, minh: list[Staff]) -> None:
    """Browsers are listed, this one is marked; one, or all others, are ended and out at once."""
    here, there = minh
    page = here.get(SESSIONS)
    assert len(page.tree.xpath("//tbody/tr")) == 2
    assert len(page.tree.xpath("//tbody/tr[contains(., '(phiên này)')]")) == 1
    (other,) = page.tree.xpath("//tbody/tr[not(contains(., '(phiên này)'))]//button/@value")
    assert there.get("comments/comment/").status == 200
    after = here.post(SESSIONS, {"session": other})
    assert len(after.tree.xpath("//tbody/tr")) == 1
    assert "/login/" in there.get("comments/comment/").url
    assert there.log_in("minh").url.endswith("/quan-tri/")
    third = Staff(service.port)
    third.log_in("minh")
    there.post("logout/")
    assert len(here.get(SESSIONS).tree.xpath("//tbody/tr")) == 2
    assert len(here.post(SESSIONS, {"session": "others"}).tree.xpath("//tbody/tr")) == 1
    assert "/login/" in third.get().url
    assert "Xin chào" in here.get().words


def test_nobody_ends_the_session_of_another(
    service: Service, browsers: dict[str, Staff], minh: list[Staff]
) -> None:
    """A key of somebody else's session, however it was learnt, ends nothing."""
    sql = "SELECT s.key FROM desk_staffsession s JOIN auth_user u ON u.id = s.user_id "
    (key,) = service.database.rows(sql + "WHERE u.username = %s", EDITOR)[0]
    minh[0].post(SESSIONS, {"session": str(key)})
    assert "/login/" not in browsers[EDITOR].get().url


def test_the_list_names_kinds_of_browsers_and_no_address(
    service: Service, minh: list[Staff]
) -> None:
    """Of a session the kind of browser and machine is kept; no address, no version."""
    third = Staff(service.port)
    third.browser = FIREFOX
    third.log_in("minh", PASSWORD)
    assert "Firefox trên Windows" in third.get(SESSIONS).words
    stored = service.database.rows("SELECT * FROM desk_staffsession")
    assert "203.0.113" not in str(stored)
    kinds = service.database.rows("SELECT browser FROM desk_staffsession")
    assert not any(map(str.isdigit, str(kinds)))


def test_expired_sessions_are_cleared(inside: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody has used for eight hours goes, from our list and from Django's table."""
    from django.contrib.auth.models import User
    from django.contrib.sessions.models import Session

    from service.config import housekeeping
    from service.desk.models import StaffSession

    user = User.objects.create(username="lan")
    now = timezone.now()
    for key, seen in (("old", now - timedelta(hours=9)), ("new", now)):
        StaffSession.objects.create(key=key, user=user, browser="x", began=seen, seen=seen)
    for key, until in (("gone", now - timedelta(seconds=1)), ("valid", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=until)
    monkeypatch.setattr(clock, "get_now", lambda: now)
    try:
        housekeeping.forget_once()
        assert list(StaffSession.objects.values_list("key", flat=True)) == ["new"]
        assert list(Session.objects.values_list("session_key", flat=True)) == ["valid"]
    finally:
        user.delete()
        Session.objects.all().delete()
