"""The command that checks the content: what is printed, and when it fails."""

from __future__ import annotations

from pathlib import Path

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

    def __init__(self, content: Path) -> None:
        """Take the folder that is asked for."""
        del content

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


def test_only_what_must_be_put_right_is_a_failure(
    tmp_path: Path, check: type[Stub], capsys: pytest.CaptureFixture[str]
) -> None:
    """They are printed text by text, what must be put right first, counted; a hook sees it."""
    check.found = (SHOULD, OTHER)
    assert content_check.main(tmp_path) == 0
    capsys.readouterr()
    check.found = (SHOULD, MUST, OTHER)
    assert content_check.main(tmp_path) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[:3] == [str(MUST), str(SHOULD), str(OTHER)]
    assert said.out.splitlines()[3].startswith(
        "Có 3 chỗ cần xem ở 2 bài: 1 bắt buộc sửa (chưa sửa thì không đăng được), 2 nên sửa."
    )
    assert "1.000/1.000" in said.err


def test_nothing_found_is_said(
    tmp_path: Path, check: type[Stub], capsys: pytest.CaptureFixture[str]
) -> None:
    """And that a build looks at more."""
    check.found = ()
    assert content_check.main(tmp_path) == 0
    assert capsys.readouterr().out == (
        "Nội dung không có chỗ nào cần xem lại.\n"
        "Phần dữ liệu và liên kết được kiểm khi dựng: python3 tasks.py build\n"
    )


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
    ("arguments", "has_test"),
    [
        (["check"], True),
        (["check", "--content"], False),
        (["check", "--content=x"], False),
    ],
)
def test_staff_need_no_tools_of_programmers(arguments: list[str], has_test: bool) -> None:
    """Checking the content needs what a build needs: fonts too, but no linters."""
    task = TASKS.find(arguments[0])
    needs = setup.needs_of(task, task.parse(arguments[1:]))
    assert ("test" in needs) is has_test
    assert (setup.BROWSER in needs) is (arguments != ["check"])
