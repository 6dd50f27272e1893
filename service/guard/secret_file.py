"""Secrets that a file keeps, made at the first start."""

import os
import secrets
from pathlib import Path


class WrongEnvironment(Exception):
    """What the service was started with cannot be used; the message says what to write."""


def load_or_make_secret(path: Path) -> str:
    """Return the secret that a file holds; the first time it is made, for its owner's eyes alone.

    Of two processes that start at once, one makes it and both read the same.
    """
    if not path.is_file():
        made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            made.replace(path)
        made.unlink(missing_ok=True)
    text = path.read_text(encoding="ascii").strip()
    if not text:
        raise WrongEnvironment(f"{path} trống. Xóa tệp này rồi khởi động lại để tạo khóa mới.")
    return text
