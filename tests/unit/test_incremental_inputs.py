"""Which files a text is made of, and what tells that one has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins._kit.content_files.links import is_text
from plugins._kit.scan import Stamp
from plugins.incremental.inputs import inputs, shared_files, stamp

FOLDERS = ("articles", "pages")


def found(*paths: str) -> dict[str, list[str]]:
    """Return the inputs of the texts among these files."""
    return inputs(dict.fromkeys(sorted(paths), (1, 1)), FOLDERS)


@pytest.mark.parametrize(
    ("path", "answer"),
    [("a.md", True), ("a/b.markdown", True), ("a.txt", False), ("a.md.txt", False), ("md", False)],
)
def test_texts_are_told_by_their_ending(path: str, answer: bool) -> None:
    """Both endings that Pelican reads as Markdown."""
    assert is_text(path) is answer


def test_a_text_alone_is_made_of_itself() -> None:
    """A text without neighbours."""
    assert found("articles/a.md") == {"articles/a.md": ["articles/a.md"]}


def test_texts_elsewhere_are_none_of_the_site() -> None:
    """Only the folders named count, not those whose names begin alike, nor what lies above."""
    assert found("a.md", "data/a.md", "articles-cu/a.md", "pages.md") == {}


def test_an_article_with_a_folder_may_use_all_in_it() -> None:
    """Also what lies deeper; itself comes first."""
    assert found(
        "articles/x/index.md", "articles/x/anh.jpg", "articles/x/b/c.jpg", "articles/y/khac.jpg"
    ) == {
        "articles/x/index.md": ["articles/x/index.md", "articles/x/anh.jpg", "articles/x/b/c.jpg"]
    }


def test_texts_of_one_folder_share_its_files_not_each_other() -> None:
    """An edit of one text is no edit of its neighbour."""
    assert found("articles/a.md", "articles/b.md", "articles/1.jpg") == {
        "articles/a.md": ["articles/a.md", "articles/1.jpg"],
        "articles/b.md": ["articles/b.md", "articles/1.jpg"],
    }


def test_files_below_belong_to_every_text_above() -> None:
    """A folder in a folder: its files may be used from both, other texts from none."""
    assert found("articles/a.md", "articles/x/index.md", "articles/x/1.jpg") == {
        "articles/a.md": ["articles/a.md", "articles/x/1.jpg"],
        "articles/x/index.md": ["articles/x/index.md", "articles/x/1.jpg"],
    }


def test_files_above_belong_to_no_text_below() -> None:
    """What lies beside a folder is not beside the text in it."""
    path = "articles/x/index.md"
    assert found("articles/1.jpg", "1.jpg", path) == {path: [path]}


def test_all_texts_share_what_they_may_read_of_the_data() -> None:
    """Areas of the map and the emblem; no tables, no schemas, nothing that is only copied."""
    known = ("khu.geojson", "map/khu.geojson", "huy-hieu.svg", "la.txt")
    others = ("town.yaml", "calendar.csv", "schema/town.json", "anh.jpg", "Ảnh.JPG", "logo.svg")
    paths = (f"data/{name}" for name in (*known, *others, "minisign.pub"))
    shared = shared_files(dict.fromkeys((*paths, "articles/a.txt"), (1, 1)), "huy-hieu.svg")
    assert [path for path, _ in shared] == [f"data/{name}" for name in known]


STAMPS: dict[str, Stamp] = {
    f"articles/x/{name}": (number, 10) for number, name in enumerate(("index.md", "1.jpg", "2.jpg"))
}


@pytest.mark.parametrize("count", [0, 50], ids=["few", "many"])
@pytest.mark.parametrize(
    "change",
    [
        {"articles/x/1.jpg": (1, 11)},
        {"articles/x/2.jpg": (9, 10)},
        {"articles/x/3.jpg": (2, 10)},
        {"articles/x/2.jpg": None},
        {"articles/x/2.jpg": None, "articles/x/3.jpg": (2, 10)},
        {"articles/x/2.jpg": None, "articles/x/a/2.jpg": (2, 10)},
        {"articles/x/1.jpg": (2, 10), "articles/x/2.jpg": (1, 10)},
    ],
    ids=["size", "time", "more", "less", "renamed", "moved", "exchanged"],
)
def test_a_stamp_tells_of_each_change(change: dict[str, Stamp | None], count: int) -> None:
    """Times, sizes, names and folders, with few files as with many, whose stamp is shortened."""
    before = STAMPS | {f"articles/x/{number}.png": (number, 1) for number in range(count)}
    after = {path: it for path, it in (before | change).items() if it is not None}
    assert stamp(after, after) != stamp(before, before)
    assert stamp(list(before), before) == stamp(list(before), dict(before))


def test_a_stamp_stays_short() -> None:
    """However many files lie beside a text."""
    paths = [f"articles/x/{number}.jpg" for number in range(500)]
    assert len(stamp(paths, dict.fromkeys(paths, (10**18, 10**6)))) <= 200


def test_stamps_of_files_that_are_not_inputs_do_not_count(tmp_path: Path) -> None:
    """A text is as it was, whatever happens elsewhere."""
    elsewhere: dict[str, Stamp] = {"articles/y.md": (5, 5)}
    assert stamp(list(STAMPS), STAMPS) == stamp(list(STAMPS), STAMPS | elsewhere)
