"""What a gate remembers: only what changed is read, and what depends on it is asked again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publish.gate.conftest import ARTICLE, TIMELESS, Public
from tests.sites.build_site import article, write
from town_portal.publishing.gate import cache, jobs
from town_portal.publishing.gate.cache import FileFindings
from town_portal.publishing.gate.site import CheckedSite

LONG = pytest.mark.long


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the files that are read from here on."""
    found: list[str] = []
    look = jobs.look_at_all

    def noted(
        site: CheckedSite, paths: list[str], titles: tuple[str, ...]
    ) -> dict[str, FileFindings]:
        found.extend(paths)
        return look(site, paths, titles)

    monkeypatch.setattr(jobs, "look_at_all", noted)
    return found


def test_only_what_changed_is_read(public: Public, read: list[str]) -> None:
    """Nothing at all where nothing has changed; one file where one has."""
    assert public.look() == []
    assert read == []
    public.edit(TIMELESS, "</main>", "<p>Thêm một câu.</p></main>")
    assert public.look() == []
    assert read == [TIMELESS]


def test_a_fault_is_told_until_it_is_mended(public: Public, read: list[str]) -> None:
    """The file is not read again meanwhile."""
    whole = public.text(TIMELESS)
    public.edit(TIMELESS, "</main>", '<p><a href="../x/" id="noi-dung">x</a></p></main>')
    first = public.look()
    assert len(first) == 2
    assert public.look() == first
    assert read == [TIMELESS]
    public.put({TIMELESS: whole})
    assert public.look() == []


def test_an_id_that_goes_breaks_links_of_other_pages(public: Public) -> None:
    """Nothing but the page that had it has changed; nor where the page is gone and comes back."""
    page = public.text("lien-he/index.html")
    public.put({"lien-he/index.html": None})
    assert any(" tệp khác: dẫn tới /lien-he/ mà ở đó không có gì" in item for item in public.look())
    public.put({"lien-he/index.html": page})
    public.edit(TIMELESS, "</main>", '<p><a href="../../../../lien-he/#so-do">x</a></p></main>')
    public.edit("lien-he/index.html", "<h1", '<h1 id="so-do"')
    assert public.look() == []
    public.edit("lien-he/index.html", ' id="so-do"', "")
    assert [line.partition(": ")[0] for line in public.look()] == [TIMELESS]


def test_what_nobody_leads_to_any_more_is_forgotten(public: Public) -> None:
    """An address that was only in a page which has changed is no fault later."""
    public.put({"moi/index.html": public.text(TIMELESS)})
    text = public.text("lien-he/index.html")
    public.edit("lien-he/index.html", "</main>", '<p><a href="../moi/">x</a></p></main>')
    public.look()
    public.put({"moi/index.html": None, "lien-he/index.html": text})
    assert public.look() == []


def test_a_text_that_becomes_a_draft_is_looked_for_in_all_pages(public: Public) -> None:
    """Pages that have not changed show it still: where it lies, and what names it."""
    name = "content/articles/2021-01-05-khong-gio.md"
    title = "Một bài mới bị rút lại hôm nay"
    public.edit("luu-tru/index.html", "</main>", f"<p><strong>{title}</strong></p></main>")
    assert public.look() == []
    draft = article(title=title, date="2021-01-09", status="draft")
    write(public.folder, {"content/articles/rut.md": draft})
    leak = f"luu-tru/index.html: có tiêu đề “{title}” của bài chưa được đăng: "
    assert public.look() == [f"{leak}hãy bỏ nó khỏi trang này rồi đăng lại"]
    assert len(public.look()) == 1
    text = (public.folder / name).read_text(encoding="utf-8")
    write(public.folder, {name: text.replace("\n---\n", "\nstatus: draft\n---\n", 1)})
    assert any(line.startswith(f"{TIMELESS}: bài content/articles/") for line in public.look())


def scribbled(file: Path) -> None:
    """Leave its head alone."""
    data = file.read_bytes()
    file.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


def other_tables(file: Path) -> None:
    """Leave a table out."""
    with sqlite3.connect(file) as base:
        base.execute("DROP TABLE wrong")


@pytest.mark.parametrize(
    "damage", [scribbled, *(pytest.param(item, marks=LONG) for item in (other_tables, Path.unlink))]
)
def test_a_damaged_memory_costs_one_look_at_everything(
    public: Public, read: list[str], damage: Callable[[Path], None]
) -> None:
    """Nothing is missed, and the next look is quick again."""
    public.edit(ARTICLE, "</main>", "<p onclick='x()'>x</p></main>")
    before = public.look()
    damage(public.state / cache.FILE)
    read.clear()
    assert public.look() == before
    assert len(read) > 150
    read.clear()
    assert public.look() == before
    assert not read


def test_other_data_of_the_town_have_all_looked_at(public: Public, read: list[str]) -> None:
    """What may be loaded, and where the portal lies, depends on them."""
    town = public.content / "data" / "town.yaml"
    text = town.read_text(encoding="utf-8")
    town.write_text(text.replace("https://dem.thu.example", "https://dem.khac.example"), "utf-8")
    (line,) = public.look()
    assert " tệp khác: chính sách bảo mật để connect-src nhận cả https://dem.thu.example" in line
    assert len(read) > 150


@pytest.mark.long
def test_many_processes_find_what_one_finds(
    public: Public, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their number shows nowhere."""
    public.edit(ARTICLE, "</main>", "<p><b>x</p></main>")
    monkeypatch.setattr(jobs, "ALONE", 1)
    monkeypatch.setattr(jobs, "PORTION", 7)
    monkeypatch.setattr(jobs, "count_cores", lambda: 3)
    several = public.look_anew()
    monkeypatch.setattr(jobs, "count_cores", lambda: 1)
    assert several
    assert public.look_anew() == several
