"""Makes a user of the desk, the first administrator above all; asks for what was not given.

What was asked for is looked at as soon as it is answered, and asked for again where it cannot be.
"""

import sys
from collections.abc import Callable
from getpass import getpass
from typing import Any, TypeVar

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from service.desk import codes
from service.desk.roles import ROLES

NAME = "Tên đăng nhập (chữ không dấu cách, ví dụ hoa): "
CHOICES = f"{', '.join(ROLES)}; nhiều vai trò thì cách nhau bằng dấu phẩy"
ROLE = f"Vai trò ({CHOICES}) [quan-tri]: "
CHANGE_HINT = "Muốn đặt lại mật khẩu cho người này, thêm --change."
Found = TypeVar("Found")


class Command(BaseCommand):
    """``manage.py make_user [--name NAME] [--role ROLE,…] [--password-stdin] [--change]``."""

    help = "Tạo người dùng của bàn quản trị, hoặc đặt lại mật khẩu."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--name", default="", help="Tên đăng nhập")
        parser.add_argument("--role", default="", help=f"Vai trò: {CHOICES}")
        parser.add_argument("--password-stdin", action="store_true", help="Đọc mật khẩu từ stdin")
        parser.add_argument("--change", action="store_true", help="Đặt lại mật khẩu người đã có")
        parser.add_argument(
            "--forget-code", action="store_true", help="Bỏ mã xác thực khi mất điện thoại"
        )

    def handle(self, *_given: Any, **options: Any) -> None:
        """Make the user, or give an existing one a new password; ends with 1 where it cannot."""
        try:
            self.stdout.write(_make(options))
        except CommandError as error:  # Django would put its name before the sentence
            self.stderr.write(str(error))
            raise SystemExit(1) from error
        except (EOFError, KeyboardInterrupt) as error:
            self.stderr.write("\nĐã dừng, chưa thay đổi gì.")
            raise SystemExit(1) from error


def _make(options: dict[str, Any]) -> str:
    change, from_stdin = options["change"], options["password_stdin"]
    user = _answer(options["name"] or None, NAME, lambda name: _user(name, change=change))
    roles = () if change else _answer(options["role"] or None, ROLE, _roles)
    given = sys.stdin.readline().rstrip("\r\n") if from_stdin else None
    password = _answer(given, "Mật khẩu: ", lambda word: _password(word, user, given), getpass)
    user.set_password(password)
    _save(user, roles)
    if options["forget_code"]:
        codes.remove_devices(user)
    made = ", ".join(role.lower() for role in roles)
    done = f"Đã tạo {made}" if roles else "Đã đặt lại mật khẩu cho"
    return f"{done} “{user.username}”."


def _answer(
    given: str | None,
    question: str,
    check: Callable[[str], Found],
    ask: Callable[[str], str] = input,
) -> Found:
    """Return what `check` makes of what was given, else of the first answer that it takes."""
    if given is not None:
        return check(given)
    while True:
        try:
            return check(ask(question))
        except CommandError as error:
            print(error, file=sys.stderr)


def _user(word: str, *, change: bool) -> User:
    name = User.normalize_username(word.strip())
    if not name:
        raise CommandError("Xin gõ tên đăng nhập.")
    user = User.objects.filter(username__iexact=name).first()
    if user is not None and not change:
        raise CommandError(f"Đã có người dùng “{user.username}”. {CHANGE_HINT}")
    if user is None and change:
        raise CommandError(f"Chưa có người dùng “{name}”.")
    user = user or User(username=name, is_staff=True)
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return user


def _roles(text: str) -> tuple[str, ...]:
    chosen = [word.strip() for word in (text.strip() or "quan-tri").split(",")]
    for word in chosen:
        if word not in ROLES:
            raise CommandError(f"Không có vai trò “{word}”. Chọn trong: {CHOICES}.")
    return tuple(ROLES[word] for word in chosen)


def _password(word: str, user: User, given: str | None) -> str:
    try:
        validate_password(word, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    if given is None and word != getpass("Gõ lại mật khẩu: "):
        raise CommandError("Hai lần gõ mật khẩu không giống nhau. Xin gõ lại từ đầu.")
    return word


@transaction.atomic
def _save(user: User, roles: tuple[str, ...]) -> None:
    user.save()
    if roles:
        user.groups.set(Group.objects.filter(name__in=roles))
