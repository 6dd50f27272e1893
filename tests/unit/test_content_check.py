"""The command that checks the content: what is printed, and when it fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plugins._kit.faults import Fault
from plugins.commands import content_check, setup
from plugins.commands.tasks import TASKS
from plugins.editorial.check import Report
from plugins.editorial.ledger import Checked
from plugins.editorial.rule import Finding

SHOULD = Finding("a.md", 1, "kieu-so", "should", "câu")
MUST = Finding("a.md", 9, "so-dien-thoai-rieng", "must", "câu")
OTHER = Finding("b.md", 2, "kieu-so", "should", "câu")


class Stub:
    """A check that has found this."""

    found: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()

    def __init__(self, _content: Path) -> None:
        """Take the folder that is asked for."""

    def report(self, told: object) -> Report:
        """Give what was found."""
        assert callable(told)
        told(1000, 1000)
        return Report(2, (Checked("a.md", "A", "", "", self.found),), self.faults)


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> type[Stub]:
    """Let the command ask a check of ours."""
    stub = type("Stub", (Stub,), {})
    monkeypatch.setattr(content_check, "Check", stub)
    return stub


NOTHING = (
    "Nội dung không có chỗ nào cần xem lại.\n"
    "Phần dữ liệu và liên kết được kiểm khi dựng: python3 tasks.py build\n"
)
COUNTED = (
    f"{MUST}\n{SHOULD}\n{OTHER}\n"
    "Có 3 chỗ cần xem ở 2 bài: 1 bắt buộc sửa (chưa sửa thì không đăng được), 2 nên sửa."
)


@pytest.mark.parametrize(
    ("found", "code", "out"),
    [((), 0, NOTHING), ((SHOULD, OTHER), 0, f"{SHOULD}\n"), ((SHOULD, MUST, OTHER), 1, COUNTED)],
)
def test_only_what_must_be_put_right_is_a_failure(
    check: type[Stub], capsys: pytest.CaptureFixture[str], found: Any, code: int, out: str
) -> None:
    """Findings are printed text by text, what must be put right first, and counted."""
    check.found = found
    assert content_check.main(Path()) == code
    said = capsys.readouterr()
    assert said.out.startswith(out)
    assert "1.000/1.000" in said.err


def test_faults_and_a_missing_folder_are_failures(
    tmp_path: Path, check: type[Stub], capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is 1; findings are told all the same."""
    check.found, check.faults = (SHOULD,), (Fault("c.md", 3, "date", "không phải ngày"),)
    assert content_check.main(tmp_path) == 1
    said = capsys.readouterr()
    assert str(SHOULD) in said.out
    assert "c.md:3: date: không phải ngày" in said.err
    assert content_check.main(tmp_path / "nowhere") == 1
    assert "Không có thư mục nội dung" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "town", "needs", "needless"),
    [
        (["check"], "", {"test"}, {setup.BROWSER}),
        (["check", "--content"], "", {setup.BROWSER}, {"test"}),
        (["check", "--content=x"], "", {setup.BROWSER}, {"test"}),
        (["serve"], "", {setup.DESK}, set()),
        (["build"], "", set(), {setup.DESK}),
        (["build", "--content", "DIR"], "desk:\n  repo: a/b\n", {setup.DESK}, set()),
        (["build", "--content=DIR"], "desk:\n  repo: a/b\n", {setup.DESK}, set()),
        (["build", "--content", "DIR"], "name: A\n# desk:\n", set(), {setup.DESK}),
        (["publish", "--content", "KHONG"], "desk:\n", set(), {setup.DESK}),
    ],
)
def test_packages_are_fetched_where_they_are_needed(
    tmp_path: Path, words: list[str], town: str, needs: set[str], needless: set[str]
) -> None:
    """Checking content needs no linters, a build the desk's where the town asks for a desk."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "town.yaml").write_text(town, encoding="utf-8")
    given = [it.replace("DIR", str(tmp_path)) for it in words]
    task = TASKS.find(given[0])
    found = {*setup.needs_of(task, task.parse(given[1:]))}
    assert needs <= found
    assert not needless & found
