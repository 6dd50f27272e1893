"""What templates may call, beside Jinja's own."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from plugins._kit import dates, text


def file_size(size: int) -> str:
    """Return a size in bytes in words: ``34 KB``, ``1,2 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def capitalize_first(words: str) -> str:
    """Return ``words`` with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def folder(output_file: str) -> str:
    """Return the address of a page by its file: ``2020/index.html`` gives ``2020/``."""
    return output_file.removesuffix("index.html")


def digits(telephone: str) -> str:
    """Return a telephone number as dialled: digits, and a plus sign before them."""
    return "".join(char for char in telephone if char.isdigit() or char == "+")


def host(address: str) -> str:
    """Return the host of a web address, without ``www.``: what a reader knows a site by."""
    return (urlsplit(address).hostname or address).removeprefix("www.").removeprefix("m.")


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "day": dates.day,
        "moment": dates.moment,
        "iso": dates.iso,
        "number": text.number,
        "lower_first": text.lower_first,
        "file_size": file_size,
        "capitalize_first": capitalize_first,
        "digits": digits,
        "folder": folder,
        "host": host,
    }
)
