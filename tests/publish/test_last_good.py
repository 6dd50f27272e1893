"""A text at fault is published as it last was; the others are published as they are."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.publish.small_site import ARTICLE, FILES, PAGE, small_site, text
from tests.sites.build_site import CLOCK, Files, article, read, write
from town_portal.authoring import approve
from town_portal.core.data.tables import DEFAULT_TOWN
from town_portal.core.dates import parse_epoch
from town_portal.publishing import last_good
from town_portal.publishing.build import Result
from town_portal.publishing.last_good.hold import hold_back
from town_portal.publishing.last_good.texts import TextUnit
from town_portal.publishing.last_good.withheld import is_withheld
from town_portal.publishing.publish import command

OTHER = "content/articles/2020/2020-12-15-khac.md"
OTHER_PAGE = "2020/12/15/khac/index.html"
PICTURE = "content/articles/2020/2020-12-14-tot/anh-1.jpg"
SITE: Files = {**FILES, OTHER: article("Bài kia.", title="Bài kia", summary="Tóm tắt.")}
FAULTS: Mapping[str, Files] = {
    "front matter": {ARTICLE: text("Hai.").replace("date:", "dat:")},
    "picture missing": {PICTURE: None},
    "picture unreadable": {PICTURE: b"\xff\xd8\xff broken"},
    "broken block": {ARTICLE: text("Hai. <script>x</script>")},
    "attachment missing": {
        ARTICLE: text("Hai.").replace(
            "summary:", "attachments: [{file: a.pdf, title: A}]\nsummary:"
        )
    },
    "wrong date": {ARTICLE: text("Hai.").replace("date: 2020-12-14", "date: 2020-12-13")},
    "no UTF-8": {ARTICLE: b"---\ntitle: B\xe0i\n---\n"},
}
KINDS = ("front matter", "picture missing", "picture unreadable")
"""Of a text, of a file that is not there, and of one that only a build looks into."""


def git(folder: Path, *words: str) -> None:
    """Run Git as a sample person."""
    who = ("-c", "user.name=Nguyễn Văn A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    """Keep the content in Git."""
    git(folder, "init", "-q")
    git(folder, "add", "content")
    git(folder, "commit", "-q", "-m", "x")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a site of two articles that was never published."""
    return small_site(tmp_path, monkeypatch, {}, SITE)


def publish(site: Path, output: str = "output") -> int:
    """Publish without a target."""
    return command.main(site / "content", site / output)


def report(site: Path) -> list[tuple[str, str]]:
    """Return which texts were held back, and what is shown of them."""
    found = json.loads((site / ".output.state" / "held-back.json").read_text(encoding="utf-8"))
    assert all(item["faults"] and item["advice"] for item in found)
    return [(item["source"], item["shown"]) for item in found]


@pytest.mark.parametrize(
    ("kept_in", "fault"), [*product(("git",), FAULTS), *product(("store", "nothing"), KINDS)]
)
def test_the_last_good_version_is_kept_for_each_fault(site: Path, kept_in: str, fault: str) -> None:
    """Whatever is wrong with a text, its good version is found, and files and words of it alike."""
    good = read(site / "content" / "articles" / "2020" / "2020-12-14-tot")
    unit = (site / ARTICLE).parent
    if kept_in == "git":
        commit(site)
    elif kept_in == "store":
        assert last_good.record_good_version(unit)
    write(site, FAULTS[fault])
    if kept_in == "git":
        commit(site)
    found = last_good.find_good_version(unit)
    expected = {str(name): data for name, data in good.items()}
    assert found == (expected if kept_in != "nothing" else None)
    if fault != "picture unreadable":  # the build tells
        assert kept_in == "git" or not last_good.record_good_version(unit)


