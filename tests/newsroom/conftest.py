"""A newsroom with four accounts, made once a run; each process gets a copy with its own server.

And the editor of a newsroom of one officer, in Chromium.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.newsroom.local import Editor, serve_local
from tests.newsroom.running import HOST, PASSWORD, PEOPLE, Newsroom
from tests.once import once_a_run

MAKE_PEOPLE = """
from django.contrib.auth.models import Group, User
from newsroom.accounts.roles import ROLES
for name, (full_name, role) in {people}.items():
    user = User.objects.create_user(name, password={password!r}, is_staff=True)
    user.first_name = full_name
    user.save()
    user.groups.add(Group.objects.get(name=ROLES[role]))
"""


def make_accounts(newsroom: Newsroom) -> None:
    """Prepare the database of a newsroom, with its four people."""
    newsroom.manage("migrate", "--no-input", "--verbosity=0")
    newsroom.manage("shell", "-c", MAKE_PEOPLE.format(people=PEOPLE, password=PASSWORD))


def _with_accounts(folder: Path) -> None:
    make_accounts(Newsroom(folder))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a newsroom with accounts, to be copied."""
    return once_a_run(tmp_path_factory, "newsroom", _with_accounts)


@pytest.fixture(scope="session")
def newsroom(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Return a running newsroom for the tests of a process, which write into it."""
    folder = tmp_path_factory.mktemp("newsroom") / "town"
    shutil.copytree(prepared, folder)
    running = Newsroom(folder).start()
    yield running
    running.kill()


@pytest.fixture(scope="session")
def shared_computer(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Return a newsroom that a browser reaches without HTTPS, with the same four accounts."""
    folder = tmp_path_factory.mktemp("shared") / "town"
    shutil.copytree(prepared, folder)
    hosts = f"{HOST},127.0.0.1"
    running = Newsroom(folder, {"NEWSROOM_LOCAL": "1", "NEWSROOM_HOSTS": hosts}).start()
    yield running
    running.kill()


@pytest.fixture(scope="session")
def editor(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Return the editor's page, which each test fills anew."""
    with serve_local(tmp_path_factory.mktemp("local")) as (content, link):
        context = browser.new_context()
        editor = Editor(context.new_page(), content)
        editor.begin(link)
        yield editor
        context.close()
