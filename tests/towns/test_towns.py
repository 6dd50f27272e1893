"""Several towns on one machine: one generator, nothing shared, a line for each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sites.build_site import GOOD, TOWN, read, write
from town_portal.cli import towns
from town_portal.cli.engine.folder import FILES
from town_portal.cli.towns.command import build_environment, find_telling_line


def place(folder: Path, *names: str) -> Path:
    """Write towns of those names, which differ in their names alone."""
    for name in names:
        write(folder / name, GOOD)
        own = TOWN.replace("Thị xã Thử Nghiệm", f"Phường {name}")
        write(folder / name, {"content/data/town.yaml": own})
        for file in ("pelicanconf.py", "publishconf.py"):
            write(folder / name, {file: (FILES / file).read_bytes()})
    return folder


def test_each_town_is_built_with_its_own_state(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Output, state and log of each lie in its folder; a faulty one keeps nobody else.

    Nor does one that cannot be read.
    """
    folder = place(tmp_path, "an", "binh", "chung", "dong")
    write(folder, {"chung/content/data/town.yaml": "name: [\n", "dong/publish.env": b"\xff=1\n"})
    told = tmp_path / "told.json"
    assert towns.main(folder, "build", 2, told) == 1
    rows = {load["town"]: load for load in json.loads(told.read_text(encoding="utf-8"))}
    codes = {name: row["code"] for name, row in rows.items()}
    assert codes == {"an": 0, "binh": 0, "chung": 1, "dong": 1}
    assert "content/data/town.yaml:" in rows["chung"]["line"]
    assert "4 cổng: 2 đạt, 2 chưa đạt" in capsys.readouterr().out
    for name, other in (("an", "binh"), ("binh", "an")):
        pages = b"".join(read(folder / name / "output").values()).decode("utf-8", "replace")
        assert f"Phường {name}" in pages
        assert f"Phường {other}" not in pages
        assert (folder / name / ".output.state").is_dir()
        assert "Đã dựng xong" in (folder / name / ".state/towns.log").read_text(encoding="utf-8")


def test_a_town_goes_to_its_own_target_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What this process publishes with is not handed on; publish.env of the town is."""
    monkeypatch.setenv("PORTAL_PUBLISH_TO", "rsync://elsewhere")
    write(tmp_path, {"publish.env": "# nơi đăng\nPORTAL_PUBLISH_TO=/srv/an\n"})
    assert build_environment(tmp_path)["PORTAL_PUBLISH_TO"] == "/srv/an"
    write(tmp_path, {"publish.env": None})
    assert "PORTAL_PUBLISH_TO" not in build_environment(tmp_path)


def test_what_tells_most_is_told() -> None:
    """A fault before all, then what a build counts, then the last line."""
    assert find_telling_line("Lưu ý: a\nx.md:1: title: thiếu\nhết", 1) == "x.md:1: title: thiếu"
    assert find_telling_line("Đọc 4 bài; ghi 2 tệp\nĐã dựng xong: x", 0) == "Đọc 4 bài; ghi 2 tệp"
    assert find_telling_line("một\nhai", 0) == "hai"
    assert find_telling_line("", 1) == ""


def test_a_folder_without_towns_and_an_unknown_task_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing runs."""
    assert towns.main(tmp_path, "build", 0, None) == 1
    assert "Không có cổng nào" in capsys.readouterr().err
    assert towns.main(tmp_path, "delete", 0, None) == 1
    assert "build, check, duties, publish, watch" in capsys.readouterr().err