def test_others_are_published_and_a_clean_build_elsewhere_gives_the_same(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A faulty text keeps its page and is named; other changes appear; no state is needed."""
    assert publish(site) == 0
    before = (site / "output" / PAGE).read_bytes()
    write(site, {**FAULTS["broken block"], OTHER: article("Bài kia đã sửa.", title="Bài kia")})
    assert publish(site) == 0
    assert f"{Path(ARTICLE).parent.name}/index.md:" in (said := capfd.readouterr().err)
    assert "bản tốt gần nhất" in said
    assert report(site) == [("articles/2020/2020-12-14-tot/index.md", "older")]
    assert b"Hai." not in (site / "output" / PAGE).read_bytes()
    assert (site / "output" / PAGE).read_bytes() == before
    assert "đã sửa" in (site / "output" / OTHER_PAGE).read_text(encoding="utf-8")
    assert publish(site, "clean") == 0
    assert pages(site / "clean") == pages(site / "output")
    write(site, {ARTICLE: text("Ba.")})
    assert publish(site) == 0
    assert report(site) == []
    assert "Ba." in (site / "output" / PAGE).read_text(encoding="utf-8")


def pages(output: Path) -> dict[str, bytes]:
    """Return all files of an output."""
    names = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in names}


def test_a_new_text_at_fault_is_left_out(site: Path) -> None:
    """Without a good version there is nothing to be shown; a bare build stops."""
    write(site, FAULTS["front matter"])
    assert publish(site) == 0
    assert report(site) == [("articles/2020/2020-12-14-tot/index.md", "none")]
    assert not (site / "output" / PAGE).exists()
    assert (site / "output" / OTHER_PAGE).exists()


def test_the_hook_and_ci_still_stop(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who pushes a text at fault is told by the exit code, and nothing is published."""
    write(site, FAULTS["front matter"])
    monkeypatch.setenv("PORTAL_STRICT", "1")
    assert publish(site) == 1
    assert not (site / "output").exists()


def test_faults_of_data_still_stop(site: Path) -> None:
    """What endangers everybody holds the site back, with a faulty text beside it."""
    write(site, {**FAULTS["front matter"], "content/data/menu.yaml": "menu: [\n"})
    assert publish(site) == 1
    assert not (site / "output").exists()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("title: A\nstatus: draft\ndat: 1", True),
        ("title: A\nstatus: hidden\ndat: 1", True),
        ("title: A\nstatus: drafft", True),
        ("title: A\nexpires: 2020-01-01\ndat: 1", True),
        ("title: A\nexpires: mai", True),
        ("title: A\nexpires: 2099-01-01\ndat: 1", False),
        ("title: A\npublish: 2099-01-01\ndat: 1", True),
        ("title: [\nstatus: draft", True),
        ("title: [\nexpires: 2020-01-01", True),
        ("title: [\n", False),
        ("title: A\ndat: 1", False),
    ],
)
def test_what_withholds_a_text_is_read_in_a_faulty_header(
    tmp_path: Path, head: str, expected: bool
) -> None:
    """Drafts and hidden, expired and coming texts do not come back; nor what is in doubt."""
    write(tmp_path, {"articles/2020-01-02-a.md": f"---\n{head}\n---\n\ndraft hidden expired\n"})
    unit = TextUnit(tmp_path, "articles/2020-01-02-a.md")
    zone = ZoneInfo(DEFAULT_TOWN.time_zone)
    assert is_withheld(unit, zone, parse_epoch(str(CLOCK))) == expected


def test_a_version_nobody_approved_is_no_good_one(site: Path) -> None:
    """Where the town asks for approvals, an older version needs one too."""
    town = (site / "content/data/town.yaml").read_text(encoding="utf-8")
    write(site, {"content/data/town.yaml": f"{town}\nreview: required\n"})
    commit(site)
    write(site, FAULTS["front matter"])
    assert last_good.find_good_version(site / ARTICLE) is None


def never(content: Path) -> Result:
    """Stand for a build that must not begin."""
    raise AssertionError(content)


