"""The generator in a town's folder: the wheel, its pin, the exchange and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.towns.wheels import empty_wheel as wheel
from tools.wheel import BROWSER, shared_files
from town_portal.cli.engine import upgrade
from town_portal.cli.engine.folder import install_files
from town_portal.cli.engine.wheel import NoWheel, find_wheel, version_of
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
    shared = {file.relative_to(ROOT).as_posix() for file in shared_files(ROOT)}
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
    upgrade.exchange(town, wheel(tmp_path, "2.0.0"))
    assert "town_portal-2.0.0" in (town / "requirements.txt").read_text(encoding="utf-8")
    assert upgrade.go_back(town) == "1.0.0"
    assert {file.name: file.read_bytes() for file in town.rglob("*") if file.is_file()} == before
    with pytest.raises(NoWheel, match="Không có bản trước"):
        upgrade.go_back(town)


def test_what_is_no_wheel_of_ours_is_refused(tmp_path: Path) -> None:
    """Another package, a broken file, an empty folder: each is named."""
    with pytest.raises(NoWheel, match="đây không phải gói"):
        version_of(wheel(tmp_path, "1.0.0", "other"))
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
    found = upgrade.compare(tmp_path / "a", tmp_path / "b")
    assert str(found) == "đổi\tx\nthêm\tz\nbỏ\ty\n"
    assert not upgrade.compare(tmp_path / "a", tmp_path / "a")
