"""Solves captchas as the widget does, and makes such as the service alone should make."""

from __future__ import annotations

import base64
import json
import time
from hashlib import blake2b
from typing import Any

import altcha

from tests.service.client import OPEN, Client


def solved(client: Client, act: str = "comment", page: str = OPEN) -> str:
    """Return a captcha that the service made, solved by trying."""
    answer = client.get("/v1/captcha", act=act, page=page)
    assert answer.status == 200, answer.text
    challenge = altcha.Challenge.from_dict(answer.json)
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


class Mint:
    """Knows the service's key: its captchas are valid and cost nothing to solve."""

    def __init__(self, secret_key: str) -> None:
        """Take the service's secret key."""
        self._key = secret_key.encode()

    def _secret(self, use: str) -> str:
        return blake2b(self._key, person=use.encode(), digest_size=32).hexdigest()

    def challenge(
        self, act: str, page: str, seconds: int = 600, algorithm: str = "PBKDF2/SHA-256"
    ) -> altcha.Challenge:
        """Return a challenge that the first try solves; it expires in so many seconds."""
        return altcha.create_challenge(
            algorithm,
            1_000,
            counter=0,
            expires_at=int(time.time()) + seconds,
            data={"act": act, "page": page},
            hmac_secret=self._secret("challenge"),
            hmac_key_secret=self._secret("key"),
        )

    def made(
        self,
        act: str = "comment",
        page: str = OPEN,
        seconds: int = 600,
        algorithm: str = "PBKDF2/SHA-256",
    ) -> str:
        """Return a solved captcha."""
        challenge = self.challenge(act, page, seconds, algorithm)
        solution = altcha.solve_challenge(challenge)
        assert solution is not None
        return altcha.Payload(challenge, solution).to_base64()


def changed(payload: str, **parameters: Any) -> str:
    """Return a solved captcha with other parameters under the same signature."""
    found = opened(payload)
    found["challenge"]["parameters"].update(parameters)
    return encoded(found)


def opened(payload: str) -> Any:
    """Return what is in a captcha."""
    return json.loads(base64.b64decode(payload))


def encoded(payload: Any) -> str:
    """Return a captcha as the widget sends it."""
    return base64.b64encode(json.dumps(payload).encode()).decode()
