"""Whose manifest it is and how old: another site's is refused, an old one is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import inf
from pathlib import Path

import pytest

from plugins.commands import deliver, due, manifest, walk
from plugins.commands.manifest import entry, signing
from plugins.commands.publish import delivery
from plugins.commands.publish.reason import remember
from plugins.commands.publish.steps import Steps
from plugins.commands.publish.wanted import Wanted
from plugins.commands.watch_site import choose
from plugins.incremental import look
from tests.publish.watch.test_manifest import bytes_of
from tests.publish.watch.test_restore import content_of, publish, restore
from tests.publish.watch.town import MADE, SITE, Live, Town, kinds, one, set_clock

DAY = timedelta(days=1)


def resign(town: Town, header: entry.Header) -> None:
    """Give the town's manifest another first line, signed with its own key."""
    lines = [it.line() for it in manifest.read(town.output / manifest.FILE)]
    text = entry.text(header, lines)
    key = signing.secret_key()
    assert key is not None
    with key:
        signature = signing.sign(text, key, header)
    for folder in (town.output, town.state):
        (folder / manifest.FILE).write_bytes(text)
        (folder / manifest.SIGNATURE).write_bytes(signature)


@pytest.mark.parametrize("is_own", [True, False])
def test_manifest_of_another_site(
    town: Town, live: Live, monkeypatch: pytest.MonkeyPatch, is_own: bool
) -> None:
    """A whole signed copy of another site of the same key is not this site."""
    monkeypatch.setattr(choose, "LOCAL", ())
    given = {"manifest": town.state / manifest.FILE} if is_own else {"key": str(town.key)}
    report = town.look(live, root=town.root / "elsewhere", **given)
    assert kinds(report) == ["manifest"]
    assert f"Bản kê này là của cổng {SITE}" in one(report, "manifest").what
    assert report.header is None


def test_first_look_at_an_old_copy(town: Town, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has never looked before tells by its age that a copy is old."""
    given = {"root": town.root / "elsewhere", "key": str(town.key)}
    set_clock(monkeypatch, MADE + 29 * DAY)
    report = town.look(live, **given)
    assert kinds(report) == []
    assert ", đã 29 ngày)" in next(report.lines())
    set_clock(monkeypatch, MADE + 31 * DAY)
    report = town.look(live, **given)
    assert kinds(report) == ["age"]
    assert "phải được đăng hoặc ký lại trước 13:30 ngày 28/12/2026" in one(report, "age").what
    assert "đã 31 ngày" in one(report, "age").what


def test_manifest_of_an_older_publisher(town: Town, live: Live) -> None:
    """One without a date until which it holds good is no fault, and what to do is said."""
    header = manifest.read_header(town.output / manifest.FILE)
    resign(town, replace(header, until=None))
    live.files = town.live().files
    report = town.look(live)
    assert report.verdict == "fine"
    assert "Bản kê kiểu cũ, không ghi hạn" in one(report, "age").what
    town.publish(MADE + DAY)
    again = manifest.read_header(town.output / manifest.FILE)
    assert (again.made, again.until) == (MADE, MADE + 31 * DAY)


def test_manifest_without_a_site(town: Town, live: Live) -> None:
    """Where the town's data name no address, nobody can tell whose a manifest is, which is told."""
    header = manifest.read_header(town.output / manifest.FILE)
    resign(town, replace(header, site=""))
    live.files = town.live().files
    assert "không ghi địa chỉ cổng" in one(town.look(live), "manifest").what


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
    monkeypatch.setattr(look, "clock", lambda _output: look.Clock(inf))
    remember(town.output, MADE.timestamp())
    last = due.read(walk.state_of(town.output))
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
        known = {it.path: it.sha256 for it in manifest.write(town.output, town.state, made)}
        built = deliver.Built(town.output, walk.files(town.output), known, made)
        delivery.deliver_to(Wanted(str(to)), built, content, Steps())
        assert content_of(to) == content_of(town.output)
    header = manifest.read_header(to / manifest.FILE)
    assert (header.made, header.until) == (MADE, MADE + 41 * DAY)
