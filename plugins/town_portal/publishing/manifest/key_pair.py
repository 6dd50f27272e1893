"""`python3 tasks.py signing-key`: a key pair for signing what is published."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path

from town_portal.core.system.places import ROOT, TOWN
from town_portal.publishing.manifest import names, signing

EXISTS = "Đã có khóa ký ở {}; không ghi đè. Muốn thay khóa, hãy tự chuyển tệp ấy đi nơi khác trước."
INSIDE = (
    "Khóa ký phải nằm ngoài thư mục của cổng: {} nằm trong đó. Hãy đặt biến {} thành một nơi khác."
)
OTHER = (
    "Cổng đã có khóa công khai ở {}. Nếu khóa bí mật nằm ở máy khác, hãy chép khóa ấy về đây; "
    "nếu đã mất, hãy xóa tệp ấy rồi chạy lại."
)
FAILED = "Chưa tạo được khóa ký: {}: {}."
MADE = """Đã tạo khóa ký.
Khóa bí mật:    {secret} ({lock}; hãy sao lưu, không gửi cho ai, không đưa vào Git)
Khóa công khai: {public}
  {line}
Hãy đưa dòng khóa công khai trên cho người dân và cơ quan cấp trên bằng một đường khác ngoài cổng \
này (công văn, bản tin, cổng của tỉnh): ai sửa được cổng cũng sửa được khóa đặt trên cổng."""
OPEN = "không có mật khẩu, chỉ tài khoản này đọc được"
LOCKED = "mở bằng mật khẩu vừa đặt"
NO_PASSWORD = (
    "Khóa ký cần một mật khẩu. Hãy chạy lệnh này trong cửa sổ dòng lệnh rồi gõ mật khẩu khi được "
    f"hỏi, hoặc đặt biến {signing.PASSWORD}. Chỉ dùng --plain (khóa không có mật khẩu) khi tệp "
    "khóa đã được giữ kín bằng cách khác."
)
DIFFERENT = "Hai lần gõ mật khẩu khác nhau; hãy chạy lại."
ASK, AGAIN = "Mật khẩu mới cho khóa ký: ", "Gõ lại mật khẩu: "


def main(content: Path, plain: bool = False) -> int:
    """Make the pair, the public half beside the portal's data, and give the exit code.

    The secret half is encrypted unless ``plain``.
    """
    secret, public = signing.get_key_path(), content / "data" / names.PUBLIC_KEY
    refused = _explain_refusal(secret, public)
    if refused:
        print(refused, file=sys.stderr)
        return 1
    try:
        password = "" if plain else _ask_password()
    except signing.KeyFault as error:
        print(error, file=sys.stderr)
        return 1
    try:
        text = _write_secret_key(secret, password)
        public.parent.mkdir(parents=True, exist_ok=True)
        public.write_bytes(text)
    except OSError as error:
        print(FAILED.format(error.filename, error.strerror), file=sys.stderr)
        return 1
    line = text.decode().splitlines()[1]
    lock = LOCKED if password else OPEN
    print(MADE.format(secret=secret, public=public, line=line, lock=lock))
    return 0


def _ask_password() -> str:
    """Return the password for a new key, asked for where nothing names it; raises KeyFault."""
    found = signing.find_password()
    if not found and sys.stdin.isatty():
        found = getpass(ASK)
        if found and getpass(AGAIN) != found:
            raise signing.KeyFault(DIFFERENT)
    if not found:
        raise signing.KeyFault(NO_PASSWORD)
    return found


def _explain_refusal(secret: Path, public: Path) -> str:
    if any(secret.absolute().resolve().is_relative_to(folder) for folder in (ROOT, TOWN)):
        return INSIDE.format(secret, signing.KEY)
    if secret.exists():
        return EXISTS.format(secret)
    return OTHER.format(public) if public.exists() else ""


def _write_secret_key(secret: Path, password: str) -> bytes:
    """Write a new secret key, which no other account can read; return its public half's file."""
    from minisign import KeyPair

    pair = KeyPair.generate()
    with pair.secret_key as key:
        if password:
            key.encrypt(password)
        secret.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(place, "wb") as file:
            file.write(bytes(key) + b"\n")
    return signing.format_public_key(pair.public_key)
