"""The list of all parts: true to the schema, whole, and the same each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from town_portal.cli.audit import command, locks

pytest.importorskip("cyclonedx", reason="chưa cài phần audit")
ROOT = Path(__file__).parents[3]


def write_list(root: Path, file: Path) -> str:
    """Return the list of the parts of a project, as the task writes it."""
    assert command.main(root, file) == 0
    return file.read_text(encoding="utf-8")


def test_it_is_valid_and_whole(tmp_path: Path) -> None:
    """CycloneDX 1.6, strictly; each pinned package once, with npm's digests."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    written = write_list(ROOT, tmp_path / "sbom.json")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None
    given = json.loads(written)
    named = [item["purl"] for item in given["components"]]
    assert len(named) == len(set(named))
    found = locks.list_packages(ROOT)
    assert len(named) == len({(item.kind, item.name, item.version) for item in found})
    npm = [item for item in given["components"] if item["purl"].startswith("pkg:npm/")]
    assert all(item["hashes"] for item in npm)
    scopes = {item["name"]: item["scope"] for item in given["components"]}
    assert (scopes["pelican"], scopes["leaflet"], scopes["pytest"]) == (
        *("required", "required"),
        "excluded",
    )


def test_it_follows_the_parts_alone(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No moment of the day, no random number; SOURCE_DATE_EPOCH is the only moment it tells."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first = write_list(project, tmp_path / "x.json")
    assert write_list(project, tmp_path / "again.json") == first
    assert "timestamp" not in json.loads(first)["metadata"]
    text = (project / "requirements.txt").read_text(encoding="utf-8")
    (project / "requirements.txt").write_text(text.replace("==1.2.0", "==1.2.1"))
    other = write_list(project, tmp_path / "x.json")
    assert json.loads(other)["serialNumber"] != json.loads(first)["serialNumber"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")
    dated = json.loads(write_list(project, tmp_path / "x.json"))
    assert dated["metadata"]["timestamp"] == "2026-11-24T06:00:00+00:00"


def test_what_cannot_be_written_is_said(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is not there: code 1 and one sentence."""
    assert command.main(project, tmp_path / "khong-co" / "x.json") == 1
    assert "không ghi được tệp" in capsys.readouterr().err
