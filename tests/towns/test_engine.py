"""The generator in a town's folder: the wheel, its pin, the exchange and the way back."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.portal import PATHS
from tests.towns.wheels import empty_wheel as wheel
from tools.wheel import BROWSER, iter_shared_files
from town_portal.cli.engine import data_files, upgrade
from town_portal.cli.engine.data_files import Changes
from town_portal.cli.engine.folder import install_files
from town_portal.cli.engine.migrations import migrate
from town_portal.cli.engine.wheel import NoWheel, find_wheel, read_version
from town_portal.core.system.places import ROOT
from town_portal.features.assets import bundle, scripts, symbols


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return the folder of a town that has version 1.0.0."""
    folder = tmp_path / "town"
    folder.mkdir()
    install_files(folder, wheel(tmp_path, "1.0.0"))
    return folder


def test_a_wheel_has_what_the_pages_load() -> None:
    """Each font, script and drawing out of npm's packages is shared, with its licence."""
    shared = {file.relative_to(ROOT).as_posix() for file in iter_shared_files(ROOT)}
    wanted = {*bundle.FONTS.values(), *scripts.VENDOR.values(), symbols.SET}
    assert {f"node_modules/{name}" for name in wanted} <= shared
    for package in BROWSER:
        words = ("license", "info.json")  # Lucide's drawings tell it in info.json
        own = [name.removeprefix(package).lower() for name in shared if name.startswith(package)]
        assert any(word in name for name in own for word in words), package
    assert not [name for name in shared if "__pycache__" in name or name.startswith("content/")]


def test_settings_of_a_town_stay_and_its_tasks_are_renewed(town: Path, tmp_path: Path) -> None:
    """Laying a wheel again keeps what somebody wrote into the settings."""
    (town / "pelicanconf.py").write_text("# của tôi\n", encoding="utf-8")
    (town / "tasks.py").write_text("# cũ\n", encoding="utf-8")
    install_files(town, wheel(tmp_path, "1.1.0"))
    assert (town / "pelicanconf.py").read_text(encoding="utf-8") == "# của tôi\n"
    assert "TOWN_PORTAL_HOME" in (town / "tasks.py").read_text(encoding="utf-8")
    assert [file.name for file in (town / "engine").iterdir()] == [
        "town_portal-1.1.0-py3-none-any.whl"
    ]


def test_what_was_exchanged_can_be_taken_back(town: Path, tmp_path: Path) -> None:
    """The pin and the wheel of before come back byte for byte, once."""
    before = {file.name: file.read_bytes() for file in town.rglob("*") if file.is_file()}
    upgrade.exchange_wheel(town, wheel(tmp_path, "2.0.0"))
    assert "town_portal-2.0.0" in (town / "requirements.txt").read_text(encoding="utf-8")
    assert upgrade.go_back(town) == ("1.0.0", [])
    assert {file.name: file.read_bytes() for file in town.rglob("*") if file.is_file()} == before
    with pytest.raises(NoWheel, match="Không có bản trước"):
        upgrade.go_back(town)


def test_what_is_no_wheel_of_ours_is_refused(tmp_path: Path) -> None:
    """Another package, a broken file, an empty folder: each is named."""
    with pytest.raises(NoWheel, match="đây không phải gói"):
        read_version(wheel(tmp_path, "1.0.0", "other"))
    broken = tmp_path / "town_portal-3.0.0-py3-none-any.whl"
    broken.write_bytes(b"PK")
    with pytest.raises(NoWheel, match="không đọc được"):
        find_wheel(broken)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoWheel, match="Không có tệp"):
        find_wheel(tmp_path / "empty")


def test_a_checkout_is_updated_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever has the repository is told of git pull."""
    assert upgrade.main(None, agreed=True, back=False) == 1
    assert "git pull" in capsys.readouterr().err


def test_the_difference_of_two_outputs_names_each_file(tmp_path: Path) -> None:
    """What changed, what came, what went."""
    for folder, files in (("a", {"x": "1", "y": "1"}), ("b", {"x": "2", "z": "1"})):
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text, encoding="utf-8")
    found = upgrade.compare_outputs(tmp_path / "a", tmp_path / "b")
    assert str(found) == "đổi\tx\nthêm\tz\nbỏ\ty\n"
    assert not upgrade.compare_outputs(tmp_path / "a", tmp_path / "a")


DESK = """\
# Cơ quan
name: Phường A
desk:  # bàn cũ
  repository: a/b

  branch: main
