"""Make an account of the newsroom, or give one a new password or other roles."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from newsroom.accounts.roles import ROLES
from service.desk import codes

CHOICES = ", ".join(f"{word} ({name.lower()})" for word, name in ROLES.items())


class Command(BaseCommand):
    """``manage.py make_user NAME [--full-name …] [--role ROLE,…] [--password-stdin]``."""

    help = "Tạo tài khoản bàn soạn tin; tài khoản đã có thì đặt lại mật khẩu, vai trò."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("name", help="Tên đăng nhập, không dấu cách, ví dụ hoa")
        parser.add_argument("--full-name", default="", help="Họ tên, ghi khi duyệt bài")
        parser.add_argument("--role", default="", help=f"Vai trò, cách nhau bằng phẩy: {CHOICES}")
        parser.add_argument("--password-stdin", action="store_true", help="Đọc mật khẩu từ stdin")
        parser.add_argument("--forget-code", action="store_true", help="Bỏ mã xác thực đã cài")

    @transaction.atomic
    def handle(self, *_given: Any, **options: Any) -> None:
        """Make or change the account. Raises CommandError."""
        roles = [word.strip() for word in options["role"].split(",") if word.strip()]
        unknown = [word for word in roles if word not in ROLES]
        if unknown:
            raise CommandError(f"Không có vai trò “{unknown[0]}”. Chọn trong: {CHOICES}.")
        user, is_new = User.objects.get_or_create(
            username=User.normalize_username(options["name"].strip()), defaults={"is_staff": True}
        )
        if is_new and not roles:
            raise CommandError(f"Hãy chọn vai trò bằng --role: {CHOICES}.")
        user.first_name = options["full_name"] or user.first_name
        password = _password(user, from_stdin=options["password_stdin"])
        user.set_password(password)
        user.save()
        if roles:
            user.groups.set(Group.objects.filter(name__in=[ROLES[word] for word in roles]))
        if options["forget_code"]:
            codes.remove_devices(user)
        self.stdout.write(f"Đã {'tạo' if is_new else 'sửa'} tài khoản “{user.username}”.")


def _password(user: User, *, from_stdin: bool) -> str:
    """Return the password that was typed, twice on a terminal. Raises CommandError."""
    password = sys.stdin.readline().rstrip("\r\n") if from_stdin else getpass("Mật khẩu: ")
    if not from_stdin and password != getpass("Gõ lại mật khẩu: "):
        raise CommandError("Hai lần gõ mật khẩu không giống nhau.")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
