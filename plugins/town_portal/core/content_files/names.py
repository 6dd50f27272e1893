"""Check the file names used in texts and data files. Pure."""

import re
from functools import lru_cache
from unicodedata import category, normalize

from town_portal.core.naming import make_published_name

OUTSIDE = "chỉ ghi tên tệp nằm trong thư mục này, không ghi đường dẫn ra ngoài"
CONTROL = "tên tệp có ký tự điều khiển (không nhìn thấy được); hãy gõ lại tên tệp"
HIDDEN = "tệp ẩn “{}” (tên bắt đầu bằng dấu chấm) không được dùng; hãy đổi tên tệp"
TOO_LONG = "tên tệp “{}…” dài quá; hãy đặt tên ngắn hơn, dưới 100 ký tự"  # 255 bytes with tones
NOT_ON_WINDOWS = (
    'tên tệp “{}” không dùng được trên Windows; hãy đổi tên tệp: không dùng < > " | ? *, không '
    "kết thúc bằng dấu chấm hay dấu cách, không đặt tên CON, PRN, AUX, NUL, COM1, LPT1"
)
MOST_BYTES = 255
"""The longest name that any file system in use takes."""
LONGEST = 180
"""Letters of a published name: the derivatives of a picture and temporary files add to it."""
_WINDOWS = re.compile(
    r"""[<>:"\\|?*]|[. ]$|^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)""", re.IGNORECASE
)


class RefusedFile(ValueError):
    """Why a file of the content folder is not used: a sentence for staff."""


class MissingFile(RefusedFile):
    """There is no such file."""


def compose_name(name: str) -> str:
    """Return a name in Unicode's form NFC, which people type; macOS and zip may keep NFD."""
    return normalize("NFC", name)


def split_name(name: str) -> tuple[str, ...]:
    """Return the parts of a file's name below a folder, in NFC; raises Refused.

    The name is taken literally: who has an address decodes it before.
    """
    parts = compose_name(name).removeprefix("./").split("/")
    if set(name) & set("\\:") or {"", ".", ".."}.intersection(parts):
        raise RefusedFile(OUTSIDE)  # an empty first part is an absolute path
    for part in parts:
        check_part(part)
    return tuple(parts)


@lru_cache(4096)  # the folders of years and months come again and again
def check_part(part: str) -> None:
    """Raise Refused for the name of a file or a folder that not every machine can have."""
    if any(category(letter) in ("Cc", "Cs") for letter in part):
        raise RefusedFile(CONTROL)
    if len(part.encode()) > MOST_BYTES or len(make_published_name(part)) > LONGEST:
        raise RefusedFile(TOO_LONG.format(part[:40]))
    if part.startswith("."):
        raise RefusedFile(HIDDEN.format(part))
    if _WINDOWS.search(part):
        raise RefusedFile(NOT_ON_WINDOWS.format(part))
