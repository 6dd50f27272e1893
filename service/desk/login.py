"""Logging in: five wrong passwords, then a quarter of an hour of rest.

A try is counted before the password is looked at, so that a thousand tries at once are no more
than five; one that was right is given back. What is refused by one rule is not counted by the next:
a household alone cannot lock its network, nor a network a name for everybody. A browser in which
the user has logged in before has a count of its own, which no stranger touches.
"""

from datetime import timedelta
from math import ceil
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from service.desk.browsers import get_known_name
from service.desk.hashing import KNOWN, STRANGERS, Crowded, HashingQueue
from service.guard import clock
from service.guard.limits import LimitRule, TooOften, give_back, take_turn
from service.guard.peer import Address, get_asker
from service.guard.visitor import list_networks

ACT, SECONDS = "login", 900
BY_BOTH, BY_ADDRESS, BY_NETWORK, BY_NAME = 5, 20, 30, 50


def list_rules(address: Address, name: str) -> tuple[LimitRule, ...]:
    """Return the limits for a login from an unknown browser, the narrowest first."""
    household, around = list_networks(address)
    small = name.casefold()
    return (
        LimitRule(f"{household}\0{small}", BY_BOTH, SECONDS),
        LimitRule(household, BY_ADDRESS, SECONDS),
        LimitRule(around, BY_NETWORK, SECONDS),
        LimitRule(f"name:{small}", BY_NAME, SECONDS),
    )


def make_locked_error(wait: int) -> ValidationError:
    """Return the sentence for somebody who is to wait so many seconds, whoever they are."""
    minutes = ceil(wait / 60)
    until = clock.get_now() + timedelta(minutes=minutes)
    return ValidationError(
        f"Đã đăng nhập sai quá nhiều lần. Xin thử lại sau {minutes} phút, từ {until:%H:%M}.",
        code="locked",
    )


class LoginForm(AdminAuthenticationForm):
    """Asks for name and password, and counts."""

    def clean(self) -> dict[str, Any]:
        """Look at the password, unless it was wrong too often. Raises ValidationError."""
        name = str(self.cleaned_data.get("username") or "")
        if self.request is None or not name or not self.cleaned_data.get("password"):
            return super().clean()
        wanted, line = _build_conditions(self.request, name)
        try:
            take_turn(ACT, wanted)
        except TooOften as late:
            raise make_locked_error(late.wait) from late
        try:
            with line.turn():
                found = super().clean()
        except Crowded as crowded:
            give_back(ACT, wanted)
            message = "Có nhiều người đang đăng nhập. Xin thử lại sau ít giây."
            raise ValidationError(message, code="crowded") from crowded
        give_back(ACT, wanted)
        return found


def _build_conditions(
    request: HttpRequest, name: str
) -> tuple[tuple[LimitRule, ...], HashingQueue]:
    """Return the limits for an attempt, and the queue in which it waits."""
    if browser := get_known_name(request, name):
        return (LimitRule(f"browser:{browser}\0{name.casefold()}", BY_BOTH, SECONDS),), KNOWN
    return list_rules(get_asker(request), name), STRANGERS
