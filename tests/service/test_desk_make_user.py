"""The command that makes the first administrator asks in Vietnamese, takes no weak password."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.service.running import Service
from tests.service.staff import EDITOR, PASSWORD, Staff, delete_users, manage
from town_portal.core.system.places import ROOT

pytest_plugins = ("tests.service.desk_fixtures",)
NAME = "Tên đăng nhập (chữ không dấu cách, ví dụ hoa): "
ROLE = (
    "Vai trò (quan-tri, bien-tap, hop-thu; nhiều vai trò thì cách nhau bằng dấu phẩy) [quan-tri]: "
)
WORD, AGAIN = "\nMật khẩu: ", "Gõ lại mật khẩu: "


def made(service: Service, *words: str, given: str = PASSWORD) -> tuple[int, str]:
    """Run the command with a password and return its exit code and what it says."""
    done = manage(service, "make_user", *words, "--password-stdin", given=f"{given}\n", check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def test_the_first_administrator_can_work(service: Service, stranger: Staff) -> None:
    """Who is made logs in and is no superuser; --change sets a new password, the role stays."""
    try:
        told = made(service, "--name", "dau-tien", "--role", "quan-tri")
        assert told == (0, "Đã tạo quản trị viên “dau-tien”.")
        told = made(service, "--name", "dau-tien", "--change", given="mot-cau-kho-doan-9")
        assert told == (0, "Đã đặt lại mật khẩu cho “dau-tien”.")
        assert "Người dùng" in stranger.log_in("dau-tien", "mot-cau-kho-doan-9").words
        sql = "SELECT is_superuser FROM auth_user WHERE username = 'dau-tien'"
        assert not service.database.rows(sql)[0][0]
    finally:
        delete_users(service, "dau-tien")


@pytest.mark.parametrize(
    ("words", "given", "fault"),
    [
        (("--name", "moi", "--role", "bien-tap"), "ngan", "Mật khẩu quá ngắn; cần ít nhất 8"),
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
    assert told.startswith(fault)
    assert service.database.rows("SELECT * FROM auth_user ORDER BY id") == before


def test_at_a_terminal_it_asks_and_shows_no_password(service: Service) -> None:
    """Each answer is looked at at once, and asked for again; the password is not echoed."""
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
        for before, question, answer in (
            ("", NAME, "hai chữ"),
            ("Tên đăng nhập chỉ gồm chữ cái", NAME, "hoi"),
            ("", ROLE, "khac"),
            ("Không có vai trò “khac”.", ROLE, ""),
            ("", WORD, "ngan"),
            ("Mật khẩu quá ngắn", WORD, PASSWORD),
            ("", AGAIN, f"{PASSWORD}9"),
            ("Hai lần gõ mật khẩu không giống nhau.", WORD, PASSWORD),
            ("", AGAIN, PASSWORD),
        ):
            asked = ""
            while not asked.endswith(question):
                asked += os.read(ours, 4096).decode()
            assert before in asked
            os.write(ours, f"{answer}\n".encode())
            told += asked
        while "Đã tạo" not in told:
            told += os.read(ours, 4096).decode()
        assert process.wait(20) == 0
        assert "Đã tạo quản trị viên “hoi”." in told
        assert PASSWORD not in told
        assert "CommandError" not in told
    finally:
        process.kill()
        os.close(ours)
        delete_users(service, "hoi")