def test_duplicate_addresses_and_redirects_are_everybodys(site: Path) -> None:
    """Nobody can tell whose an address is: nothing is built again."""
    lines = (
        f"{site / ARTICLE}:1: địa chỉ /a/ đã có nội dung khác dùng (b); hãy đổi tên",
        f"{site / ARTICLE}:1: redirect_from: hai bài cùng nhận",
        f"{site / 'content/data/redirects.yaml'}:1: địa chỉ /a/ đã đăng",
        "theme/base.html:3: thiếu mẫu",
    )
    for line in lines:
        first = Result(1, line)
        outcome = hold_back(site / "content", site / "output", first, never)
        assert outcome.result is first


def test_a_deleted_text_stays_deleted(site: Path) -> None:
    """The store forgets what the content no longer has."""
    assert last_good.record_all_good_versions(site / "content") > 0
    assert last_good.record_all_good_versions(site / "content") == 0
    (site / OTHER).unlink()
    last_good.record_all_good_versions(site / "content")
    assert not (site / "content/.ban-tot/articles/2020/2020-12-15-khac.md").exists()
    assert (site / "content/.ban-tot/articles/2020/2020-12-14-tot/anh-1.jpg").is_file()


def test_a_text_edited_after_its_approval_keeps_the_approved_version(site: Path) -> None:
    """Readers go on reading what was approved; the other texts go out."""
    town = (site / "content/data/town.yaml").read_text(encoding="utf-8")
    captioned = text("Một.").replace("anh-1.jpg", 'anh-1.jpg "Hình mẫu."')
    write(site, {"content/data/town.yaml": f"{town}\nreview: required\n", ARTICLE: captioned})
    for name in (ARTICLE, OTHER):
        assert approve.main(site / name, site / "content", "Nguyễn Văn A") == 0
    assert publish(site) == 0
    before = (site / "output" / PAGE).read_bytes()
    edited = (site / ARTICLE).read_text(encoding="utf-8").replace("Một.", "Hai.")
    write(site, {ARTICLE: edited})
    assert publish(site) == 0
    assert (site / "output" / PAGE).read_bytes() == before
    assert report(site) == [("articles/2020/2020-12-14-tot/index.md", "older")]


def test_a_store_that_cannot_be_written_stops_nothing(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Who may only read the content is told, and publishes."""
    write(site, {"content/.ban-tot": "no folder"})
    assert last_good.record_all_good_versions(site / "content") == 0
    assert ".ban-tot" in capfd.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="cần liên kết của Unix")
def test_the_store_writes_through_no_link(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A link in the store's place leads nobody's files elsewhere, and nothing there is deleted."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    write(elsewhere, {"articles/2020/x/index.md": "của người khác"})
    (site / "content/.ban-tot").symlink_to(elsewhere)
    assert last_good.record_all_good_versions(site / "content") == 0
    kept = [path.relative_to(elsewhere) for path in elsewhere.rglob("*") if path.is_file()]
    assert kept == [Path("articles/2020/x/index.md")]


def test_a_faulty_draft_is_not_replaced_by_what_it_was(site: Path) -> None:
    """A text that was taken back stays away though it has a good version."""
    assert last_good.record_good_version(site / ARTICLE)
    write(site, {ARTICLE: text("Hai.").replace("date:", "status: draft\ndat:")})
    built: list[bool] = []

    def build(copy: Path) -> Result:
        built.append((copy / ARTICLE.removeprefix("content/")).exists())
        assert (copy / OTHER.removeprefix("content/")).is_file()
        return Result(0, "")

    first = Result(1, f"{site / ARTICLE}:2: date: thiếu trường bắt buộc này")
    (site / ".output.state").mkdir()
    outcome = hold_back(site / "content", site / "output", first, build)
    assert built == [False]
    assert [text.older for text in outcome.texts] == [False]
    assert "bản nháp" in outcome.lines()[-1]
    assert (site / ARTICLE).is_file()
