"""What `python3 tasks.py` does before a task runs."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.commands import install, setup, task_help
from plugins.commands.places import ROOT, python_of

STDLIB_ONLY = ("setup", "install", "child", "lock_file", "places", "many", "task_help")


class Steps:
    """Stands in for venv, pip and npm: notes the steps, fails where told."""

    def __init__(self, root: Path) -> None:
        """Begin with nothing done, a machine without npm, and no failure planned."""
        self.root = root
        self.done: list[str] = []
        self.failing = ""
        self.npm: str | None = "npm"

    def make_venv(self, venv: Path) -> None:
        """Make what the real step would make."""
        self.done.append("venv")
        python_of(venv).parent.mkdir(parents=True, exist_ok=True)
        python_of(venv).touch()

    def pip_install(self, _venv: Path, requirements: Path, _say: Callable[[str], None]) -> None:
        """Note the file, or fail like an interrupted pip."""
        self.done.append(requirements.name)
        if requirements.name == self.failing:
            raise KeyboardInterrupt
        if requirements.name == setup.NODE:
            self.npm = "venv-npm"

    def npm_of(self, _venv: Path) -> str | None:
        """Give npm where there is one."""
        return self.npm

    def npm_install(self, npm: str, lock: Path) -> None:
        """Fetch nothing, but leave npm's own mark; fail like an interrupted npm where told."""
        name = lock.relative_to(self.root).as_posix()
        self.done += [npm, name][: 1 if name == setup.BROWSER else 2]
        if name == self.failing:
            raise KeyboardInterrupt
        (lock.parent / "node_modules").mkdir(exist_ok=True)
        (lock.parent / "node_modules" / ".package-lock.json").touch()

    def ensure(self, *needs: str) -> list[str]:
        """Set up and give the steps that this took."""
        self.done.clear()
        setup.ensure(self.root, needs, lambda _line: None)
        return list(self.done)


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Steps:
    """A checkout of requirement and lock files only, with stand-ins for the tools."""
    for name in (setup.RUNTIME, setup.TEST, setup.NODE, *setup.FETCHED):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    stand_in = Steps(tmp_path)
    for name in ("make_venv", "pip_install", "npm_of", "npm_install"):
        monkeypatch.setattr(install, name, getattr(stand_in, name))
    return stand_in


def test_a_task_installs_only_what_it_needs(steps: Steps) -> None:
    """The first task brings its own files, the next one only what is still missing."""
    assert steps.ensure(setup.RUNTIME, setup.BROWSER) == ["venv", setup.RUNTIME, "npm"]
    assert steps.ensure(setup.RUNTIME, setup.BROWSER) == []
    assert steps.ensure(setup.RUNTIME, setup.TEST, setup.BROWSER) == [setup.TEST]


def test_a_changed_requirement_file_is_installed_again(steps: Steps) -> None:
    """New pins reach an environment that is already there."""
    steps.ensure(setup.RUNTIME)
    (steps.root / setup.RUNTIME).write_text("khác", encoding="utf-8")
    assert steps.ensure(setup.RUNTIME) == [setup.RUNTIME]


def test_an_interrupted_pip_leads_to_a_new_environment(steps: Steps) -> None:
    """Half of a package may lie there after pip was killed, so nothing of it is kept."""
    steps.ensure(setup.RUNTIME)
    steps.failing = setup.TEST
    with pytest.raises(KeyboardInterrupt):
        steps.ensure(setup.RUNTIME, setup.TEST)
    steps.failing = ""
    both = ["venv", setup.RUNTIME, setup.TEST]
    assert steps.ensure(setup.RUNTIME, setup.TEST) == both


def test_a_removed_node_modules_is_fetched_again(steps: Steps) -> None:
    """Browser files that somebody deleted come back without a new environment."""
    steps.ensure(setup.RUNTIME, setup.BROWSER)
    (steps.root / "node_modules" / ".package-lock.json").unlink()
    assert steps.ensure(setup.RUNTIME, setup.BROWSER) == ["npm"]


def test_each_lock_file_of_npm_is_fetched_by_itself(steps: Steps) -> None:
    """The checker's packages come and are noted apart from the browser files."""
    assert steps.ensure(setup.BROWSER) == ["venv", "npm"]
    assert steps.ensure(setup.BROWSER, setup.CHECKER) == ["npm", setup.CHECKER]
    (steps.root / "tests" / "node" / "node_modules" / ".package-lock.json").unlink()
    assert steps.ensure(setup.BROWSER) == []
    assert steps.ensure(setup.BROWSER, setup.CHECKER) == ["npm", setup.CHECKER]


def test_an_interrupted_npm_is_begun_again_in_the_same_environment(steps: Steps) -> None:
    """Half a node_modules is fetched anew; what pip and another lock file brought stays."""
    steps.ensure(setup.RUNTIME, setup.BROWSER)
    steps.failing = setup.LIGHTHOUSE
    with pytest.raises(KeyboardInterrupt):
        steps.ensure(setup.RUNTIME, setup.BROWSER, setup.LIGHTHOUSE)
    steps.failing = ""
    assert steps.ensure(setup.RUNTIME, setup.LIGHTHOUSE) == ["npm", setup.LIGHTHOUSE]


