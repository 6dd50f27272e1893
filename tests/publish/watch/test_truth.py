"""Which manifest a site is held against: signed, of this site, the newest, not too old."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from math import inf
from pathlib import Path

import pytest

from tests.publish.watch.test_manifest import bytes_of
from tests.publish.watch.test_restore import content_of, publish, restore
from tests.publish.watch.town import MADE, SITE, Live, Town, kinds, one, set_clock
from town_portal.build.incremental import state_reader
from town_portal.cli.town_tasks import TASKS
from town_portal.core.system import walk
from town_portal.publishing import deliver, due, manifest
from town_portal.publishing.manifest import entry, key_pair, signing
from town_portal.publishing.publish import delivery
from town_portal.publishing.publish.options import PublishOptions
from town_portal.publishing.publish.reason import remember_clock
from town_portal.publishing.publish.steps import Steps
from town_portal.publishing.watch_site import choose

DAY = timedelta(days=1)


@contextmanager
def other_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sign with another key than the portal's."""
    with monkeypatch.context() as patch:
        patch.setenv(signing.KEY, str(folder / "other" / "minisign.key"))
        key_pair.main(folder / "other", plain=True)
        yield


def test_forged(town: Town, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who changes a page and signs a new manifest with a key of his own is found anywhere."""
    with other_key(town.root, monkeypatch):
        town.change("index.html", b"Tin", b"Tinn")
        town.publish()
    live.files = town.live().files
    for report in (town.look(live), town.look_from_elsewhere(live)):
        assert kinds(report) == ["manifest"]
        assert "không đúng" in one(report, "manifest").what


def test_forged_on_the_host(town: Town, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine that published finds both the page and the manifest that was made for it."""
    copy = Town(town.root / "forged")
    shutil.copytree(town.output, copy.output)
    with other_key(town.root, monkeypatch):
        copy.change("index.html", b"Tin", b"Tinn")
        copy.publish()
    live.files = copy.live().files
    assert kinds(town.look(live)) == ["changed", "manifest"]


def test_changed_manifest(town: Town, live: Live) -> None:
    """A manifest that was changed after signing is found, on any machine that has the key."""
    live.change(manifest.FILE, b'"size":2', b'"size":3')
    assert kinds(town.look(live)) == kinds(town.look_from_elsewhere(live)) == ["manifest"]


def test_rollback(town: Town, live: Live) -> None:
    """An older site in the place of the newest is found, also by who only ever looked."""
    old = live.files
    town.change("index.html", b"Tin", b"Tinn")
    town.publish(MADE + DAY)
    live.files = town.live().files
    assert kinds(town.look_from_elsewhere(live)) == []
    live.files = old
    assert kinds(town.look_from_elsewhere(live)) == ["rollback"]
    report = town.look(live)
    assert kinds(report) == ["changed", "rollback"]
    assert "Cổng đang hiện bản cũ, đăng lúc 13:30" in one(report, "rollback").what


def test_no_manifest_at_the_host(town: Town, live: Live) -> None:
    """A manifest that is gone from the site is found where another copy is at hand."""
    del live.files[manifest.FILE]
    assert kinds(town.look(live)) == ["missing"]
    assert town.look_from_elsewhere(live).verdict == "unknown"


def test_key_as_text(town: Town, live: Live) -> None:
    """The key may be given as the line that people pass on; without any nothing can be said."""
    line = town.key.read_text(encoding="utf-8").splitlines()[1]
    assert town.look_from_elsewhere(live, key=line).is_signed
    wrong = town.look_from_elsewhere(live, key="RWabc")
    assert wrong.why.startswith("Không có tệp khóa công khai RWabc")
    assert "--key" in town.look_from_elsewhere(live, key="").why


@pytest.mark.parametrize("is_own", [True, False])
def test_manifest_of_another_site(
    town: Town, live: Live, monkeypatch: pytest.MonkeyPatch, is_own: bool
) -> None:
    """A whole signed copy of another site of the same key is not this site."""
    monkeypatch.setattr(choose, "LOCAL", ())
    given = {"manifest": town.state / manifest.FILE} if is_own else {}
    report = town.look_from_elsewhere(live, **given)
    assert kinds(report) == ["manifest"]
    assert f"Bản kê này là của cổng {SITE}" in one(report, "manifest").what
    assert report.header is None


def test_first_look_at_an_old_copy(town: Town, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has never looked before tells by its age that a copy is old."""
    set_clock(monkeypatch, MADE + 29 * DAY)
    report = town.look_from_elsewhere(live)
    assert kinds(report) == []
    assert ", đã 29 ngày)" in next(report.lines())
    set_clock(monkeypatch, MADE + 31 * DAY)
    report = town.look_from_elsewhere(live)
    assert kinds(report) == ["age"]
    assert "phải được đăng hoặc ký lại trước 13:30 ngày 28/12/2026" in one(report, "age").what
    assert "đã 31 ngày" in one(report, "age").what


def resign(town: Town, header: entry.ManifestHeader) -> None:
    """Give the town's manifest another first line, signed with its own key."""
    lines = [item.line() for item in manifest.iter_entries(town.output / manifest.FILE)]
    text = entry.format_manifest(header, lines)
    key = signing.load_secret_key()
    assert key is not None
    with key:
        signature = signing.sign_manifest(text, key, header)
    for folder in (town.output, town.state):
        (folder / manifest.FILE).write_bytes(text)
        (folder / manifest.SIGNATURE).write_bytes(signature)


def test_manifest_of_an_older_publisher(town: Town, live: Live) -> None:
    """One without expiry or address is no fault, and what to do is said."""
    header = manifest.read_header(town.output / manifest.FILE)
    resign(town, replace(header, until=None, site=""))
    live.files = town.live().files
    report = town.look(live)
    assert report.verdict == "fine"
    assert "Bản kê kiểu cũ, không ghi hạn" in one(report, "age").what
    assert "không ghi địa chỉ cổng" in one(report, "manifest").what
    resign(town, replace(header, until=None))
    town.publish(MADE + DAY)
    again = manifest.read_header(town.output / manifest.FILE)
    assert (again.made, again.until) == (MADE, MADE + 31 * DAY)


def test_renewed(town: Town) -> None:
    """A site that does not change says anew now and then that it holds good, not each day."""
    before = bytes_of(town)
    town.publish(MADE + 9 * DAY)
    assert bytes_of(town) == before
    town.publish(MADE + 11 * DAY)
    header = manifest.read_header(town.output / manifest.FILE)
    assert (header.made, header.until) == (MADE, MADE + 41 * DAY)
    assert b"until:2027-01-08T06:30:00Z" in bytes_of(town)[1]


def test_renewal_becomes_due(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing else ever becomes due, renewing the manifest does."""
    monkeypatch.setattr(state_reader, "read_clock", lambda _output: state_reader.Clock(inf))
    remember_clock(town.output, MADE.timestamp())
    last = due.read_published(walk.get_state_folder(town.output))
    assert last is not None
    assert last.until == (MADE + 10 * DAY).timestamp()


def test_restore_takes_a_renewed_manifest_for_no_new_site(town: Town) -> None:
    """What was renewed here and not sent is put back by `restore` like all else."""
    to = town.root / "www"
    publish(town, str(to))
    town.publish(MADE + 11 * DAY)
    Path(to, "index.html").write_text("sửa", encoding="utf-8")
    assert restore(town, str(to)) == 0
    assert content_of(to) == content_of(town.output)


def test_renewed_manifest_is_sent(town: Town) -> None:
    """Though no page has changed, the target gets the new date; a second time nothing is new."""
    to, content = town.root / "www", town.root / "content"
    for made in (MADE, MADE + 11 * DAY, MADE + 12 * DAY):
        known = {
            item.path: item.sha256
            for item in manifest.write_manifest(town.output, town.state, made)
        }
        built = deliver.Built(town.output, walk.list_files(town.output), known, made)
        delivery.deliver_to(PublishOptions(str(to)), built, content, Steps())
        assert content_of(to) == content_of(town.output)
    header = manifest.read_header(to / manifest.FILE)
    assert (header.made, header.until) == (MADE, MADE + 41 * DAY)


def test_key_is_that_of_the_named_content_folder(
    town: Town, live: Live, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--content DIR` serves texts that lie outside the project; a mistyped one is told."""
    elsewhere = {"root": town.root / "elsewhere", "key": ""}
    assert "khóa công khai" in town.look(live, **elsewhere).why
    report = town.look(live, **elsewhere, content=town.root / "content")
    assert (report.why, report.is_signed) == ("", True)
    options = ["--content", str(town.root / "nhầm")]
    assert TASKS.find("watch-site").run(TASKS.find("watch-site").parse([SITE, *options])) == 2
    assert "Không có thư mục nội dung" in capsys.readouterr().err
