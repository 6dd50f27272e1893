"""The staff at their browsers: cookies kept, forms filled in, on the service that runs."""

from __future__ import annotations

import io
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import Cookie, CookieJar
from itertools import count
from typing import Any
from urllib.parse import urlencode

import pytest
from lxml import html

from tests.service.client import OPEN, comment
from tests.service.inside import on
from tests.service.running import Service

PASSWORD = "mat-khau-rat-dai-42"
ADMINISTRATOR, EDITOR = "hoa", "lan"
TOKEN = "csrfmiddlewaretoken"
DESK = "/quan-tri/"
QUEUE = "comments/comment/"
Fields = Mapping[str, str | Sequence[str]]
_addresses = count()


@dataclass(frozen=True)
class Page:
    """What the desk answered, after its redirections."""

    status: int
    url: str
    headers: Message
    text: str

    @property
    def tree(self) -> Any:
        """Return the page's elements."""
        return html.fromstring(self.text.encode(), parser=html.HTMLParser(encoding="utf-8"))

    @property
    def words(self) -> str:
        """Return what is read on the page, in single spaces."""
        return " ".join(self.tree.text_content().split())

    def found(self, selector: str) -> list[str]:
        """Return the texts of the elements of a class (``.mark``) or name (``h1``)."""
        path = f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {selector[1:]} ')]"
        if not selector.startswith("."):
            path = f"//{selector}"
        return [" ".join(one.text_content().split()) for one in self.tree.xpath(path)]

    @property
    def messages(self) -> list[str]:
        """Return what the desk says about what was just done, and which errors it finds."""
        rows = self.tree.xpath("//ul[contains(@class, 'messagelist')]/li")
        return [" ".join(row.text_content().split()) for row in rows] + self.found(".errornote")


class Staff:
    """One browser, from one address."""

    def __init__(self, port: int, address: str = "198.51.100.20") -> None:
        """Open the browser; nobody is logged in."""
        self.root = f"http://127.0.0.1:{port}"
        self._headers = {"X-Forwarded-For": address}
        self.browser = ""
        self._jar = CookieJar()
        kept = urllib.request.HTTPCookieProcessor(self._jar)
        self._opener = urllib.request.build_opener(kept, urllib.request.ProxyHandler({}))
        self._token = ""

    def ask(self, path: str, data: bytes | None = None, **headers: str) -> Page:
        """Ask for an address of the desk (``comments/comment/``), or post to it."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = self.root + (path if path.startswith("/") else DESK + path)
        agent = {"User-Agent": self.browser} if self.browser else {}
        request = urllib.request.Request(url, data, {**self._headers, **agent, **named})
        try:
            with self._opener.open(request, timeout=30) as answer:
                return Page(answer.status, answer.url, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Page(error.code, str(error.url), error.headers, error.read().decode())

    def cookies(self) -> list[Cookie]:
        """Return the cookies that the browser keeps."""
        return list(self._jar)

    def keep(self, cookie: Cookie) -> None:
        """Put a cookie into the browser."""
        self._jar.set_cookie(cookie)

    def get(self, path: str = "", **query: Any) -> Page:
        """Open a page."""
        return self.ask(f"{path}?{urlencode(query)}" if query else path)

    def post(self, path: str, fields: Fields | None = None, *, token: bool = True) -> Page:
        """Send a form, with the token of a page of this browser."""
        sent = dict(fields or {})
        if token:
            self._token = self._token or self.token()
            sent[TOKEN] = self._token
        return self.ask(path, urlencode(sent, doseq=True).encode())

    def token(self, path: str = "") -> str:
        """Return the token of a page."""
        found: list[str] = self.get(path).tree.xpath(f"//input[@name='{TOKEN}']/@value")
        return found[0]

    def log_in(self, name: str, password: str = PASSWORD) -> Page:
        """Fill in the log-in form."""
        self._token = self.token("login/")
        page = self.post("login/", {"username": name, "password": password, "next": DESK})
        self._token = ""
        return page

    def act(self, action: str, *numbers: int, path: str = QUEUE, reason: str = "") -> Page:
        """Do something with chosen rows of a list."""
        chosen = [str(number) for number in numbers]
        return self.post(
            path, {"action": action, "index": "0", "_selected_action": chosen, "reason": reason}
        )


def write(service: Service, text: str = "", page: str = OPEN, **changed: Any) -> int:
    """Have a reader write a comment, from a network of their own; return its number."""
    return written(service, text, page, **changed)[0]


def written(service: Service, text: str = "", page: str = OPEN, **changed: Any) -> tuple[int, str]:
    """Have a reader write a comment; return its number and its receipt."""
    number = next(_addresses)
    reader = service.reader(f"203.{number // 200}.{number % 200}.9")
    captcha = service.mint.made(page=page)
    body = comment(captcha, page=page, text=text or f"Ý kiến thứ {number}.", **changed)
    answer = reader.call("POST", "/v1/comments", body)
    reader.close()
    assert answer.status == 202, answer.text
    return int(answer.json["id"]), str(answer.json["receipt"])


def ask_to_erase(service: Service, receipt: str) -> None:
    """Have the reader of a receipt ask that their comment be erased."""
    reader = service.reader("203.0.113.99")
    answer = reader.call("DELETE", "/v1/mine", headers={"X-Receipt": receipt})
    reader.close()
    assert answer.status in {200, 202}, answer.text


def manage(
    service: Service, *words: str, given: str = "", check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run a command of the service in this process, on the service's database."""
    from django.core.management import call_command

    out, faults, code = io.StringIO(), io.StringIO(), 0
    with on(service.database), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO(given))
        try:
            call_command(*words, stdout=out, stderr=faults)
        except SystemExit as end:
            code = int(end.code or 0)
    assert not (check and code), faults.getvalue()
    return subprocess.CompletedProcess(words, code, out.getvalue(), faults.getvalue())


def delete_users(service: Service, *names: str) -> None:
    """Delete users that a test has made, with all that refers to them."""
    for name in names:
        user = service.database.number("SELECT id FROM auth_user WHERE username = %s", name)
        for table in ("auth_user_groups", "desk_staffsession", "django_admin_log"):
            service.database.rows(f"DELETE FROM {table} WHERE user_id = %s", user)
        service.database.rows("DELETE FROM auth_user WHERE id = %s", user)


def make_user(service: Service, name: str, role: str, password: str = PASSWORD) -> None:
    """Make a user of the desk."""
    options = ("--name", name, "--role", role, "--password-stdin")
    manage(service, "make_user", *options, given=f"{password}\n")
