"""What a town is asked, and whether an answer will do. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from town_portal.features.province.tokens import LEAST, compute_contrast

PAPERS = ("#ffffff", "#f6f4ef")
"""The grounds of pages by day: the theme's ``paper`` and ``tint``."""
COLOUR_NAMES: Mapping[str, str] = {
    "do": "#9e1b22",
    "xanh-duong": "#0b4a8f",
    "xanh-la": "#17603a",
    "nau": "#6b3f14",
    "tim": "#5b2c8a",
}
WRONG_DOMAIN = "“{}” không phải tên miền; ghi như ten-xa.gov.vn, không có đường dẫn phía sau."
WRONG_COLOUR = "“{}” không phải màu; ghi một trong {} hoặc mã màu như #0b4a8f."
PALE = "Màu {} làm chữ khó đọc trên nền sáng (tương phản dưới 4,5:1); hãy chọn màu đậm hơn."
WRONG_TELEPHONE = "“{}” không phải số điện thoại; ghi như 024 3825 3536."
WRONG_EMAIL = "“{}” không phải địa chỉ thư điện tử; ghi như lien-he@ten-xa.gov.vn."
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_TELEPHONE = re.compile(r"\+?\d[\d .()-]{6,18}\d")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


class WrongAnswer(Exception):
    """An answer that will not do; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the staff said of their portal; what is empty is not known yet.

    ``domain`` is a bare host name, ``colour`` a colour ``#rrggbb``.
    """

    domain: str = ""
    colour: str = ""
    telephone: str = ""
    email: str = ""

    @property
    def dialled(self) -> str:
        """The telephone number as a link dials it."""
        return "".join(char for char in self.telephone if char in "+0123456789")


def check_answer(name: str, text: str) -> str:
    """Return the answer of a field of ``Answers`` as it is kept; raises WrongAnswer."""
    return _CHECKS[name](text.strip()) if text.strip() else ""


def _check_domain(text: str) -> str:
    host = text.lower().removeprefix("https://").removeprefix("http://").rstrip("/")
    if not _DOMAIN.fullmatch(host):
        raise WrongAnswer(WRONG_DOMAIN.format(text))
    return host


def _check_colour(text: str) -> str:
    colour = COLOUR_NAMES.get(text.lower(), text.lower())
    if not re.fullmatch("#[0-9a-f]{6}", colour):
        raise WrongAnswer(WRONG_COLOUR.format(text, ", ".join(COLOUR_NAMES)))
    if any(compute_contrast(colour, ground) < LEAST for ground in PAPERS):
        raise WrongAnswer(PALE.format(colour))
    return colour


def _check_telephone(text: str) -> str:
    if not _TELEPHONE.fullmatch(text):
        raise WrongAnswer(WRONG_TELEPHONE.format(text))
    return text


def _check_email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise WrongAnswer(WRONG_EMAIL.format(text))
    return text


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "domain": _check_domain,
    "colour": _check_colour,
    "telephone": _check_telephone,
    "email": _check_email,
}
