"""A folder and a zip file of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.publish.deliver.places import Made, asset, texts, version
from town_portal.publishing import deliver
from town_portal.publishing.deliver import folder
from town_portal.publishing.deliver.site import MANIFEST


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A site that goes to the folder `www`."""
    return Made(tmp_path, str(tmp_path / "www"))


def test_only_what_has_changed_is_written(made: Made, tmp_path: Path) -> None:
    """What is gone is deleted with its empty folder; an asset stays for pages loaded before."""
    gone = ("cu/thong-bao/index.html", "cu/thong-bao/anh.0123456789.webp")
    made.has({**version(1), **dict.fromkeys(gone, "cũ")}).publish()
    untouched = (tmp_path / "www" / "lien-he" / "index.html").stat()
    published = made.has(version(2)).publish()
    assert texts(tmp_path / "www") == {**version(1), **version(2)}
    assert not (tmp_path / "www" / "cu").exists()
    assert published.went == {
        *("index.html", "2026/11/20/tin/index.html", "sitemap.xml", "tim.json", asset(2))
    }
    assert (tmp_path / "www" / "lien-he" / "index.html").stat() == untouched


def test_a_new_time_is_no_change(made: Made) -> None:
    """Nor is one of a file, as after a clean build on another machine: nothing is sent."""
    made.has(version(1)).publish()
    os.utime(made.output / "index.html", (1, 1))
    plan, notice = made.plan()
    assert (plan.is_empty, notice) == (True, "")


def test_assets_go_after_five_publications(made: Made) -> None:
    """Not before, and not at the publication that brings back the same."""
    for number in range(1, 7):
        made.has(version(number)).publish()
        sheets = {path for path in texts(Path(made.to)) if path.startswith("static/")}
        assert sheets == {asset(item) for item in range(max(1, number - 4), number + 1)}


def broken_off(made: Made, is_time: Callable[[list[str]], bool]) -> list[str]:
    """Publish until it is time, which is told by what was written; return that."""
    done, put = list[str](), folder.put_file

    def breaking(source: Path, target: Path) -> None:
        if is_time(done):
            raise KeyboardInterrupt
        put(source, target)
        done.append(target.relative_to(made.to).as_posix())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "put_file", breaking)
        with pytest.raises(KeyboardInterrupt):
            made.publish()
    return done


@pytest.mark.parametrize("at", range(7))
def test_a_broken_copy_never_has_a_page_without_its_assets(made: Made, at: int) -> None:
    """Assets first, pages next, deletions after them; the next run sends the rest and no more."""
    made.has({**version(1), "anh-cu.webp": "cũ"}).publish()
    done = broken_off(made.has(version(2)), lambda written: len(written) == at)
    there = texts(Path(made.to))
    for path, text in there.items():
        if path.endswith("html") and "bản" in text:
            assert asset(2 if "bản 2" in text else 1) in there
    assert ("anh-cu.webp" in there) is (at < 5)  # deleted before the manifest is written
    left = made.publish().went
    assert texts(Path(made.to)) == {**version(1), **version(2)}
    changed = ("tim.json", "2026/11/20/tin/index.html", "index.html", "sitemap.xml")
    assert left == {asset(2), *changed} - {*done}


def test_a_change_that_was_broken_off_and_taken_back_is_put_right(made: Made) -> None:
    """What the target holds is unknown then, though the site is as it was sent last."""
    made.has(version(1)).publish()
    broken_off(made.has(version(2)), lambda written: "index.html" in written)
    made.has(version(1)).publish()
    assert texts(Path(made.to)) == {**version(1), asset(2): version(2)[asset(2)]}


