"""What `python3 tasks.py` does before a task runs."""

from __future__ import annotations

import ast
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from town_portal.cli import install, setup
from town_portal.cli.lock import RUNTIME
from town_portal.cli.tasks import TASKS
from town_portal.core.system.places import ROOT, get_python

TEST = "test"
PROJECT = f"""
[project]
dependencies = ["{RUNTIME}>=1"]
[project.optional-dependencies]
test = ["{TEST}>=1"]
node = ["{setup.NODE}"]
"""


def pin(name: str, version: int = 1) -> str:
    """Return a package's lines of the lock."""
    return f"{name}=={version} \\\n    --hash=sha256:0\n    # via town-portal (pyproject.toml)\n"


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
        shutil.rmtree(venv, ignore_errors=True)
        get_python(venv).parent.mkdir(parents=True, exist_ok=True)
        get_python(venv).touch()

    def install_requirements(
        self, _venv: Path, requirements: str, _say: Callable[[str], None]
    ) -> None:
        """Note the first package, or fail like an interrupted pip."""
        name = requirements.partition("==")[0]
        self.done.append(name)
        if name == self.failing:
            raise KeyboardInterrupt
        if name == setup.NODE:
            self.npm = "venv-npm"

    def find_npm(self, _venv: Path) -> str | None:
        """Give npm where there is one."""
        return self.npm

    def install_npm_packages(self, npm: str, lock: Path) -> None:
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
        setup.ensure_environment(self.root, needs, lambda _line: None)
        return list(self.done)


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Steps:
    """A checkout of lock files only, with stand-ins for the tools; a package for each extra."""
    texts = {
        **dict.fromkeys(setup.FETCHED, ""),
        "service/requirements.in": "",
        "pyproject.toml": PROJECT,
        "requirements.txt": "".join(map(pin, (RUNTIME, TEST, setup.NODE))),
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    stand_in = Steps(tmp_path)
    for name in ("make_venv", "install_requirements", "find_npm", "install_npm_packages"):
        monkeypatch.setattr(install, name, getattr(stand_in, name))
    return stand_in


def test_a_task_installs_only_what_it_needs(steps: Steps) -> None:
    """The first task brings its own files, the next one only what is still missing."""
    assert steps.ensure(RUNTIME, setup.BROWSER) == ["venv", RUNTIME, "npm"]
    assert steps.ensure(RUNTIME, setup.BROWSER) == []
    assert steps.ensure(RUNTIME, TEST, setup.BROWSER) == [TEST]


def test_changed_pins_are_installed_again(steps: Steps) -> None:
    """New pins reach an environment that is already there; other parts stay as they are."""
    steps.ensure(RUNTIME)
    text = pin(RUNTIME, 2) + pin(TEST)
    steps.ensure(TEST)
    (steps.root / "requirements.txt").write_text(text, encoding="utf-8")
    assert steps.ensure(RUNTIME, TEST) == [RUNTIME]


def test_an_interrupted_pip_leads_to_a_new_environment(steps: Steps) -> None:
    """Half of a package may lie there after pip was killed, so nothing of it is kept."""
    steps.ensure(RUNTIME)
    steps.failing = TEST
    with pytest.raises(KeyboardInterrupt):
        steps.ensure(RUNTIME, TEST)
    steps.failing = ""
    both = ["venv", RUNTIME, TEST]
    assert steps.ensure(RUNTIME, TEST) == both


def test_an_interrupted_npm_is_begun_again_in_the_same_environment(steps: Steps) -> None:
    """Half a node_modules is fetched anew; what pip and another lock file brought stays."""
    steps.ensure(RUNTIME, setup.BROWSER)
    steps.failing = setup.LIGHTHOUSE
    with pytest.raises(KeyboardInterrupt):
        steps.ensure(RUNTIME, setup.BROWSER, setup.LIGHTHOUSE)
    steps.failing = ""
    assert steps.ensure(RUNTIME, setup.LIGHTHOUSE) == ["npm", setup.LIGHTHOUSE]


@pytest.mark.parametrize("change", ["copied", "damaged", "lost", "python"])
def test_an_environment_that_is_not_ones_own_is_made_anew(
    steps: Steps, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copied folder, a damaged mark, a lost interpreter and another Python lead to a new one."""
    steps.ensure(RUNTIME)
    if change == "copied":
        steps.root = steps.root.rename(steps.root.with_name("copied"))
    elif change == "damaged":
        setup.mark_of(steps.root, setup.VENV).write_bytes(b"\xff")
    elif change == "lost":
        get_python(steps.root / ".venv").unlink()
    else:
        monkeypatch.setattr(sys, "version", "3.99")
    assert steps.ensure(RUNTIME) == ["venv", RUNTIME]


def test_python_without_venv_is_told_what_to_install(
    steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian without python3-venv gets the command that helps."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(install.SetupFailed, match="sudo apt install python3-venv"):
        steps.ensure(RUNTIME)


def test_an_old_python_is_told_so() -> None:
    """What an older Python reads first parses under 3.7, and what follows imports no package."""
    system, cli = ("child", "lock_file", "places"), ("setup", "install", "lock", "task", "tasks")
    files = [*(f"core/system/{name}.py" for name in system), *(f"cli/{name}.py" for name in cli)]
    own = {"town_portal.cli", "town_portal.core.system"}
    own |= {f"town_portal.{name.removesuffix('.py').replace('/', '.')}" for name in files}
    ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    for name in files:
        text = (ROOT / "plugins" / "town_portal" / name).read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.ImportFrom):
                modules = [str(node.module)]
            elif isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            else:
                continue
            for module in modules:
                is_standard = module.partition(".")[0] in sys.stdlib_module_names
                assert module in own or is_standard, (name, module)


@pytest.fixture
def _no_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be installed."""
    monkeypatch.setattr(setup, "ensure_environment", lambda *_given: pytest.fail("installs"))


@pytest.mark.usefixtures("_no_set_up")
def test_tasks_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """In Vietnamese, before anything is installed, with the files that a task takes."""
    assert setup.main(TASKS, []) == 0
    assert "serve        Xem cổng thông tin trên máy này" in capsys.readouterr().out
    assert setup.main(TASKS, ["approve", "--help"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Cách dùng: python3 tasks.py approve TỆP… [tùy chọn]",
        "",
        "Duyệt bài: ghi người duyệt và mã của bản được duyệt vào đầu bài.",
        "",
        "  TỆP…               Tệp .md của bài, hoặc thư mục có các bài chờ duyệt",
        "  --by …             Tên người duyệt (mặc định: tên trong Git)",
        "  --take-back        Bỏ việc duyệt: bài trở lại chờ duyệt",
        "  --content …        Thư mục nội dung (mặc định: content)",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["xem"], "Không có việc nào tên là “xem”"),
        (["build", "--nix"], "Không có tùy chọn nào tên là “--nix”"),
        (["build", "--nix=1"], "Không có tùy chọn nào tên là “--nix”"),
        (["build", "--out", "x"], "Không có tùy chọn nào tên là “--out”"),
        (["build", "--content"], "Chưa hiểu lệnh này"),
        (["build", "--explain"], "hãy ghi thêm địa chỉ trang"),
        (["approve"], "Hãy ghi thêm tệp của bài"),
        (["preview", "a.md", "b.md"], "Mỗi lần chỉ xem trước được một bài"),
    ],
)
@pytest.mark.usefixtures("_no_set_up")
def test_a_mistyped_command_is_told(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong word ends with a sentence and code 1."""
    assert setup.main(TASKS, arguments) == 1
    assert sentence in capsys.readouterr().err


def test_names_and_options_may_be_mixed() -> None:
    """Files stand before and after options; `--x=y` is `--x y`; some values may be left out."""
    given = TASKS.find("import-word").parse(["a.docx", "--category", "tin", "b.jpg", "c.jpg"])
    assert [item.name for item in given.file] == ["a.docx", "b.jpg", "c.jpg"]
    assert (given.category, given.content) == ("tin", ROOT / "content")
    check = TASKS.find("check")
    assert check.parse(["--content"]).content is True
    assert check.parse(["--content=x", "--site"]).content == "x"
