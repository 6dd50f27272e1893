"""Logging in: five wrong passwords, then a quarter of an hour of rest.

A try is counted before the password is looked at, so that a thousand tries at once are no more
than five; one that was right is given back. What is refused by one rule is not counted by the next:
one address alone cannot lock a name for everybody.
"""

from datetime import timedelta
from math import ceil
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from service.guard import clock
from service.guard.limits import Rule, TooOften, give_back, take
from service.guard.peer import asker_of, cut

ACT, SECONDS = "login", 900
BY_BOTH, BY_ADDRESS, BY_NAME = 5, 20, 50


def rules(address: str, name: str) -> tuple[Rule, ...]:
    """Return the rules for somebody at an address who gives a name, the narrowest first."""
    small = name.casefold()
    return (
        Rule(f"{address}\0{small}", BY_BOTH, SECONDS),
        Rule(f"address:{address}", BY_ADDRESS, SECONDS),
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
        wanted = rules(cut(asker_of(self.request)), name)
        try:
            take(ACT, wanted)
        except TooOften as late:
            raise locked(late.wait) from late
        found = super().clean()
        give_back(ACT, wanted)
        return found
