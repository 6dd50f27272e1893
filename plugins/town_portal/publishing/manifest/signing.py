"""Signatures in minisign's format (Ed25519, prehashed), and where the key for them lies.

https://jedisct1.github.io/minisign/ tells the format; py-minisign reads and writes it. The key is
not the site's: it lies outside the project, where no build, no Git and no upload comes by.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cache
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from town_portal.publishing.manifest.entry import ManifestHeader, format_moment
from town_portal.publishing.manifest.names import FILE

if TYPE_CHECKING:
    from minisign import PublicKey, SecretKey

KEY = "PORTAL_SIGNING_KEY"
PASSWORD = "PORTAL_SIGNING_PASSWORD"  # noqa: S105 RUF100 - the variable's name
CREDENTIAL = "portal-signing-password"
"""The systemd credential that holds the password (LoadCredential=)."""
PLACE = Path(".config", "town-portal", "minisign.key")
LONGEST = 1 << 16
"""Bytes that a signature or a key has at most: what is longer is neither."""

NAMED = (
    "Không có tệp khóa {file} như biến {key} đã ghi. Hãy chép khóa bí mật vào đó, hoặc sửa biến "
    "{key} thành nơi đang để khóa."
)


ASK = "Mật khẩu của khóa ký {}: "


class KeyFault(Exception):
    """A key that is there and can't be used; the sentence says why, in Vietnamese."""


def get_key_path(env: Mapping[str, str] = os.environ) -> Path:
    """Return where the secret key lies, or would lie."""
    named = env.get(KEY)
    return Path(named).expanduser() if named else Path.home() / PLACE


def find_password(env: Mapping[str, str] = os.environ) -> str:
    """Return the key's password: a variable's or that of systemd; empty where there is none.

    Raises KeyFault where systemd's can't be read.
    """
    folder = env.get("CREDENTIALS_DIRECTORY")
    file = Path(folder, CREDENTIAL) if folder else None
    if env.get(PASSWORD) or file is None or not file.is_file():
        return env.get(PASSWORD, "")
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise KeyFault(f"Không đọc được mật khẩu khóa ký ở {file}: {error}.") from None


@cache
def _ask_password(file: Path) -> str:
    """Return the password typed at the terminal, asked for once; empty without a terminal."""
    return getpass(ASK.format(file)) if sys.stdin.isatty() else ""


def load_secret_key(env: Mapping[str, str] = os.environ) -> SecretKey | None:
    """Return the key, opened; None where there is none. Raises KeyFault."""
    file = get_key_path(env)
    if not file.exists():
        if env.get(KEY):
            raise KeyFault(NAMED.format(file=file, key=KEY))
        return None
    from minisign import Error, SecretKey

    try:
        key = SecretKey.from_bytes(file.read_bytes())
        if key.is_encrypted():
            key.decrypt(find_password(env) or _ask_password(file))
    except OSError as error:
        raise KeyFault(f"Không đọc được khóa ký {file}: {error.strerror}.") from None
    except Error:
        raise KeyFault(
            f"Không mở được khóa ký {file}: tệp hỏng hoặc mật khẩu (biến {PASSWORD}, hoặc "
            f"{CREDENTIAL} của systemd) không đúng."
        ) from None
    return key


def format_trusted_comment(header: ManifestHeader) -> str:
    """Return the trusted comment for a manifest: its site and its times."""
    plain = "".join(letter if " " <= letter < "\x7f" else "?" for letter in header.site)
    until = f"\tuntil:{format_moment(header.until)}" if header.until else ""
    return f"timestamp:{int(header.made.timestamp())}\tfile:{FILE}\thashed\tsite:{plain}{until}"


def sign_manifest(data: bytes, key: SecretKey, header: ManifestHeader) -> bytes:
    """Return the signature of a manifest, with its site and times in the trusted comment."""
    signature = key.sign(
        data,
        untrusted_comment="signature of a town portal's manifest",
        trusted_comment=format_trusted_comment(header),
    )
    return bytes(signature) + b"\n"


def format_public_key(key: PublicKey) -> bytes:
    """Return a public key as its file holds it."""
    return bytes(key) + b"\n"


def extract_key_line(text: bytes) -> bytes:
    """Return the line of a public key's file that is the key itself; the rest is comment."""
    lines = text[:LONGEST].strip().splitlines()
    return lines[-1].strip() if lines else b""


def parse_public_key(text: bytes) -> PublicKey:
    """Return the key of a file's bytes or of the one line that people pass on; raises KeyFault."""
    from minisign import Error, PublicKey

    try:
        return PublicKey.from_base64(extract_key_line(text))
    except Error:
        raise KeyFault("Không đọc được khóa công khai; khóa đúng bắt đầu bằng RW.") from None


def is_signed(file: Path, signature: Path, key: PublicKey) -> bool:
    """Tell whether a file's signature is one of this key's; the file is not held in memory.

    Raises OSError where one of the two can't be read.
    """
    from minisign import Error, Signature

    with signature.open("rb") as stream:
        told = stream.read(LONGEST)
    try:
        with file.open("rb") as stream:
            key.verify(stream, Signature.from_bytes(told))
    except Error:
        return False
    return True
