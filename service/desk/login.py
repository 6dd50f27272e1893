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

from service.desk.browsers import known_as
from service.desk.hashing import KNOWN, STRANGERS, Crowded, Line
from service.guard import clock
from service.guard.limits import Rule, TooOften, give_back, take
from service.guard.peer import Address, asker_of
from service.guard.visitor import networks

ACT, SECONDS = "login", 900
BY_BOTH, BY_ADDRESS, BY_NETWORK, BY_NAME = 5, 20, 30, 50


def rules(address: Address, name: str) -> tuple[Rule, ...]:
    """Return the limits for a login from an unknown browser, the narrowest first."""
    household, around = networks(address)
    small = name.casefold()
    return (
        Rule(f"{household}\0{small}", BY_BOTH, SECONDS),
        Rule(household, BY_ADDRESS, SECONDS),
        Rule(around, BY_NETWORK, SECONDS),
        Rule(f"name:{small}", BY_NAME, SECONDS),
    )


def locked(wait: int) -> ValidationError:
    """Return the sentence for somebody who is to wait so many seconds, whoever they are."""
    minutes = ceil(wait / 60)
    until = clock.now() + timedelta(minutes=minutes)
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
        wanted, line = _conditions(self.request, name)
        try:
            take(ACT, wanted)
        except TooOften as late:
            raise locked(late.wait) from late
        try:
            with line.turn():
                found = super().clean()
        except Crowded as crowded:
            give_back(ACT, wanted)
            message = "Có nhiều người đang đăng nhập. Xin thử lại sau ít giây."
            raise ValidationError(message, code="crowded") from crowded
        give_back(ACT, wanted)
        return found


def _conditions(request: HttpRequest, name: str) -> tuple[tuple[Rule, ...], Line]:
    """Return the limits for an attempt, and the queue in which it waits."""
    if browser := known_as(request, name):
        return (Rule(f"browser:{browser}\0{name.casefold()}", BY_BOTH, SECONDS),), KNOWN
    return rules(asker_of(request), name), STRANGERS
