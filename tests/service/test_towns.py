"""One service for several towns: each sees its own, whatever a stranger claims to be."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.service.client import OPEN, Answer, Client, comment
from tests.service.letters import ASK, letter
from tests.service.many import ManyTowns, Town
from tests.service.staff import DESK, QUEUE
from town_portal.core.system.places import ROOT

REQUESTS = 1_000
VICTIM = "an"
OTHERS = ("binh", "chung")
KEPT = (
    *("comments_comment", "comments_erasure", "comments_decision", "inbox_letter", "inbox_step"),
    *("ratings_vote", "ratings_rating", "visits_day", "visits_pageviews", "auth_user"),
    *("desk_staffsession", "guard_spent"),
)
"""Tables of a town that no request for another one may change."""
Attack = Callable[[random.Random, Town, Client, dict[str, str]], Answer]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManyTowns]:
    """Three towns with letters, comments, a user of the same name and password each."""
    found = ManyTowns(tmp_path_factory.mktemp("many"), VICTIM, *OTHERS)
    try:
        found.start()
        for town in found.towns.values():
            town.fill()
            found.make_user(town.name, "hoa")
        yield found
    finally:
        found.service.kill()


@pytest.fixture(scope="module")
def cookies(many: ManyTowns) -> str:
    """The cookies of one who has logged in at the victim's desk."""
    browser = many.towns[VICTIM].staff()
    assert browser.log_in("hoa").status == 200
    return "; ".join(f"{cooky.name}={cooky.value}" for cooky in browser.cookies())


def kept(town: Town) -> list[list[tuple[object, ...]]]:
    """Return all rows that only the town's own people may change."""
    return [town.database.rows(f"SELECT * FROM {table} ORDER BY 1") for table in KEPT]


def claim(chance: random.Random, victim: Town, cookies: str) -> dict[str, str]:
    """Return headers that claim to be the victim's, as many of them as chance will."""
    every = {
        "X-Forwarded-Host": chance.choice([victim.host, f"{victim.host}:443", f"x, {victim.host}"]),
        "Forwarded": f'host={victim.host};proto=https;for="203.0.113.7"',
        "X-Forwarded-Server": victim.host,
        "X-Original-Host": victim.host,
        "X-Host": victim.host,
        "X-Original-URL": f"https://{victim.host}/v1/export",
        "X-Rewrite-URL": f"https://{victim.host}/v1/export",
        "X-Forwarded-Proto": "https",
        "X-Script-Name": f"/{victim.name}",
        "Origin": f"https://{victim.host}",
        "Referer": f"https://{victim.host}{DESK}",
        "Cookie": cookies,
        "Authorization": f"Bearer {victim.token}",
        "X-Receipt": chance.choice([*victim.receipts.values()]),
    }
    return {name: value for name, value in every.items() if chance.random() < 0.6}


def ask(chance: random.Random, victim: Town, client: Client, headers: dict[str, str]) -> Answer:
    """Ask for what the victim has."""
    numbers = [*filter(None, victim.numbers.values()), 1, 2, 3]
    path = chance.choice(
        [
            *("/v1/export", "/v1/mine", "/v1/letters/mine", f"/v1/stats?page={OPEN}"),
            *(f"/v1/comments?page={OPEN}", "/healthz", DESK, f"{DESK}{QUEUE}", f"{DESK}login/"),
            *(f"{DESK}inbox/letter/{number}/change/" for number in numbers),
            *(f"{DESK}{QUEUE}{number}/change/" for number in numbers),
            *(f"{DESK}auth/user/", f"//{victim.host}/v1/export", f"http://{victim.host}/v1/export"),
            *(
                f"/v1/comments?page={OPEN}&host={victim.host}&town={victim.name}",
                "/../an/v1/export",
            ),
        ]
    )
    return client.call(
        chance.choice(["GET", "HEAD", "GET", "DELETE", "OPTIONS"]), path, None, headers
    )


def write(chance: random.Random, victim: Town, client: Client, headers: dict[str, str]) -> Answer:
    """Write with a captcha of the victim's."""
    kind = chance.randrange(4)
    if kind == 0:
        body = comment(victim.mint.made(), parent=chance.choice([None, victim.numbers["public"]]))
        return client.call("POST", "/v1/comments", body, headers)
    if kind == 1:
        vote = {"page": OPEN, "stars": 1, "captcha": victim.mint.made("rating")}
        return client.call("PUT", "/v1/ratings", vote, headers)
    if kind == 2:
        return client.call("POST", "/v1/letters", letter(victim.mint.made("letter", ASK)), headers)
    fields = b"action=approve&index=0&_selected_action=1&csrfmiddlewaretoken=x"
    form = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    return client.call("POST", f"{DESK}{QUEUE}", fields, form)


def hosts(chance: random.Random, victim: Town, many: ManyTowns) -> str:
    """Return a Host that is not the victim's, though it may look like it."""
    own = many.towns[chance.choice(OTHERS)].host
    strange = (
        *(
            f"{victim.host}.{own}",
            f"{victim.host}@{own}",
            f"{own}/{victim.host}",
            f"x{victim.host}",
        ),
        *(f"{victim.host}, {own}", "127.0.0.1", "localhost", "nobody.example", "", "*", "an"),
        *(f"{victim.host}#", f"{own}:{victim.host}", f"[{victim.host}]", victim.host[:-1]),
    )
    return chance.choice([own, own, own.upper(), f"{own}:443", f"{own}.", chance.choice(strange)])


