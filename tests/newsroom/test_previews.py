"""What an unpublished article will look like, on a server: seen by officers alone, harmless."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsroom.running import Newsroom, Person
from tests.sites.build_site import GOOD, write

DAY = "articles/2026/2026-12-02"
WORDS = "Sáng nay phường ra quân dọn vệ sinh."
DRAFT, SCHEDULED, FAULTY = (f"{DAY}-{name}/index.md" for name in ("ban-thao", "hen-gio", "co-loi"))
TEXTS = {DRAFT: "status: draft\n", SCHEDULED: "publish: 2099-01-01 07:00\n", FAULTY: ""}


@pytest.fixture(scope="module")
def newsroom(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Return that of a small town with a draft, an article to come, one without its photograph."""
    folder = tmp_path_factory.mktemp("previews") / "town"
    shutil.copytree(prepared, folder)
    shutil.rmtree(folder / "content")
    write(folder, GOOD)
    newsroom = Newsroom(folder)
    for name, more in TEXTS.items():
        file = newsroom.content / name
        file.parent.mkdir(parents=True)
        head = f"title: Ra quân {file.parent.name}\ndate: 2026-12-02\ncategory: thong-bao\n"
        picture = "\n![Ra quân](khong-co.jpg)\n" if name == FAULTY else ""
        file.write_text(f"---\n{head}{more}---\n{WORDS}\n{picture}", encoding="utf-8")
    yield newsroom.start()
    newsroom.kill()


def build(newsroom: Newsroom, officer: Person, address: str) -> str:
    """Ask for a preview, see that it waits, let the worker build it; return the job's address."""
    job = officer.get(address).location
    waiting = officer.get(job)
    assert 'id="job"' in waiting.text
    assert "<progress" in waiting.text
    assert officer.get(address).location == job
    assert officer.get(job, Accept="application/json").json["state"] == "READY"
    newsroom.manage("db_worker", "--batch", "--no-startup-delay", "--verbosity=0")
    return job


@pytest.mark.parametrize("name", [DRAFT, pytest.param(SCHEDULED, marks=pytest.mark.long)])
def test_what_is_not_published_is_seen_as_a_page(newsroom: Newsroom, name: str) -> None:
    """Whoever is signed in sees the page, without script or form, though another one is faulty.

    An article to come is built apart, which `tests/sites/test_preview.py` tries by default.
    """
    officer = newsroom.person("an")
    address = f"sua/{name}/xem-truoc"
    assert f'href="/soan-tin/{address}"' in officer.get(f"sua/{name}/").text
    job = build(newsroom, officer, address)
    answer = officer.get(job)
    assert WORDS in answer.text
    assert "Bản xem trước, chưa đăng" in answer.text
    assert not any(tag in answer.text for tag in ("<script", "<form", "<iframe"))
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert newsroom.person().get(address).status == newsroom.person().get(job).status == 302
    assert 'href="?tep=tai"' in officer.get(f"{job}?tep=xem").text
    file = officer.get(f"{job}?tep=tai")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert WORDS in file.text
    assert officer.get(job.replace(name, FAULTY)).status == 404


def test_a_faulty_article_has_no_preview_but_its_faults(newsroom: Newsroom) -> None:
    """The officer is led back to the editor, which names what is wrong."""
    officer = newsroom.person("an")
    answer = officer.get(build(newsroom, officer, f"sua/{FAULTY}/xem-truoc"))
    assert (answer.status, answer.location) == (302, f"/soan-tin/sua/{FAULTY}/")
    page = officer.get(f"sua/{FAULTY}/").text
    assert "Chưa dựng được trang của bài này" in page
    assert "khong-co.jpg" in page
