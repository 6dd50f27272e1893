"""rsync over SSH: releases, one switch, five kept, and back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.publish.deliver.conftest import only_openssh
from tests.publish.deliver.killing import count, killed_when
from tests.publish.deliver.places import Made, asset, texts, version
from town_portal.publishing import deliver
from town_portal.publishing.deliver.rsync import make_later_name
from town_portal.publishing.deliver.site import MANIFEST
from town_portal.publishing.deliver.ssh import SSH

Target = tuple[Made, Path]


def releases(place: Path) -> list[str]:
    """Return the releases at the server, the oldest first."""
    return sorted(item.name for item in (place / "releases").iterdir() if item.name[0] != ".")


def test_a_release_is_the_site_and_shares_what_has_not_changed(by_ssh: Target) -> None:
    """By hard links; the link `current` leads to it, and only what has changed was sent."""
    made, place = by_ssh
    made.has(version(1)).publish()
    assert texts(place / "current") == version(1)
    published = made.has(version(2)).publish()
    assert texts(place / "current") == {**version(1), **version(2)}
    first, second = (place / "releases" / name for name in releases(place))
    assert (place / "current").readlink() == Path("releases", second.name)
    same = [
        path
        for path in version(2)
        if (first / path).exists() and (first / path).samefile(second / path)
    ]
    assert sorted(same) == ["2026/11/20/tin/anh.0123456789.webp", "lien-he/index.html"]
    assert published.went == version(2).keys() - {*same}
    assert published.sent.files == len(published.went) + len(MANIFEST)


def test_five_releases_stay_with_the_assets_of_all_of_them(by_ssh: Target) -> None:
    """A page that was loaded four publications ago finds its style sheet, an older one does not."""
    made, place = by_ssh
    for number in range(1, 9):
        made.has(version(number)).publish()
        assert len(releases(place)) == min(number, 5)
    sheets = {path for path in texts(place / "current") if path.startswith("static/")}
    assert sheets == {asset(number) for number in range(4, 9)}
    assert texts(place / "releases" / releases(place)[0])["index.html"].endswith("bản 4 trang nhất")


@only_openssh
def test_a_killed_upload_leaves_the_old_site_and_goes_on(by_ssh: Target) -> None:
    """What had arrived is not sent again."""
    made, place = by_ssh
    made.has(version(1)).publish()
    rest = {
        f"tep/{number}.bin": random.Random(number).randbytes(60_000).hex() for number in range(300)
    }
    made.has({**version(2), **rest})
    incoming = place / "releases"
    assert killed_when(made, lambda: count(incoming) > count(place / "current") + 40)
    assert texts(place / "current") == version(1)
    assert len(releases(place)) == 1
    arrived = sum(len(list(item.glob("tep/[0-9]*"))) for item in incoming.glob(".incoming-*"))
    sent = made.publish().sent
    assert texts(place / "current") == {**version(1), **version(2), **rest}
    assert 0 < sent.files <= 300 - arrived + len(version(2)) + len(MANIFEST) + 1


@pytest.mark.parametrize(
    "left",
    ["half", *(pytest.param(item, marks=pytest.mark.long) for item in ("release", "undone"))],
)
def test_what_a_killed_step_at_the_server_leaves_is_no_release(by_ssh: Target, left: str) -> None:
    """A release that was not yet public, one half deleted, a next one half prepared."""
    made, place = by_ssh
    made.has(version(1)).publish()
    made.has(version(2)).publish()
    folder = place / "releases"
    if left == "release":  # killed between the two renames
        next(folder.glob(".incoming-*")).rename(folder / "29990101T000000Z")
    elif left == "undone":
        (folder / ".old-20260101T000000Z").mkdir()
    else:
        next(folder.glob(".incoming-*/index.html")).unlink()
    made.has(version(3)).publish()
    assert texts(place / "current") == {**version(1), **version(2), **version(3)}
    assert not list(folder.glob(".old-*"))
    made.has(version(4)).publish()
    assert texts(place / "current")["tim.json"] == '{"n": 4}'


def test_another_machine_that_has_published_is_noticed(by_ssh: Target, tmp_path: Path) -> None:
    """Its readers still find the assets of its pages."""
    made, place = by_ssh
    made.has(version(1)).publish()
    other = Made(tmp_path / "other", made.to)
    assert "được đọc từ bản kê ở đó" in other.has(version(2)).publish().notice
    published = made.has(version(3)).publish()
    assert published.notice.startswith("Nơi đăng đã thay đổi kể từ lần đăng trước")
    found = texts(place / "current")
    assert {asset(number) for number in (1, 2, 3)} <= found.keys()
    assert found["tim.json"] == '{"n": 3}'
    assert made.has(version(4)).publish().notice == ""


def test_a_look_changes_nothing_at_the_server(by_ssh: Target) -> None:
    """Not even an empty folder is made."""
    made, place = by_ssh
    plan, _ = made.has(version(1)).plan()
    assert set(plan.added) == {*version(1), *MANIFEST}
    assert not place.exists()
    made.publish()
    before = sorted(str(path) for path in place.rglob("*"))
    plan, _ = made.has(version(2)).plan()
    assert (asset(2) in plan.added, plan.gone) == (True, ())
    assert sorted(str(path) for path in place.rglob("*")) == before
    assert made.plan()[0].is_empty is False


def test_a_folder_in_the_place_of_the_link_is_left_alone(by_ssh: Target) -> None:
    """It is somebody's site."""
    made, place = by_ssh
    (place / "current").mkdir(parents=True)
    with pytest.raises(deliver.TargetRefused, match="không phải là liên kết"):
        made.has(version(1)).publish()


@only_openssh
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("-o StrictHostKeyChecking=yes", "chưa biết máy chủ ấy"),
        ("-o StrictHostKeyChecking=no -i /dev/null -o IdentitiesOnly=yes", "không nhận khóa SSH"),
        (None, "chưa có ssh"),
    ],
)
def test_what_ssh_says_is_told_with_what_to_do(
    by_ssh: Target, monkeypatch: pytest.MonkeyPatch, options: str | None, said: str
) -> None:
    """Nobody is asked for a password."""
    made, _ = by_ssh
    nobody = "ssh -F none -o UserKnownHostsFile=/dev/null -o IdentityAgent=none"
    monkeypatch.setenv(SSH, "no-such-program" if options is None else f"{nobody} {options}")
    with pytest.raises(deliver.DeliveryFailed, match=said):
        made.has(version(1)).publish()


def test_two_publications_of_one_second_have_names_in_order() -> None:
    """Else a rollback would not know which was first."""
    assert make_later_name("20261120T120000Z") == "20261120T120000Z-02"
    assert make_later_name("20261120T120000Z-02") == "20261120T120000Z-03"
    assert make_later_name("20261120T120000Z-09") == "20261120T120000Z-10"
