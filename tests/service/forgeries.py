"""Captchas that look well and must not pass, each for a comment on the open page."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from typing import Any

from tests.service.captchas import Mint, changed, encoded, opened
from tests.service.client import OPEN, OTHER
from tests.service.running import SECRET_KEY

DATA = {"act": "comment", "page": OPEN}


def signed(mint: Mint, signature: Any) -> str:
    """Return a captcha under another signature."""
    payload = opened(mint.made())
    payload["challenge"]["signature"] = signature
    return encoded(payload)


def answered(mint: Mint, solution: Any) -> str:
    """Return a captcha with another solution."""
    return encoded({**opened(mint.made()), "solution": solution})


def deep(levels: int) -> Any:
    """Return lists in lists."""
    found: Any = []
    for _ in range(levels):
        found = [found]
    return found


def first_version() -> str:
    """Return a solved captcha of ALTCHA's first version, signed with the service's key."""
    salt, number = "mot-it-muoi?expires=99999999999", 7
    digest = hashlib.sha256(f"{salt}{number}".encode()).hexdigest()
    return encoded(
        {
            "algorithm": "SHA-256",
            "challenge": digest,
            "number": number,
            "salt": salt,
            "signature": hmac.new(SECRET_KEY.encode(), digest.encode(), "sha256").hexdigest(),
        }
    )


FORGERIES: dict[str, Callable[[Mint], str]] = {
    "for a vote": lambda mint: mint.made("rating"),
    "of another page": lambda mint: mint.made(page=OTHER),
    "expired": lambda mint: mint.made(seconds=-1),
    "later expiry": lambda mint: changed(mint.made(seconds=-1), expiresAt=2**40),
    "no expiry": lambda mint: changed(mint.made(), expiresAt=None),
    "expiry of letters": lambda mint: changed(mint.made(), expiresAt="9" * 12),
    "expiry without end": lambda mint: changed(mint.made(), expiresAt=10**400),
    "other page inside": lambda mint: changed(mint.made(page=OTHER), data=DATA),
    "more data": lambda mint: changed(mint.made(), data={**DATA, "x": 1}),
    "less work": lambda mint: changed(mint.made(), cost=1),
    "other algorithm": lambda mint: changed(mint.made(), algorithm="SHA-256"),
    "signed for another algorithm": lambda mint: mint.made(algorithm="SHA-256"),
    "no signature": lambda mint: signed(mint, None),
    "empty signature": lambda mint: signed(mint, ""),
    "signature of another kind": lambda mint: signed(mint, 1),
    "guessed": lambda mint: answered(mint, {"counter": 1, "derivedKey": "00" * 32}),
    "no key": lambda mint: answered(mint, {"counter": 0}),
    "key of another kind": lambda mint: answered(mint, {"counter": 0, "derivedKey": [1]}),
    "no solution": lambda mint: answered(mint, None),
    "list": lambda _mint: encoded([]),
    "deep": lambda _mint: base64.b64encode(b"[" * 3_000).decode(),
    "deep data": lambda mint: changed(mint.made(), data=deep(500)),
    "not a number": lambda _mint: base64.b64encode(b'{"challenge": NaN}').decode(),
    "surrogates": lambda mint: changed(mint.made(), data="\ud800"),
    "no base64": lambda _mint: "***",
    "letters": lambda _mint: "Mã xác thực",
    "empty": lambda _mint: "",
    "too long": lambda mint: mint.made() + "A" * 4_096,
    "first version": lambda _mint: first_version(),
}
