"""The desk has no English word: every page of both roles, and everything that goes wrong."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.service.client import OPEN
from tests.service.english import english, messages, texts
from tests.service.letters import DRAFT, mine, sent
from tests.service.running import Service
from tests.service.staff import (
    ADMINISTRATOR,
    DESK,
    EDITOR,
    PASSWORD,
    QUEUE,
    Page,
    Staff,
    ask_to_erase,
    write,
    written,
)

pytest_plugins = ("tests.service.desk_fixtures",)
WORDS, USERS, INBOX = "comments/blockedword/", "auth/user/", "inbox/letter/"
MOST_QUERIES = 3


@pytest.fixture
def busy(service: Service, administrator: Staff, editor: Staff) -> Service:
    """Give a service in which there is something of everything."""
    editor.post(f"{WORDS}add/", {"word": "nhà cái", "note": "cờ bạc"})
    top = write(service, author="Trần Bình")
    editor.post(f"{QUEUE}{top}/duyet/")
    write(service, "Vào nhà cái.", parent=top)
    write(service)
    editor.post(f"{QUEUE}{write(service)}/tu-choi/", {"reason": "Quảng cáo"})
    for _ in range(2):
        ask_to_erase(service, written(service)[1])
    request = service.database.number("SELECT min(id) FROM comments_erasure")
    administrator.post(f"comments/erasure/{request}/xoa/")
    service.database.rows("UPDATE comments_erasure SET due = '2026-01-01'")
    service.reader().hit(OPEN)
    for kind, about in (("question", None), ("information", None), ("draft", DRAFT)):
        mine(service, sent(service, kind=kind, about=about), "DELETE")
    number = service.database.number("SELECT min(id) FROM inbox_letter")
    editor.post(f"{INBOX}{number}/khong-xu-ly/", {"reason": "Không rõ việc gì"})
    editor.post(f"{INBOX}{number + 1}/tra-loi/", {"answer": "/hoi-dap/"})
    editor.post(f"{INBOX}{number + 1}/xoa/")
    sent(service)
    service.database.rows("UPDATE inbox_letter SET deadline = '2026-01-05' WHERE closed IS NULL")
    return service


def crawled(staff: Staff) -> Iterator[Page]:
    """Open what links lead to, as somebody with a mouse would; of each list a few queries."""
    waiting, queries = [DESK], Counter({DESK: 1})
    known = set(waiting)
    while waiting:
        page = staff.ask(waiting.pop(0))
        yield page
        if "text/html" not in page.headers["Content-Type"]:
            continue
        for href in page.tree.xpath("//a/@href"):
            url = urlsplit(urldefrag(urljoin(page.url, href)).url)
            address = f"{url.path}?{url.query}" if url.query else url.path
            is_ours = f"{url.scheme}://{url.netloc}" == staff.root and url.path.startswith(DESK)
            if is_ours and address not in known and queries[url.path] < MOST_QUERIES:
                known.add(address)
                queries[url.path] += 1
                waiting.append(address)


@pytest.mark.parametrize("name", [ADMINISTRATOR, pytest.param(EDITOR, marks=pytest.mark.long)])
def test_every_page_is_vietnamese(busy: Service, browsers: dict[str, Staff], name: str) -> None:
    """All that links lead to opens, says it is Vietnamese, has a title, and no English word."""
    paths = set()
    for page in crawled(browsers[name]):
        assert page.status == 200, page.url
        paths.add(re.sub(r"\d+", "N", urlsplit(page.url).path.removeprefix(DESK)))
        if "text/html" not in page.headers["Content-Type"]:
            continue
        assert page.tree.get("lang") == "vi"
        assert page.found("title")[0].endswith("Quản trị cổng thông tin"), page.url
        assert english(page.tree) == set(), page.url
    common = {"", QUEUE, f"{QUEUE}N/change/", "comments/erasure/N/xoa/", f"{WORDS}nhieu/"}
    common |= {f"{WORDS}N/delete/", "so-lieu/luot-truy-cap.csv", "phien-dang-nhap/"}
    common |= {"ma-xac-thuc/cai-dat/", f"{INBOX}N/xoa/", f"{INBOX}N/ban-nhap/"}
    own = {f"{USERS}N/password/", "comments/decision/nhat-ky.csv", "inbox/step/nhat-ky-thu.csv"}
    assert common - paths == set()
    assert own - paths == (set() if name == ADMINISTRATOR else own)


def test_every_fault_is_told_in_vietnamese(
    busy: Service, administrator: Staff, editor: Staff, stranger: Staff
) -> None:
    """Forms filled in wrongly are told at their fields, and no page of a fault has English."""
    short = {"password1": "12345", "password2": "1234", "email": "sai@", "groups": "999"}
    wrong = {"old_password": "sai", "new_password1": "password", "new_password2": "password"}
    number = busy.database.number("SELECT id FROM auth_user WHERE username = %s", EDITOR)
    forms = [
        administrator.post("password_change/", wrong),
        administrator.post("password_change/", {**wrong, "old_password": PASSWORD}),
        *(administrator.post(f"{USERS}add/", {**short, "username": name}) for name in ("", "a b")),
        administrator.post(f"{USERS}{number}/password/", short),
        *(administrator.post(f"{WORDS}add/", {"word": word}) for word in ("", "nhà cái", "a\0b")),
    ]
    for page in forms:
        assert page.tree.xpath("//ul[contains(@class, 'errorlist')]/li"), page.url
    newest = busy.database.number("SELECT max(id) FROM inbox_letter")
    busy.database.rows("ALTER TABLE comments_blockedword RENAME TO gone")
    try:
        broken = editor.get(QUEUE)
    finally:
        busy.database.rows("ALTER TABLE gone RENAME TO comments_blockedword")
    assert (broken.status, broken.found("h1")) == (500, ["Máy chủ gặp lỗi"])
    others = [
        *(broken, editor.get(USERS), editor.get("r/1/1/"), administrator.get("khong-co/")),
        *(administrator.act("approve"), administrator.get(f"{QUEUE}987654/change/")),
        *(administrator.get(QUEUE, q="khong thay"), administrator.get(QUEUE, p="999")),
        administrator.get("comments/decision/", at__gte="hom-qua"),
        administrator.post(f"{INBOX}{newest}/tra-loi/", {"answer": "sai"}),
        administrator.post(f"{QUEUE}1/duyet/", token=False),
        *(stranger.get("login/"), stranger.log_in("", "")),
        *(stranger.log_in(EDITOR, "sai") for _ in range(6)),
    ]
    for page in (*forms, *others):
        assert english(page.tree) == set(), page.url
        assert page.tree.get("lang") == "vi", page.url


def test_the_scripts_speak_vietnamese(editor: Staff) -> None:
    """The catalogue for scripts has every sentence, and no date in English."""
    script = editor.get("jsi18n/").text
    found = re.search(r"const newcatalog = (\{.*?\});\n", script, re.S)
    assert found
    catalogue = json.loads(found[1])
    for message in messages("contrib/admin", "djangojs", "en"):
        said = texts(message.id)[0]
        context = f"{message.context}\x04" if message.context else ""
        assert f"{context}{said}" in catalogue, said
        assert catalogue[f"{context}{said}"] not in (said, "", [""]), said
    assert '"DATE_FORMAT": "d/m/Y"' in script
    assert '"FIRST_DAY_OF_WEEK": 1' in script
