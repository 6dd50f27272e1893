"""The check of the content: what is read, what is told, how seldom it is wrong."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from tests.sites.build_site import article, page, picture, write
from tests.unit.editorial.clean_texts import texts
from town_portal.authoring.proofreading import check, check_cache, jobs
from town_portal.authoring.proofreading.check import ContentCheck, list_findings
from town_portal.authoring.proofreading.read import ContentPlace, read_checked_text
from town_portal.authoring.proofreading.rules import apply_rules
from town_portal.core.data.tables import DEFAULT_TOWN
from town_portal.core.faults import Faults
from town_portal.features.photos.pool import Pool

SLIP = "Tiếp tục cũng cố."
GOOD = {
    "articles/2020/2020-12-14-a/index.md": article("Một đoạn.", date="2020-12-14", summary="A."),
    "articles/2020/2020-12-15-b.md": article(SLIP, summary="B.", status="draft"),
    "pages/gioi-thieu.md": page(SLIP),
}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder, whose ledger lies beside it."""
    write(tmp_path / "content", GOOD)
    monkeypatch.setattr(check_cache, "place_of", lambda _content: tmp_path / "state" / "ledger")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def told(content: Path) -> list[str]:
    """Give file, line and rule of what is found."""
    return [f"{finding.file}:{finding.line} {finding.rule}" for finding in list_findings(content)]


FOUND = [
    "content/articles/2020/2020-12-15-b.md:9 tu-hay-nham",
    "content/pages/gioi-thieu.md:5 tu-hay-nham",
]


def test_only_what_has_changed_is_read(content: Path) -> None:
    """Articles, pages and drafts once; then a changed text is read, and a gone one is not."""
    assert ContentCheck(content).waiting == 3
    assert told(content) == FOUND
    assert ContentCheck(content).waiting == 0
    assert told(content) == FOUND
    first = content / "articles/2020/2020-12-14-a/index.md"
    first.write_text(article(SLIP, date="2020-12-14", summary="A."), encoding="utf-8")
    os.utime(first, ns=(1, 1))
    assert ContentCheck(content).waiting == 1
    assert len(told(content)) == 3
    first.unlink()
    assert ContentCheck(content).waiting == 0
    assert told(content) == FOUND


def test_a_photograph_that_comes_later_is_noticed(content: Path) -> None:
    """The files beside a text count as part of it."""
    name = "articles/2020/2020-12-14-a/index.md"
    body = '![Hai hình](b.jpg "Hai hình tròn. Ảnh: Lê An")'
    write(content, {name: article(body, date="2020-12-14", summary="A.")})
    report = ContentCheck(content).report()
    assert [fault.line for fault in report.faults] == [8]
    assert "không tìm thấy ảnh “b.jpg”" in str(report.faults[0])
    write(content, {"articles/2020/2020-12-14-a/b.jpg": picture("PNG")})
    report = ContentCheck(content).report()
    assert report.faults == []
    assert ("anh-luu-y", 8) in [(finding.rule, finding.line) for finding in report.findings]


def test_new_words_of_the_town_count_at_once(content: Path) -> None:
    """A change of the town's data makes the check begin anew; a wrong file is a fault."""
    told(content)
    data = content / "data" / "proofreading.yaml"
    write(content, {"data/proofreading.yaml": "words: [abc]\n"})
    assert ContentCheck(content).waiting == 3
    data.write_text("blocked_domains: [https://xau.example/]\n", encoding="utf-8")
    (fault,) = ContentCheck(content).report().faults
    assert "chỉ ghi tên miền" in fault.message


def test_what_is_wrong_in_a_head_is_a_fault(content: Path) -> None:
    """In the words of a build, with the line; the rest of the text is looked at all the same."""
    write(
        content,
        {
            "articles/x.md": article(SLIP, date="2020-13-01", summary="X."),
            "articles/y.md": "không có phần đầu\n",
            "articles/z.md": b"\xff\xfe",
            "data/categories.yaml": "categories:\n  - {key: chinh-quyen, title: Chính quyền}\n",
            "articles/2020/2020-12-16-c.md": article(date="2020-12-17", category="la"),
        },
    )
    report = ContentCheck(content).report()
    assert [(fault.file, fault.line, fault.field) for fault in report.faults] == [
        ("content/articles/2020/2020-12-16-c.md", 3, "date"),
        ("content/articles/2020/2020-12-16-c.md", 4, "category"),
        ("content/articles/x.md", 3, "date"),
        ("content/articles/y.md", 1, ""),
        ("content/articles/z.md", 1, ""),
    ]
    assert "content/articles/x.md:8 tu-hay-nham" in told(content)


@pytest.mark.parametrize(
    "data", [b"", b"broken", pickle.dumps([1]), pickle.dumps("x"), pickle.dumps({"a": 1})]
)
def test_a_ledger_that_is_broken_is_made_anew(content: Path, data: bytes, tmp_path: Path) -> None:
    """Whatever stands in its file."""
    told(content)
    (tmp_path / "state" / "ledger").write_bytes(data)
    assert told(content) == FOUND
    assert ContentCheck(content).waiting == 0


def test_a_folder_that_cannot_be_written_is_no_harm(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check is made; only nothing is kept."""
    blocked = content / "pages" / "gioi-thieu.md"
    monkeypatch.setattr(check_cache, "place_of", lambda _content: blocked / "ledger")
    assert told(content) == FOUND
    assert told(content) == FOUND


def test_two_processes_find_the_same(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that is shared is put together; how far it is is told."""
    many = {
        f"articles/2020-12-15-t{n}.md": article(SLIP, title=f"T{n}", summary="T.") for n in range(9)
    }
    write(content, many)
    alone = told(content)
    heard: list[tuple[int, int]] = []
    monkeypatch.setattr(jobs, "ALONE", 3)
    monkeypatch.setattr(jobs, "PORTION", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    place = check.read_place(content, Faults())
    paths = list(ContentCheck(content)._keys)
    shared = list(jobs.check_all(place, paths, lambda *it: heard.append(it)))
    assert sorted(
        f"{finding.file}:{finding.line} {finding.rule}"
        for one in shared
        for finding in one.findings
    ) == sorted(alone)
    assert heard[-1] == (12, 12)


def test_a_process_that_dies_costs_nothing(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its texts are read by the others."""
    monkeypatch.setattr(jobs, "ALONE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(Pool, "run", lambda _pool, jobs: [(job, None) for job in jobs])
    assert told(content) == FOUND


ALLOWED = 0.2
"""False findings that an article may have on the average."""
COUNT = 100


def false_findings(folder: Path) -> list[str]:
    """Give all findings in the clean texts, read from files as those of staff are."""
    found = []
    for clean in texts():
        path = folder / clean.name / "index.md"
        path.parent.mkdir()
        path.write_text(clean.file, encoding="utf-8")
        result = read_checked_text(path, ContentPlace(folder, DEFAULT_TOWN))
        assert result.faults.found == []
        found += [str(finding) for finding in apply_rules(result.text, clean.title)]
    return found


def test_false_findings_are_few(tmp_path: Path) -> None:
    """At most 0.2 a text; what there is stands in the message."""
    found = false_findings(tmp_path)
    assert len(found) <= ALLOWED * COUNT, "\n".join(found)