def test_what_is_no_target_is_refused(made: Made, tmp_path: Path) -> None:
    """The site's own folders, what holds them, and folders of others; nothing is written there."""
    made.has(version(1))
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "anh-gia-dinh.jpg").write_text("của người khác")
    (tmp_path / "tep").write_text("tệp")
    for to, said in {
        made.output: "chính bản dựng",
        made.output / "con": "chính bản dựng",
        tmp_path: "nơi chứa chính bản dựng",
        tmp_path / "content" / "x": "thư mục nội dung",
        tmp_path / "www": "đã có 1 tệp .ví dụ anh-gia-dinh.jpg. nhưng không có bản kê",
        tmp_path / "tep": "không phải là thư mục",
        tmp_path / "public" / "x.zip": "chính bản dựng",
        tmp_path / "khong-co" / "x.zip": "Không có thư mục",
    }.items():
        with pytest.raises(deliver.TargetRefused, match=said):
            made.publish(str(to))
    assert texts(tmp_path / "www") == {"anh-gia-dinh.jpg": "của người khác"}


def test_files_of_others_beside_the_site_are_left_and_told(made: Made) -> None:
    """A host's own, for instance; what somebody deleted there is sent again."""
    made.has(version(1)).publish()
    (Path(made.to) / ".well-known").mkdir()
    (Path(made.to) / ".well-known" / "acme").write_text("x")
    (Path(made.to) / "lien-he/index.html").unlink()
    published = made.has(version(2)).publish()
    assert "lien-he/index.html" in published.went
    assert "1 tệp không do cổng này ghi, ví dụ .well-known/acme" in published.notice
    assert texts(Path(made.to))[".well-known/acme"] == "x"


def test_what_another_machine_has_published_is_compared(made: Made, tmp_path: Path) -> None:
    """By its manifest: what is the same is not sent, what is too much is deleted."""
    made.has(version(1)).publish()
    other = Made(tmp_path / "other", made.to)
    published = other.has({**version(2), "them/index.html": "thêm"}).publish()
    assert "được đọc từ bản kê ở đó" in published.notice
    assert "lien-he/index.html" not in published.went
    published = made.has(version(3)).publish()
    assert "đã so lại với bản kê" in published.notice
    found = texts(Path(made.to))
    assert {path: found[path] for path in version(3)} == version(3)
    assert "them/index.html" not in found
    assert "lien-he/index.html" not in published.went


def test_compressed_copies_go_to_a_folder_and_follow_their_file(made: Made, tmp_path: Path) -> None:
    """They are no part of the zip, and are sent when their file is."""
    copies = {f"{path}.gz": f"nén {text}" for path, text in version(1).items()}
    made.has({**version(1), **copies}).publish()
    assert texts(Path(made.to)).keys() == {*version(1), *copies}
    text = {"index.html": "mới", "index.html.gz": "nén mới"}
    assert made.gets(text).publish().went == {*text}
    made.publish(str(tmp_path / "x.zip"))
    with ZipFile(tmp_path / "x.zip") as bundle:
        assert not [name for name in bundle.namelist() if name.endswith(".gz")]


def test_a_zip_has_the_same_bytes_of_the_same_site(tmp_path: Path) -> None:
    """Whatever the files' times are; a new site takes the old one's place."""
    made = Made(tmp_path, str(tmp_path / "cong.zip")).has(version(1))
    for name in MANIFEST:
        (made.output / name).write_text("x")
    built = deliver.Built(made.output, made.built().found, {}, made.built().made)
    texts_of = []
    for to in ("a.zip", "b.zip"):
        os.utime(made.output / "index.html", (1, 1))
        with made.opened(str(tmp_path / to)) as work:
            parcel, _ = work.prepare(built)
            work.send(parcel)
        texts_of.append((tmp_path / to).read_bytes())
    assert texts_of[0] == texts_of[1]
    made.publish()
    first = (tmp_path / "cong.zip").read_bytes()
    made.has(version(2)).publish()
    assert (tmp_path / "cong.zip").read_bytes() != first
    with ZipFile(tmp_path / "cong.zip") as bundle:
        assert bundle.read("index.html").decode() == version(2)["index.html"]
        assert bundle.testzip() is None
        assert bundle.namelist() == sorted(bundle.namelist())
