"""The command that makes the first administrator asks in Vietnamese, takes no weak password."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from plugins.commands.places import ROOT
from tests.service.running import Service
from tests.service.staff import EDITOR, PASSWORD, Staff, manage

pytest_plugins = ("tests.service.desk_fixtures",)


def made(service: Service, *words: str, given: str = PASSWORD) -> tuple[int, str]:
    """Run the command with a password and return its exit code and what it says."""
    done = manage(service, "make_user", *words, "--password-stdin", given=f"{given}\n", check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def forget(service: Service, name: str) -> None:
    """Delete a user."""
    number = service.database.number("SELECT id FROM auth_user WHERE username = %s", name)
    service.database.rows("DELETE FROM auth_user_groups WHERE user_id = %s", number)
    service.database.rows("DELETE FROM auth_user WHERE id = %s", number)


def test_the_first_administrator_can_work(service: Service, stranger: Staff) -> None:
    """A user made by the command logs in, has the role, and is no superuser."""
    try:
        told = made(service, "--name", "dau-tien", "--role", "quan-tri")
        assert told == (0, "Đã tạo quản trị viên “dau-tien”.")
        assert "Người dùng" in stranger.log_in("dau-tien").words
        sql = "SELECT is_superuser FROM auth_user WHERE username = 'dau-tien'"
        assert not service.database.rows(sql)[0][0]
    finally:
        forget(service, "dau-tien")


@pytest.mark.parametrize(
    ("words", "given", "fault"),
    [
        (("--name", "moi", "--role", "khac"), PASSWORD, "Không có vai trò “khac”."),
        (("--name", "hai chữ", "--role", "bien-tap"), PASSWORD, "Tên đăng nhập chỉ gồm chữ cái"),
        (("--name", "moi", "--role", "bien-tap"), "ngan", "Mật khẩu quá ngắn; cần ít nhất 8"),
        (("--name", "moi", "--role", "bien-tap"), "", "Mật khẩu quá ngắn"),
        (("--name", "nguyenvana", "--role", "bien-tap"), "nguyenvana1", "Mật khẩu quá giống"),
        (("--name", EDITOR, "--role", "bien-tap"), PASSWORD, f"Đã có người dùng “{EDITOR}”."),
        (("--name", "moi", "--change"), PASSWORD, "Chưa có người dùng “moi”."),
    ],
)
def test_what_is_wrong_is_said(
    service: Service, browsers: dict[str, Staff], words: tuple[str, ...], given: str, fault: str
) -> None:
    """A sentence tells what to give instead, and nobody is made or changed."""
    before = service.database.rows("SELECT * FROM auth_user ORDER BY id")
    code, told = made(service, *words, given=given)
    assert code == 1
    assert fault in told
    assert service.database.rows("SELECT * FROM auth_user ORDER BY id") == before


def test_a_password_is_set_anew(
    service: Service, browsers: dict[str, Staff], stranger: Staff
) -> None:
    """With --change an existing user gets a new password and keeps the role."""
    made(service, "--name", "moi", "--role", "bien-tap")
    try:
        told = made(service, "--name", "moi", "--change", given="mot-cau-kho-doan-9")
        assert told == (0, "Đã đặt lại mật khẩu cho “moi”.")
        assert "chờ duyệt" in stranger.log_in("moi", "mot-cau-kho-doan-9").words
    finally:
        forget(service, "moi")


def test_at_a_terminal_it_asks_and_shows_no_password(service: Service) -> None:
    """Name, role and password twice are asked for; the password is not echoed."""
    terminal = pytest.importorskip("pty")  # no such thing on Windows
    ours, theirs = terminal.openpty()
    command = [sys.executable, "service/manage.py", "make_user"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=service.environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    told = ""
    try:
        for question, answer in (
            ("Tên đăng nhập: ", "hoi"),
            ("Vai trò (quan-tri hoặc bien-tap) [quan-tri]: ", ""),
            ("Mật khẩu: ", PASSWORD),
            ("Gõ lại mật khẩu: ", PASSWORD),
        ):
            while not told.endswith(question):
                told += os.read(ours, 4096).decode()
            os.write(ours, f"{answer}\n".encode())
            told += "\n"
        while "Đã tạo" not in told:
            told += os.read(ours, 4096).decode()
        assert process.wait(20) == 0
        assert "Đã tạo quản trị viên “hoi”." in told
        assert PASSWORD not in told
    finally:
        process.kill()
        os.close(ours)
        forget(service, "hoi")
