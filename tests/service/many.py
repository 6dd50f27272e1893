"""A service for several towns: one gunicorn, a folder of data and a host name for each."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.service.captchas import Mint
from tests.service.client import OPEN, Answer, Client, comment
from tests.service.databases import Sqlite
from tests.service.letters import ASK, letter
from tests.service.running import PAGES, Service, environment
from tests.service.staff import PASSWORD, Staff
from town_portal.core.system.places import ROOT

PATTERN = "www/*/current/pages.json"
OF_ONE = ("LIVE_SECRET_KEY", "LIVE_TOKEN", "LIVE_DATABASE")


@dataclass
class Town:
    """A town of the service, and what its people have: letters, receipts, a browser of the desk."""

    name: str
    folder: Path
    port: int
    receipts: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """Its host name."""
        return f"{self.name}.example"

    @property
    def mark(self) -> str:
        """A word that stands in all that belongs to it, and nowhere else."""
        return f"dau-rieng-cua-{self.name}"

    @property
    def secret(self) -> str:
        """Its secret key."""
        return f"khoa-rieng-cua-{self.name}"

    @property
    def token(self) -> str:
        """Its token for builds."""
        return f"ma-rieng-cua-{self.name}"

    @property
    def mint(self) -> Mint:
        """What makes its captchas."""
        return Mint(self.secret)

    @property
    def database(self) -> Sqlite:
        """Its database."""
        return Sqlite(self.folder / "data" / self.name / "live.sqlite3")

    def begin(self) -> None:
        """Publish its pages and lay its secrets."""
        pages = self.folder / PATTERN.replace("*", self.name)
        pages.parent.mkdir(parents=True)
        told = json.dumps({**PAGES, "site": f"https://{self.host}", "start": 0})
        pages.write_text(told, encoding="utf-8")
        data = self.folder / "data" / self.name
        data.mkdir(parents=True)
        (data / "secret-key").write_text(self.secret, encoding="ascii")
        (data / "export-token").write_text(self.token, encoding="ascii")

    def reader(self, address: str = "203.0.113.7") -> Client:
        """Return a reader of its pages."""
        return Client(
            self.port, address, headers={"Host": self.host, "Origin": f"https://{self.host}"}
        )

    def staff(self) -> Staff:
        """Return a browser at its desk."""
        browser = Staff(self.port)
        browser._headers["Host"] = self.host
        return browser

    def send(self, what: str, path: str, body: Any) -> Answer:
        """Have a reader write something with the town's mark; its receipt and number are kept."""
        answer = self.reader().call("POST", path, body)
        assert answer.status == 202, answer.text
        self.receipts[what] = str(answer.json["receipt"])
        self.numbers[what] = int(answer.json.get("id") or 0)
        return answer

    def fill(self) -> None:
        """Let readers visit, comment and write a letter; one comment is public."""
        self.reader().hit(OPEN)
        for what in ("public", "waiting"):
            body = comment(self.mint.made(), text=f"{what}: {self.mark}", author=self.mark)
            self.send(what, "/v1/comments", body)
        self.database.set_status("approved", self.numbers["public"])
        solved = self.mint.made("letter", ASK)
        body = letter(solved, name=self.mark, text=f"Thư của {self.mark}")
        self.send("letter", "/v1/letters", body)


class ManyTowns:
    """The service and its towns."""

    def __init__(self, folder: Path, *names: str) -> None:
        """Prepare towns of these names."""
        self.folder = folder
        variables = {"LIVE_PAGES": str(folder / PATTERN)}
        self.service = Service(folder, Sqlite(folder / "data" / "none"), variables)
        for name in OF_ONE:
            self.service.environment.pop(name, None)
        self.towns = {name: Town(name, folder, self.service.port) for name in names}
        for town in self.towns.values():
            town.begin()

    def manage(
        self, *words: str, given: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of the service."""
        env = environment(self.folder, "", {"LIVE_PAGES": str(self.folder / PATTERN)})
        for name in OF_ONE:
            env.pop(name, None)
        return subprocess.run(
            [sys.executable, "service/manage.py", *words],
            cwd=ROOT,
            env={**env, **variables},
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )

    def make_user(self, town: str, name: str, roles: str = "quan-tri,hop-thu") -> None:
        """Make a user of a town's desk."""
        words = ("make_user", "--name", name, "--role", roles, "--password-stdin")
        done = self.manage(*words, given=f"{PASSWORD}\n", LIVE_TOWN=town)
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Make the tables and serve."""
        done = self.manage("migrate", "--verbosity", "0")
        assert done.returncode == 0, done.stderr
        self.service.start()
