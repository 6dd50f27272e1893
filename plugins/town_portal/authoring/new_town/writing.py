"""Write the folder of a new town, and begin its history."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from town_portal.core.system import git

TEMPLATES = Path(__file__).with_name("templates")
TAKEN = "Thư mục {} đã có tệp bên trong. Hãy chọn một thư mục mới hoặc còn trống."
NO_FOLDER = "{} là một tệp, không phải thư mục. Hãy chọn tên khác."
DENIED = "Không ghi được vào {}: {}."
FIRST = "Lập cổng thông tin điện tử"
INSIDE = "Thư mục này nằm trong một kho Git sẵn có nên không lập kho mới."
NO_GIT = "Máy không có Git nên chưa có lịch sử sửa đổi; cài Git thì chạy: git init"
STARTED = "Đã lập kho Git và ghi lần đầu."
UNSIGNED = (
    "Đã lập kho Git, chưa ghi lần đầu vì Git chưa biết tên người làm. Hãy đặt bằng git config "
    'user.name và user.email rồi chạy: git add -A && git commit -m "{}"'
)


class NotWritten(Exception):
    """The folder could not be made; the message says why."""


def read_templates() -> dict[str, str]:
    """Return the templates by their paths in a town's folder."""
    return {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(TEMPLATES.rglob("*"))
        if path.is_file()
    }


def check_folder(folder: Path) -> None:
    """Raise NotWritten unless a folder is empty, or not there yet."""
    if folder.exists() and not folder.is_dir():
        raise NotWritten(NO_FOLDER.format(folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise NotWritten(TAKEN.format(folder))


def write_town(folder: Path, files: Mapping[str, str]) -> None:
    """Write files by their paths into an empty folder: all or none. Raises NotWritten."""
    check_folder(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".moi-", dir=folder.parent) as place:
            fresh = Path(place) / "town"
            for path, text in files.items():
                file = fresh / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
            if folder.is_dir():
                folder.rmdir()
            fresh.rename(folder)
    except OSError as error:
        raise NotWritten(DENIED.format(folder, error.strerror)) from error


def start_history(folder: Path) -> str:
    """Make a folder a Git repository with a first commit; return what to tell of it."""
    if shutil.which("git") is None:
        return NO_GIT
    if git.run_git(folder, "rev-parse", "--is-inside-work-tree"):
        return INSIDE
    if git.run_git(folder, "init", "-q", "-b", "main") is None:
        return NO_GIT
    is_saved = (
        git.run_git(folder, "add", "-A") is not None
        and git.run_git(folder, "commit", "-q", "-m", FIRST) is not None
    )
    return STARTED if is_saved else UNSIGNED.format(FIRST)
