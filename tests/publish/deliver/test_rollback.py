"""Going back at a server: only to what is as it was signed, and never forgotten afterwards."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publish.deliver.places import Made, asset, texts, trusted, version
from tests.publish.deliver.test_hands import edit
from tests.publish.deliver.test_rsync import Target, releases
from town_portal.publishing import deliver
from town_portal.publishing.deliver.site import MANIFEST

SAME = "lien-he/index.html"
"""A page that all versions have: one file with several names."""


def test_rollback_leads_to_the_release_before_and_to_the_one_before_that(by_ssh: Target) -> None:
    """What was taken back is nothing to come back to; the next publication follows as ever."""
    made, place = by_ssh
    for number in range(1, 4):
        made.has(version(number)).publish()
    for number in (2, 1):
        assert made.rollback() == (place / "current").readlink().name
        assert texts(place / "current")["tim.json"] == f'{{"n": {number}}}'
    with pytest.raises(deliver.TargetRefused, match="không còn bản nào cũ hơn"):
        made.rollback()
    assert "đang hiện bản cũ" in made.has(version(4)).publish().notice
    assert texts(place / "current")["tim.json"] == '{"n": 4}'
    made.rollback()
    assert texts(place / "current")["tim.json"] == '{"n": 1}'


@pytest.mark.parametrize("is_new", [False, True])
def test_an_older_release_that_is_public_is_told(
    by_ssh: Target, tmp_path: Path, is_new: bool
) -> None:
    """A publication of what has not changed brings the newer one back, from any machine."""
    made, place = by_ssh
    made.has(version(1)).publish()
    made.has(version(2)).publish()
    made.rollback()
    machine = Made(tmp_path / "new", made.to) if is_new else made
    for _ in range(2):  # also a second look
        plan, notice = machine.has(version(2)).plan()
        assert (set(plan.changed) - {*MANIFEST}, plan.is_empty) == (
            {"index.html", "2026/11/20/tin/index.html", "sitemap.xml", "tim.json"},
            False,
        )
        assert is_new or "đang hiện bản cũ" in notice
    machine.publish()
    assert texts(place / "current")["tim.json"] == '{"n": 2}'
    plan, notice = machine.plan()
    assert (plan.is_empty, notice) == (True, "")


def forge(file: Path) -> None:
    """Have a manifest say that a page is what it has become."""
    edit(file.parent / SAME)
    file.write_text(file.read_text(encoding="utf-8").replace('"type": "x"', '"type": "y"'))


def add(file: Path) -> None:
    """Put a link beside the pages."""
    file.symlink_to("/etc/passwd")


def pack(file: Path) -> None:
    """Put other words into the compressed copy of a page."""
    file.write_bytes(gzip.compress(b"la"))


def asset_of_others(file: Path) -> None:
    """Put a script there under a name like that of an asset of earlier publications."""
    file.write_text("la", encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "change", "named"),
    [
        (SAME, edit, f"{SAME}: khác bản đã ký"),
        (SAME, Path.unlink, f"{SAME}: đã mất"),
        (f"{SAME}.gz", pack, f"{SAME}.gz: bản nén khác tệp gốc"),
        ("la.html", asset_of_others, "la.html: không có trong bản kê"),
        ("static/la.0123456789.js", asset_of_others, "static/la.0123456789.js: không có trong"),
        ("la.html", add, "la.html: không có trong bản kê"),
        (MANIFEST[0], forge, "manifest.jsonl: bản kê mất, hỏng hoặc không có chữ ký đúng"),
        (MANIFEST[1], Path.unlink, "manifest.jsonl: bản kê mất, hỏng hoặc không có chữ ký đúng"),
    ],
)
def test_a_release_that_is_not_as_it_was_signed_is_not_gone_back_to(
    by_ssh: Target, path: str, change: Callable[[Path], None], named: str
) -> None:
    """What is wrong is named, and the public release stays."""
    made, place = by_ssh
    for number in (1, 2):
        made.has(version(number)).gets({f"{SAME}.gz": "x"})
        (made.output / f"{SAME}.gz").write_bytes(gzip.compress(version(1)[SAME].encode(), mtime=0))
        made.publish()
    first, second = releases(place)
    change(place / "releases" / first / path)
    with pytest.raises(
        deliver.TargetRefused, match=f"(?s)Chưa quay về: bản trước .{first}.*{named}"
    ):
        made.rollback()
    assert (place / "current").readlink().name == second


def test_assets_of_releases_before_are_known_by_their_names(by_ssh: Target) -> None:
    """A release also holds what readers of older pages ask for; its manifest does not name it."""
    made, place = by_ssh
    for number in range(1, 4):
        made.has(version(number)).publish()
    made.rollback()
    assert {asset(1), asset(2)} <= {*texts(place / "current")}


def test_without_a_key_the_bytes_are_compared_all_the_same(by_ssh: Target) -> None:
    """Also on a machine that knows nothing of the target."""
    made, place = by_ssh
    for number in (1, 2):
        made.has(version(number)).publish()
    edit(place / "current" / SAME)
    made.trust = deliver.Trust()
    with pytest.raises(deliver.TargetRefused, match="khác bản đã ký"):
        made.rollback()
    edit(place / "current" / SAME)
    assert trusted().key
    assert made.rollback() == releases(place)[0]
