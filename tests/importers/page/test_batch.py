"""Many pages: new, again, edited since; links between them; the same input gives the same files."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.importers.page.known import data_of, saved
from tests.sites.build_site import article, picture, write
from tests.sites.build_site import read as read_files
from town_portal.authoring.importers.page import batch, fallback
from town_portal.authoring.importers.page.batch import ImportOptions, PageOutcome, import_pages
from town_portal.authoring.importers.page.import_record import NAME, read_record
from town_portal.authoring.importers.page.saved import Saved
from town_portal.authoring.importers.page.understand import VIET_NAM


def _way(folder: Path) -> ImportOptions:
    content = folder / "content"
    content.mkdir(exist_ok=True)
    return ImportOptions(content, "thong-bao", date(2025, 6, 1), VIET_NAM)


def _bai(name: str, *changes: tuple[str, str]) -> Saved:
    text = data_of(name).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return saved(text, f"{name}.html", IMG_0141_jpg=picture())


def _states(outcomes: list[PageOutcome]) -> list[str]:
    return [outcome.state for outcome in outcomes]


def test_again(tmp_path: Path) -> None:
    """A look writes nothing, the same page again neither; elsewhere the bytes are the same."""
    pages = [_bai("sharepoint-1"), _bai("sharepoint-3"), _bai("dnn-4")]
    way = _way(tmp_path)
    assert _states(import_pages(pages, replace(way, is_dry=True))) == ["dry"] * 3
    assert read_files(tmp_path) == {}
    assert _states(import_pages(pages, way)) == ["new"] * 3
    first = read_files(tmp_path)
    assert _states(import_pages(pages, way)) == ["same"] * 3
    assert read_files(tmp_path) == first
    other = tmp_path / "khac"
    other.mkdir()
    import_pages(pages, _way(other))
    assert read_files(other) == first


def test_untouched_draft_is_updated(tmp_path: Path) -> None:
    """A draft that nobody has edited follows its page, and one that was deleted comes back."""
    way = _way(tmp_path)
    (first,) = import_pages([_bai("sharepoint-2")], way)
    changed = _bai("sharepoint-2", ("tầng 1", "tầng 2"))
    (second,) = import_pages([changed], way)
    assert (second.state, second.place) == ("updated", first.place)
    assert "tầng 2" in (way.content / second.place / "index.md").read_text(encoding="utf-8")
    assert len(list((way.content / "articles").rglob("index.md"))) == 1
    shutil.rmtree(way.content / second.place)
    (third,) = import_pages([changed], way)
    assert (third.state, third.place) == ("new", first.place)


def test_edited_article_is_left_alone(tmp_path: Path) -> None:
    """An article that was edited since, or got a file, is never written over, and it is said."""
    way = _way(tmp_path)
    places = [
        page.place for page in import_pages([_bai("sharepoint-1"), _bai("sharepoint-2")], way)
    ]
    edited = way.content / places[0] / "index.md"
    edited.write_text(edited.read_text("utf-8").replace("status: draft\n", ""), encoding="utf-8")
    (way.content / places[1] / "them.jpg").write_bytes(picture())
    before = read_files(way.content)
    changed = [
        _bai("sharepoint-1", ("quyết liệt", "mạnh mẽ")),
        _bai("sharepoint-2", ("tầng 1", "tầng 2")),
    ]
    outcomes = import_pages(changed, way)
    assert _states(outcomes) == ["edited", "edited"]
    assert "giữ nguyên" in outcomes[0].sentence
    assert read_files(way.content) == before


def test_article_of_another_machine(tmp_path: Path) -> None:
    """Without a record an article that names the page's address is taken for edited."""
    way = _way(tmp_path)
    import_pages([_bai("sharepoint-1")], way)
    (tmp_path / ".state" / NAME).unlink()
    before = read_files(way.content)
    (outcome,) = import_pages([_bai("sharepoint-1")], way)
    assert (outcome.state, read_files(way.content)) == ("taken", before)
    assert outcome.why.endswith("index.md")


@pytest.mark.parametrize(
    "broken",
    ["", "{", '{"articles": 7}', '{"articles": {"x": {"folder": "..", "draft": "", "files": {}}}}'],
)
def test_broken_record(tmp_path: Path, broken: str) -> None:
    """A record that can't be read, or leads out of the articles, is as none."""
    write(tmp_path, {f".state/{NAME}": broken})
    (tmp_path / "content").mkdir()
    assert read_record(tmp_path / "content").articles == {}


def test_failed_update_brings_the_old_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new draft can't be written, the old one is where it was."""
    way = _way(tmp_path)
    import_pages([_bai("sharepoint-2")], way)
    before = read_files(way.content)

    def full(*_: object) -> None:
        raise OSError("đĩa đầy")

    monkeypatch.setattr(batch, "write_draft", full)
    with pytest.raises(OSError, match="đĩa đầy"):
        import_pages([_bai("sharepoint-2", ("tầng 1", "tầng 2"))], way)
    assert read_files(way.content) == before


def test_same_title_and_day(tmp_path: Path) -> None:
    """Two pages of one title and day become two articles; one address twice becomes one."""
    way = _way(tmp_path)
    other = _bai("sharepoint-2", ("cong-dan-1.aspx", "cong-dan-2.aspx"), ("tầng 1", "tầng 9"))
    outcomes = import_pages([_bai("sharepoint-2"), other, _bai("sharepoint-2")], way)
    assert _states(outcomes) == ["new", "new", "twice"]
    assert outcomes[1].place == outcomes[0].place + "-2"


def test_other_article_in_the_way(tmp_path: Path) -> None:
    """An article of staff that has the wanted name stays as it is."""
    way = _way(tmp_path)
    name = "articles/2015/2015-05-28-lich-tiep-cong-dan-thang-6-nam-2015.md"
    write(way.content, {name: article("Của người khác.", date="2015-05-28")})
    (outcome,) = import_pages([_bai("sharepoint-2")], way)
    assert outcome.place.endswith("nam-2015-2")
    assert "Của người khác." in (way.content / name).read_text(encoding="utf-8")


def test_links_between_pages(tmp_path: Path) -> None:
    """A link to a page that became an article leads to the article, whichever came first."""
    way = _way(tmp_path)
    (first,) = import_pages([_bai("sharepoint-3")], way)
    file = way.content / first.place / "index.md"
    assert "](https://honglinh.example/portal/pages/2020-12-14/" in file.read_text(encoding="utf-8")
    outcomes = import_pages([_bai("sharepoint-3"), _bai("sharepoint-1")], way)
    assert _states(outcomes) == ["same", "new"]
    assert f"]({{filename}}/{outcomes[1].place}/index.md)" in file.read_text(encoding="utf-8")
    assert _states(import_pages([_bai("sharepoint-3")], way)) == ["same"]


def test_failing_pages_do_not_stop_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One without an article, or of an unknown product without trafilatura, is told."""
    outcomes = import_pages([saved("", "trong.html"), _bai("dnn-4")], _way(tmp_path))
    assert _states(outcomes) == ["failed", "new"]
    assert "không tìm thấy phần bài viết" in outcomes[0].sentence
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    outcomes = import_pages([_bai("unknown-1"), _bai("dnn-4")], _way(tmp_path))
    assert _states(outcomes) == ["failed", "same"]
    assert outcomes[0].why == fallback.MISSING
