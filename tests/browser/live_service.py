"""A stand-in for the live service, under the portal's own address: what pages are answered."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_hex
from threading import Event
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from tests.sites.live_export import said

Mode = Literal["up", "down", "hanging"]
Answer = tuple[int, dict[str, Any]]
WRONG = {"error": "captcha", "message": "Mã xác thực không đúng."}
RECEIPT = "AB12-CD34-EF56"
CODE = "23456-ABCDE-FGHJK-MNPQR"
DUE = "2026-11-27"


@dataclass
class Live:
    """The service: ``asked`` is what came, with its JSON; ``told`` the answer to be given once.

    ``comments`` are those that are approved, as the pages were built with them at first.
    ``mode`` tells whether it answers, is broken, or never answers (until ``free`` is set).
    """

    mode: Mode = "up"
    total: int = 345_990
    rating: dict[str, Any] = field(default_factory=lambda: {"n": 12, "avg": 4.5})
    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    refused: Answer | None = None
    free: Event = field(default_factory=Event)
    status: str = "pending"
    kind: str = "question"
    comments: list[dict[str, Any]] = field(default_factory=lambda: [said(1), said(2, parent=1)])
    _sums: set[str] = field(default_factory=set)

    def answer(self, method: str, address: str, body: bytes, receipt: str) -> Answer:
        """Return the code and the JSON for a request below /v1/."""
        if self.mode == "hanging":
            self.free.wait(30)
        if self.mode != "up":
            return 502, {}
        parts = urlsplit(address)
        name = parts.path.rpartition("/v1/")[2]
        given = json.loads(body) if body else {"receipt": receipt, **parse_qs(parts.query)}
        self.asked.append((method, name, given))
        deeds: dict[str, Callable[[dict[str, Any]], Answer]] = {
            "POST hit": lambda _given: (200, self._numbers()),
            "GET captcha": lambda _given: (200, self._sum()),
            "PUT ratings": self._rated,
            "GET comments": self._approved,
            "POST comments": self._said,
            "GET mine": self._mine,
            "DELETE mine": self._erased,
            "POST letters": lambda given: (
                self._refusal(given) or (202, {"receipt": CODE, "deadline": "2026-12-18"})
            ),
            "GET letters/mine": self._letter,
            "DELETE letters/mine": lambda given: self._letter(given, DUE),
        }
        return deeds[f"{method} {name}"](given)

    def _numbers(self) -> dict[str, Any]:
        seen = {"total": self.total, "today": 2, "online": 3, "views": 1_234}
        return {**seen, "rating": self.rating}

    def _sum(self) -> dict[str, Any]:
        nonce = token_hex(16)
        self._sums.add(nonce)
        given = {"algorithm": "PBKDF2/SHA-256", "nonce": nonce, "salt": token_hex(16)}
        return {
            "parameters": {**given, "cost": 10, "keyLength": 32, "keyPrefix": "0"},
            "signature": "ab",
        }

    def _passes(self, given: dict[str, Any]) -> bool:
        """Take a sum's solution, once."""
        made = json.loads(b64decode(given["captcha"]))
        nonce = made["challenge"]["parameters"]["nonce"]
        is_known = nonce in self._sums and made["solution"]["derivedKey"].startswith("0")
        self._sums.discard(nonce)
        return is_known

    def _refusal(self, given: dict[str, Any]) -> Answer | None:
        refused, self.refused = self.refused, None
        return refused or (None if self._passes(given) else (409, WRONG))

    def _rated(self, given: dict[str, Any]) -> Answer:
        return self._refusal(given) or (200, {"n": 13, "avg": 4.6, "mine": given["stars"]})

    def _approved(self, given: dict[str, Any]) -> Answer:
        """Tell two comments at a time."""
        rest = [one for one in self.comments if one["id"] > int(given["after"][0])]
        more = str(rest[1]["id"]) if len(rest) > 2 else None
        return 200, {"comments": rest[:2], "next": more}

    def _said(self, given: dict[str, Any]) -> Answer:
        made = {"id": 77, "status": "pending", "receipt": RECEIPT}
        return self._refusal(given) or (202, made)

    def _mine(self, given: dict[str, Any]) -> Answer:
        if given["receipt"] != RECEIPT:
            return 404, {"error": "unknown", "message": "Không có bình luận nào mang mã này."}
        due = DUE if self.status == "erasing" else None
        told = {"id": 77, "page": "/", "author": "Hoa", "text": "Một <b>ý kiến</b>"}
        return 200, {**told, "at": "2026-11-25T08:00:00+07:00", "status": self.status, "due": due}

    def _letter(self, given: dict[str, Any], erasing: str | None = None) -> Answer:
        if given["receipt"].upper().replace("-", "") != CODE.replace("-", ""):
            return 404, {"error": "receipt", "message": "Không có thư nào ứng với mã này."}
        told = {"kind": self.kind, "about": None, "state": "answered", "at": "2026-11-27"}
        told |= {"deadline": "2026-12-18", "closed": "2026-12-02", "note": None}
        return 202 if erasing else 200, {**told, "answer": "/hoi-dap/cho/", "erasing": erasing}

    def _erased(self, given: dict[str, Any]) -> Answer:
        if given["receipt"] != RECEIPT:
            return 404, {"error": "unknown", "message": "Không có bình luận nào mang mã này."}
        self.status = "erasing"
        self.comments = [one for one in self.comments if one["id"] != 2]
        return 202, {"status": "erasing", "due": DUE}