address: B
"""


def test_data_files_are_changed_and_given_back(town: Path, tmp_path: Path) -> None:
    """What the new generator cannot read is changed with the exchange, all else stays."""
    content = town / "content"
    (content / "data").mkdir(parents=True)
    (content / "data" / "town.yaml").write_text(DESK, encoding="utf-8")
    before = {file.name: file.read_bytes() for file in town.rglob("*") if file.is_file()}
    env = {**os.environ, "PYTHONPATH": PATHS}
    changes = data_files.ask_for(content, partial(upgrade.run_program, env=env), sys.executable)
    (line,) = changes.lines
    assert line.startswith("content/data/town.yaml: bỏ nhóm desk: bàn soạn tin trên cổng")
    assert "-desk:  # bàn cũ\n-  repository: a/b\n" in changes.difference(content)
    copy = data_files.copy_with(changes, content, tmp_path / "copy")
    assert "desk" not in (copy / "data" / "town.yaml").read_text("utf-8")
    assert (content / "data" / "town.yaml").read_text("utf-8") == DESK
    upgrade.exchange_wheel(town, wheel(tmp_path, "2.0.0"), changes)
    now = (content / "data" / "town.yaml").read_text("utf-8")
    assert now == "# Cơ quan\nname: Phường A\naddress: B\n"
    assert upgrade.go_back(town) == ("1.0.0", [])
    assert {file.name: file.read_bytes() for file in town.rglob("*") if file.is_file()} == before


def test_what_was_edited_since_is_not_taken_back(town: Path, tmp_path: Path) -> None:
    """A data file that the staff have edited after the upgrade stays; the old one lies beside."""
    file = town / "content" / "data" / "town.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(DESK, encoding="utf-8")
    upgrade.exchange_wheel(town, wheel(tmp_path, "2.0.0"), Changes({"data/town.yaml": "name: B\n"}))
    file.write_text("name: C\n", encoding="utf-8")
    _, told = upgrade.go_back(town)
    assert "content/data/town.yaml đã được sửa" in told[0]
    assert file.read_text("utf-8") == "name: C\n"
    saved = town / ".state" / "upgrade" / "before" / "data" / "town.yaml"
    assert saved.read_text("utf-8") == DESK


@pytest.mark.parametrize(
    "text",
    ["name: A\n", "desk: {a: b}\nname: A\n", "name: A\ndesk:\n- a\n- b\n", "name: A\ndesk: x"],
)
def test_a_group_goes_and_nothing_else(text: str) -> None:
    """However it is written; a file without it is not touched."""
    files, lines = migrate(lambda _name: text)
    assert files.get("data/town.yaml", "name: A\n") == "name: A\n"
    assert len(lines) == ("desk" in text)


def test_what_no_migration_can_change_is_told() -> None:
    """A file that is no YAML, or has the group in an unusual way, stays and is named."""
    for text in ("name: [", "'desk': 1\nname: A\n"):
        files, lines = migrate({"data/town.yaml": text}.get)
        assert not files
        assert "không tự đổi được" in lines[0]


def test_a_generator_without_migrations_changes_nothing(tmp_path: Path) -> None:
    """One of before is asked whether it knows of them, and does not."""
    assert data_files.ask_for(tmp_path, lambda _words: "0\n", "python") == Changes()


def test_changes_are_told_and_tried_before_anything_is_written(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new generator builds a copy with the changes; the town's own files wait for a yes."""
    file = town / "content" / "data" / "town.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(DESK, encoding="utf-8")

    def build(_town: Path, content: Path, _engine: object, output: Path, _env: object) -> None:
        output.mkdir(parents=True)
        (output / "index.html").write_bytes((content / "data" / "town.yaml").read_bytes())

    env = {**os.environ, "PYTHONPATH": PATHS}
    monkeypatch.setattr(upgrade, "make_build_environment", lambda: env)
    monkeypatch.setattr(upgrade, "install_wheel", lambda *_: sys.executable)
    monkeypatch.setattr(upgrade, "build_town", build)
    told, changes = upgrade.compare_builds(town, wheel(tmp_path, "2.0.0"))
    assert file.read_text("utf-8") == DESK
    assert "chỉ đổi khi đồng ý" in told
    assert "content/data/town.yaml: bỏ nhóm desk" in told
    assert "đổi 1 tệp, thêm 0 tệp, bỏ 0 tệp" in told
    assert "-desk" in (town / ".state" / "upgrade" / "data.diff").read_text("utf-8")
    upgrade.exchange_wheel(town, wheel(tmp_path, "2.0.0"), changes)
    assert "desk" not in file.read_text("utf-8")
