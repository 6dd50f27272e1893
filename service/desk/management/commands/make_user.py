"""Makes a user of the desk, the first administrator above all; asks for what was not given."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from service.desk.roles import ADMINISTRATOR, EDITOR

ROLES = {"bien-tap": EDITOR, "quan-tri": ADMINISTRATOR}
CHANGE_HINT = "Muốn đặt lại mật khẩu cho người này, thêm --change."


class Command(BaseCommand):
    """``manage.py make_user [--name NAME] [--role quan-tri|bien-tap] [--password-stdin]``."""

    help = "Tạo người dùng của bàn quản trị, hoặc đặt lại mật khẩu."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--name", default="", help="Tên đăng nhập")
        parser.add_argument("--role", default="", help="Vai trò: quan-tri hoặc bien-tap")
        parser.add_argument("--password-stdin", action="store_true", help="Đọc mật khẩu từ stdin")
        parser.add_argument("--change", action="store_true", help="Đặt lại mật khẩu người đã có")

    def handle(self, *_given: Any, **options: Any) -> None:
        """Make the user, or give an existing one a new password. Raises CommandError."""
        name = User.normalize_username((options["name"] or input("Tên đăng nhập: ")).strip())
        user = User.objects.filter(username__iexact=name).first()
        if user is not None and not options["change"]:
            raise CommandError(f"Đã có người dùng “{user.username}”. {CHANGE_HINT}")
        if user is None and options["change"]:
            raise CommandError(f"Chưa có người dùng “{name}”.")
        role = "" if user else _role(options["role"])
        user = user or User(username=name, is_staff=True)
        _check(user)
        _set_password(user, from_stdin=options["password_stdin"])
        _save(user, role)
        done = f"Đã tạo {role.lower()}" if role else "Đã đặt lại mật khẩu cho"
        self.stdout.write(f"{done} “{user.username}”.")


def _role(word: str) -> str:
    chosen = word or input("Vai trò (quan-tri hoặc bien-tap) [quan-tri]: ").strip() or "quan-tri"
    if chosen not in ROLES:
        raise CommandError(f"Không có vai trò “{chosen}”. Chọn quan-tri hoặc bien-tap.")
    return ROLES[chosen]


def _check(user: User) -> None:
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise CommandError(f"Tên đăng nhập: {' '.join(error.messages)}") from error


def _set_password(user: User, *, from_stdin: bool) -> None:
    password = sys.stdin.readline().rstrip("\r\n") if from_stdin else getpass("Mật khẩu: ")
    if not from_stdin and password != getpass("Gõ lại mật khẩu: "):
        raise CommandError("Hai lần gõ mật khẩu không giống nhau.")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    user.set_password(password)


@transaction.atomic
def _save(user: User, role: str) -> None:
    user.save()
    if role:
        user.groups.set([Group.objects.get(name=role)])
