"""`audit` with the real tools: what they know is told, silence is no good news."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.publish.audit.conftest import ADVISORY, OSV, Service
from town_portal.cli import install
from town_portal.cli.audit import command
from town_portal.cli.audit.command import Tools

pytest.importorskip("pip_audit", reason="chưa cài phần audit")
NPM = install.find_npm(Path(sys.prefix))
pytestmark = pytest.mark.skipif(not NPM, reason="máy không có npm")


@pytest.fixture
def tools(service: Service, tmp_path: Path) -> Tools:
    """The real tools, which ask the stand-in."""
    osv = (*command.PIP_AUDIT, "--vulnerability-service", "osv", "--osv-url", f"{service.url}/osv")
    changed = {
        "npm_config_registry": f"{service.url}/",
        "npm_config_cache": str(tmp_path / "npm"),
        "npm_config_fetch_retries": "0",
        "npm_config_offline": "true",  # as a machine may be set
        "NODE_ENV": "production",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    return Tools(osv, (str(NPM),), changed)


FINE = "Đã xem 2 gói Python và 2 gói npm: không gói nào có lỗ hổng đã biết.\n"


@pytest.mark.long
def test_where_nothing_is_known_that_is_said(
    project: Path, service: Service, tools: Tools, capsys: pytest.CaptureFixture[str]
) -> None:
    """Code 0, and how many packages were looked at; both services were really asked."""
    assert command.main(project, tools=tools) == 0
    assert capsys.readouterr().out == FINE
    assert "/osv" in service.asked
    assert "/-/npm/v1/security/advisories/bulk" in service.asked


def test_holes_are_told_with_what_to_do(
    project: Path, service: Service, tools: Tools, capsys: pytest.CaptureFixture[str]
) -> None:
    """Package, version, file, name of the hole, the mended version, what to do; code 1."""
    service.python, service.npm = {"vulns": [OSV]}, {"hong": [ADVISORY]}
    assert command.main(project, tools=tools) == 1
    assert {"/osv", "/-/npm/v1/security/advisories/bulk"} <= {*service.asked}
    told = capsys.readouterr().out
    for words in (
        *("Có lỗ hổng đã biết trong 2 gói:", "lo-hong 1.2.0 (requirements.txt)"),
        *("Lỗ hổng: CVE-2026-0001, PYSEC-2026-1", "Đã vá ở: 1.2.1"),
        *("ghi lo-hong>=1.2.1 vào tệp pyproject.toml", "hong 1.0.0 (package-lock.json)"),
        *("GHSA-xxxx (mức cao): Chèn mã", "npm audit fix --package-lock-only"),
    ):
        assert words in told
    assert "không gói nào" not in told


def test_a_service_that_refuses_is_no_good_news(
    project: Path, service: Service, tools: Tools, capsys: pytest.CaptureFixture[str]
) -> None:
    """Code 2; what could not be looked at is named."""
    service.refuses = True
    assert command.main(project, tools=tools) == 2
    told = capsys.readouterr().out
    assert "Chưa xem được hết" in told
    assert "- các gói Python: " in told
    assert "- package-lock.json: 405" in told
    assert "không gói nào" not in told


@pytest.mark.long
def test_what_is_found_counts_more_than_what_is_not_looked_at(
    project: Path, service: Service, tools: Tools, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a hole in one and silence of the other the code is 1, and both are told."""
    service.npm = {"hong": [ADVISORY]}
    broken = Tools((sys.executable, "-c", "raise SystemExit(3)"), tools.npm, tools.changed)
    assert command.main(project, tools=broken) == 1
    told = capsys.readouterr().out
    assert "hong 1.0.0" in told
    assert "- các gói Python: mã thoát 3" in told


def answering(given: object) -> tuple[str, ...]:
    """Return a program that gives this answer, whatever it is asked."""
    return ("sh", "-c", 'printf %s "$0"', json.dumps(given))


def test_a_package_that_the_service_does_not_know_is_not_fine(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """pip-audit ends with 0 and "no known vulnerabilities" behind a mirror; that is code 2."""
    npm = answering({"vulnerabilities": {}})
    well = {"name": "yen-on", "version": "3.0", "vulns": []}
    said: dict[str, list[object]] = {"dependencies": [well], "fixes": []}
    assert command.main(project, tools=Tools(answering(said), npm)) == 0
    assert capsys.readouterr().out == FINE
    said["dependencies"].append({"name": "lo-hong", "skip_reason": "not found"})
    assert command.main(project, tools=Tools(answering(said), npm)) == 2
    assert "không có thông tin về 1 gói Python: lo-hong" in capsys.readouterr().out


def test_a_missing_tool_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither pip-audit nor npm: code 2, and what to install."""
    assert command.main(project, tools=Tools(("khong-co-lenh-nay",), ())) == 2
    told = capsys.readouterr().out
    assert "không chạy được khong-co-lenh-nay" in told
    assert "máy không có npm" in told


@pytest.mark.long
def test_the_project_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """With the services there are, or not: it ends, and never says "fine" without an answer."""
    root = Path(__file__).parents[3]
    code = command.main(root)
    told = capsys.readouterr().out
    assert code in (0, 1, 2)
    assert ("không gói nào có lỗ hổng" in told) == (code == 0)
