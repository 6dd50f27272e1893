"""A machine whose state is lost: what was published is read from the target's signed manifest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.publish.deliver import servers
from tests.publish.deliver.places import Made, texts, trusted, version
from tests.publish.deliver.test_git import git
from tests.publish.deliver.test_rclone import server
from town_portal.publishing import deliver
from town_portal.publishing.deliver.site import MANIFEST
from town_portal.publishing.deliver.ssh import SSH

GONE = "2026/11/20/xoa/index.html"
OLD = {**version(1), GONE: "bài sẽ xóa", f"{GONE}.br": "nén", f"{GONE}.gz": "nén"}
HOSTS = [pytest.param(item, marks=pytest.mark.long) for item in ("sftp", "webdav", "s3")]
PLAIN = ("folder", "rclone", "rsync", "git", "zip", *HOSTS)
LONG = pytest.mark.long
without_rclone = pytest.mark.parametrize(
    "target",
    [pytest.param(item, marks=LONG) if item == "rclone" else item for item in PLAIN],
    indirect=True,
)
"""For what rclone does by the same list of deletions as in the test of what is gone."""
Target = tuple[Made, Path]


@pytest.fixture(params=PLAIN)
def target(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Target]:
    """A site with a target of each kind, and the folder or file in which that is."""
    place = tmp_path / "srv" / "www"
    place.mkdir(parents=True)
    match request.param:
        case "folder":
            yield Made(tmp_path, str(place)), place
        case "rclone":
            monkeypatch.setenv("RCLONE_CONFIG_NOI_TYPE", "local")
            yield Made(tmp_path, f"rclone:noi:{place}"), place
        case "rsync":
            monkeypatch.setenv(SSH, request.getfixturevalue("stand_in"))
            yield Made(tmp_path, servers.make_login(22, place)), place
        case "git":
            git(place, "init", "-q", "--bare")
            yield Made(tmp_path, f"git+file://{place}#pages"), place
        case "zip":
            yield Made(tmp_path, str(tmp_path / "cong.zip")), tmp_path / "cong.zip"
        case kind:
            with server(kind, tmp_path) as config:
                (tmp_path / "rclone.conf").write_text(config)
                monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
                yield Made(tmp_path, "rclone:noi:www"), place


def there(target: Target) -> set[str]:
    """Return the paths of the files that readers get."""
    made, place = target
    if place.suffix == ".zip":
        with ZipFile(place) as bundle:
            return {*bundle.namelist()} - {*MANIFEST}
    if made.to.startswith("git+"):
        listed = git(place, "ls-tree", "-r", "--name-only", "pages").splitlines()
        return {*listed} - {*MANIFEST, ".nojekyll"}
    link = place / "current"
    return {*texts(link if link.is_symlink() else place)}


def elsewhere(target: Target, tmp_path: Path) -> Made:
    """Return another machine's site, which nobody has published from there."""
    return Made(tmp_path / "new", target[0].to)


def test_what_is_gone_goes_with_its_compressed_copies(target: Target, tmp_path: Path) -> None:
    """Nginx would serve a deleted page's copies; what is the same is not sent again."""
    target[0].has(OLD).publish()
    new = elsewhere(target, tmp_path).has(version(1))
    plan, notice = new.plan()
    assert "được đọc từ bản kê ở đó" in notice
    assert {item for item in plan.gone if item.startswith("2026/")} == there(target) - version(
        1
    ).keys()
    assert set(plan.added) | set(plan.changed) <= {*MANIFEST}
    assert new.publish().went == set()
    assert there(target) == {*version(1)}
    assert new.plan()[0].is_empty


@without_rclone
def test_compressed_copies_that_the_site_has_not_are_taken_away(
    target: Target, tmp_path: Path
) -> None:
    """Of files that stay: nginx would serve an old copy instead of a new page."""
    target[0].has({**OLD, "index.html.gz": "nén cũ"}).publish()
    elsewhere(target, tmp_path).has({**OLD, "index.html": "mới"}).publish()
    assert "index.html.gz" not in there(target)


@pytest.mark.parametrize("wrong", ["missing", "unsigned", "forged", "no key"])
def test_files_without_a_proven_manifest_are_asked_about(tmp_path: Path, wrong: str) -> None:
    """Nothing is written; with a yes what has our names is replaced, other files stay."""
    made = Made(tmp_path, str(tmp_path / "www"))
    made.has(OLD).publish()
    www = tmp_path / "www"
    (www / "khac.html").write_text("của người khác")
    manifest, signature = (www / name for name in MANIFEST)
    match wrong:
        case "missing":
            manifest.unlink()
        case "unsigned":
            signature.unlink()
        case "forged":
            manifest.write_bytes(manifest.read_bytes().replace(b'"type": "x"', b'"type": "y"'))
    before = texts(www)
    new = Made(tmp_path / "new", made.to, deliver.Trust() if wrong == "no key" else trusted())
    for _ in range(2):
        with pytest.raises(deliver.TargetRefused, match=r"đã có \d+ tệp .* --take-over"):
            new.has(version(2)).publish()
    assert texts(www) == before
    new.trust = trusted(take_over=True)
    new.publish()
    found = texts(www)
    assert {path: found[path] for path in version(2)} == version(2)
    assert found["khac.html"] == "của người khác"
    assert (GONE in found) is (wrong == "missing")  # nobody can say whose it is
    new.trust = trusted()
    assert new.has(version(3)).publish().went


@without_rclone
def test_a_target_that_is_empty_asks_nothing(target: Target) -> None:
    """Nor does one that was emptied."""
    assert target[0].has(version(1)).publish().went == {*version(1)}


def test_a_known_target_with_a_forged_manifest_is_put_right(tmp_path: Path) -> None:
    """No timer stands still because of an intruder; what a forger says of files counts nothing."""
    made = Made(tmp_path, str(tmp_path / "www"))
    made.has(OLD).publish()
    www = tmp_path / "www"
    head = (www / MANIFEST[0]).read_text().replace("2026", "2027", 1)
    (www / MANIFEST[0]).write_text(head)
    published = made.has(version(1)).publish()
    assert "không có chữ ký đúng của cổng" in published.notice
    assert published.went == {*version(1)}
    assert there((made, www)) == {*version(1)}


def test_an_upload_that_was_broken_off_is_finished_by_another_machine(tmp_path: Path) -> None:
    """Until all that is gone is deleted the old manifest is there, which names it."""
    made = Made(tmp_path, str(tmp_path / "www"))
    made.has(OLD).publish()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("town_portal.publishing.deliver.folder.remove_files", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            made.has(version(1)).publish()
    new = Made(tmp_path / "new", made.to)
    new.has(version(1)).publish()
    assert there((made, tmp_path / "www")) == {*version(1)}