def test_a_thousand_hostile_requests_see_and_change_nothing(many: ManyTowns, cookies: str) -> None:
    """Hosts, cookies, tokens, receipts, captchas, numbers of another town: eight at once."""
    victim = many.towns[VICTIM]
    before = kept(victim)

    def attack(seed: int) -> tuple[int, str]:
        chance = random.Random(seed)
        headers = claim(chance, victim, cookies)
        headers["Host"] = hosts(chance, victim, many)
        client = Client(victim.port, f"198.{seed % 200}.{seed // 200}.9")
        try:
            answer = (write if chance.random() < 0.3 else ask)(chance, victim, client, headers)
        finally:
            client.close()
        return answer.status, f"{answer.headers}{answer.text}"

    def own(_turn: int) -> bool:
        return victim.mark in str(victim.reader().comments())

    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(attack, range(REQUESTS))
        seen = pool.map(own, range(50))
        for number, (status, text) in enumerate(answers):
            assert victim.mark not in text, number
            assert status < 500, (number, status, text)
        assert all(seen)
    assert kept(victim) == before


def test_the_same_claims_open_the_victims_own_doors(many: ManyTowns, cookies: str) -> None:
    """At its own host each of them works: the attacks have failed for their host alone."""
    victim = many.towns[VICTIM]
    reader = victim.reader()
    export = reader.get("/v1/export", {"Authorization": f"Bearer {victim.token}"})
    assert victim.mark in export.text
    desk = reader.get(f"{DESK}{QUEUE}", {"Cookie": cookies})
    assert victim.mark in desk.text
    told = reader.get("/v1/letters/mine", {"X-Receipt": victim.receipts["letter"]})
    assert told.status == 200
    body = comment(victim.mint.made(), text=f"Nữa: {victim.mark}")
    assert reader.call("POST", "/v1/comments", body).status == 202


def test_a_session_holds_at_one_desk_alone(many: ManyTowns, cookies: str) -> None:
    """The same name and password exist there too, and yet the cookie opens nothing."""
    other = many.towns[OTHERS[0]]
    answer = other.reader().get(f"{DESK}{QUEUE}", {"Cookie": cookies})
    assert answer.status == 302
    assert "/login/" in str(answer.headers["Location"])


def test_content_types_are_each_towns_own(many: ManyTowns) -> None:
    """A town whose tables have other numbers (an older database) shows its own log of changes."""
    other = many.towns[OTHERS[1]]
    shift = "UPDATE {} SET {} = {} + 1000"
    for table, column in (("auth_permission", "content_type_id"), ("django_content_type", "id")):
        other.database.rows(shift.format(table, column, column))
    for town in (many.towns[VICTIM], other):
        browser = town.staff()
        browser.log_in("hoa")
        token = browser.token(f"{QUEUE}?status=all")
        assert token
        browser.act("approve", town.numbers["waiting"])
        rows = town.database.rows(
            "SELECT count(*) FROM django_admin_log JOIN django_content_type AS kind"
            " ON kind.id = content_type_id WHERE kind.model NOT IN ('comment', 'user', 'letter')"
        )
        assert rows[0][0] == 0


def test_health_is_that_of_all_and_no_other_page_has_no_town(many: ManyTowns) -> None:
    """Asked by the machine itself: well where all are; nothing else is told without a town."""
    client = Client(many.service.port, headers={"Host": "127.0.0.1"})
    assert client.get("/healthz").json == {"ok": True}
    assert client.get("/v1/stats", page="/").status == 400


def test_two_towns_of_one_name_are_not_served(many: ManyTowns, tmp_path: Path) -> None:
    """Whoever publishes another town's address gets none of its readers; it is logged."""
    found = ManyTowns(tmp_path, "mot", "hai", "ba")
    pages = tmp_path / "www/hai/current/pages.json"
    pages.write_text(pages.read_text("utf-8").replace("hai.example", "mot.example"), "utf-8")
    try:
        found.start()
        answers = [town.reader().get("/v1/stats", page="/") for town in found.towns.values()]
        assert [answer.status for answer in answers] == [400, 400, 200]
        assert "Các cổng hai, mot cùng ghi tên miền mot.example" in found.service.said()
    finally:
        found.service.kill()


def test_a_command_is_told_which_town_is_meant(many: ManyTowns, tmp_path: Path) -> None:
    """Without LIVE_TOWN it says so and does nothing; variables of one town are refused."""
    done = many.manage("backup", str(tmp_path / "a.copy"))
    assert (done.returncode, "LIVE_TOWN" in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr
    assert many.manage("towns").stdout.split() == sorted(many.towns)
    done = many.manage("towns", LIVE_TOKEN="chung")
    assert (done.returncode, "LIVE_TOKEN không dùng được" in done.stderr) == (1, True), done.stderr
    done = many.manage("towns", LIVE_TOWN="../an")
    assert (done.returncode, "LIVE_TOWN=../an" in done.stderr) == (1, True), done.stderr


def test_the_nightly_backup_saves_each_town_apart(many: ManyTowns, tmp_path: Path) -> None:
    """A copy in a folder of each, restored for trial, with nothing of the others in it."""
    env = {**many.service.environment, "LIVE_BACKUPS": str(tmp_path), "PYTHON": sys.executable}
    done = subprocess.run(
        ["/bin/sh", "service/deploy/backup.sh"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Đã khôi phục thử") == len(many.towns)
    for name, town in many.towns.items():
        (copy,) = (tmp_path / name).glob("*.copy")
        text = copy.read_bytes().decode("latin-1")
        assert town.mark in text
        assert not [
            town.name for town in many.towns.values() if town.name != name and town.mark in text
        ]