def test_node_comes_from_pip_where_the_machine_has_no_npm(steps: Steps) -> None:
    """A machine without npm gets one inside the environment."""
    steps.npm = None
    assert steps.ensure(setup.BROWSER) == ["venv", setup.NODE, "venv-npm"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_environment_of_another_place_or_python_is_made_anew(steps: Steps, place: int) -> None:
    """A copied folder, another interpreter and another version each lead to a new environment."""
    steps.ensure(setup.RUNTIME)
    path = setup.stamp_of(steps.root / ".venv")
    stamp = json.loads(path.read_text(encoding="utf-8"))
    stamp["made"][place] = "khác"
    path.write_text(json.dumps(stamp), encoding="utf-8")
    assert steps.ensure(setup.RUNTIME) == ["venv", setup.RUNTIME]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"made": 1}', '{"done": {}}'])
def test_a_damaged_stamp_counts_as_none(steps: Steps, text: str) -> None:
    """An unreadable stamp leads to a new environment, not to a traceback."""
    steps.ensure(setup.RUNTIME)
    setup.stamp_of(steps.root / ".venv").write_text(text, encoding="utf-8")
    assert steps.ensure(setup.RUNTIME) == ["venv", setup.RUNTIME]


def test_a_lost_interpreter_leads_to_a_new_environment(steps: Steps) -> None:
    """When the system's Python went away with an upgrade, the environment is rebuilt."""
    steps.ensure(setup.RUNTIME)
    python_of(steps.root / ".venv").unlink()
    assert steps.ensure(setup.RUNTIME) == ["venv", setup.RUNTIME]


def test_python_without_venv_is_told_what_to_install(
    steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian without python3-venv gets the command that helps."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(install.SetupFailed, match="sudo apt install python3-venv"):
        steps.ensure(setup.RUNTIME)


def test_an_old_python_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python 3.10 gets a sentence and exit code 1."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    assert setup.main(["build"]) == 1
    assert "Cần Python 3.11 trở lên" in capsys.readouterr().err


@pytest.mark.parametrize("name", STDLIB_ONLY)
def test_an_old_python_can_read_the_setup(name: str) -> None:
    """The modules before the version check parse under Python 3.7 and import no package."""
    text = (ROOT / "plugins" / "commands" / f"{name}.py").read_text(encoding="utf-8")
    own = {"plugins.commands", *(f"plugins.commands.{other}" for other in STDLIB_ONLY)}
    for node in ast.walk(ast.parse(text, feature_version=(3, 7))):
        if isinstance(node, ast.ImportFrom):
            assert node.module in own or top(str(node.module)) in sys.stdlib_module_names
        elif isinstance(node, ast.Import):
            assert all(top(alias.name) in sys.stdlib_module_names for alias in node.names)


def top(module: str) -> str:
    """Give the first word of a module's name."""
    return module.partition(".")[0]


def test_without_arguments_the_tasks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """The list needs no environment and describes each task in Vietnamese."""
    assert setup.main([]) == 0
    assert "serve        Xem cổng thông tin trên máy này" in capsys.readouterr().out


def test_a_task_is_explained_before_anything_is_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In Vietnamese, with the files that it takes as the README writes them."""
    monkeypatch.setattr(setup, "ensure", lambda *_given: pytest.fail("installs"))
    assert setup.main(["approve", "--help"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Cách dùng: python3 tasks.py approve TỆP… [tùy chọn]"
    assert told[2].startswith("Duyệt bài: ghi người duyệt")
    assert told[4:] == [
        "  TỆP…               Tệp .md của bài, hoặc thư mục có các bài chờ duyệt",
        "  --by …             Tên người duyệt (mặc định: tên trong Git)",
        "  --take-back        Bỏ việc duyệt: bài trở lại chờ duyệt",
        "  --content …        Thư mục nội dung (mặc định: content)",
    ]


def test_every_task_has_its_help() -> None:
    """With a word about each option, in which names of constants are written out."""
    for name in setup.task_list():
        told = task_help.told(name)
        assert told.startswith(f"Cách dùng: python3 tasks.py {name}")
        assert [
            line for line in told.splitlines() if re.fullmatch(r"  --\S+(?: …)?\s*", line)
        ] == []
    assert "(mặc định: 8000)" in task_help.told("serve")
    assert "preview TỆP [" in task_help.told("preview")
    assert "watch-site ĐỊA-CHỈ [" in task_help.told("watch-site")
    assert task_help.told("lock").endswith("requirements*.in).")
    assert task_help.told("khong-co") == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["xem"], "Không có việc nào tên là “xem”"),
        (["build", "--nix"], "Không có tùy chọn nào tên là “--nix”"),
        (["build", "--nix=1"], "Không có tùy chọn nào tên là “--nix”"),
    ],
)
def test_a_mistyped_command_is_told(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong word ends with a sentence, before anything is installed."""
    assert setup.main(arguments) == 1
    assert sentence in capsys.readouterr().err
