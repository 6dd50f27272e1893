"""The field types that the portal's models share.

Each raises ValueError with a sentence in Vietnamese; ``messages`` passes it on as it is.
"""

import json
import re
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core.core_schema import ValidationInfo

from town_portal.core import dates
from town_portal.core.content_files import kinds, opening
from town_portal.core.content_files.names import split_name
from town_portal.core.text import make_slug

YEARS = range(1900, 2201)
"""The years of dates that people write: no clock fails on what is near to them."""
YEARS_ONLY = f"năm phải từ {YEARS[0]} đến {YEARS[-1]}"
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HTTP = re.compile(r"https?://[^\s/?#]+[^\s]*")
_PLAIN_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?", re.ASCII)
PICTURES = (".svg", ".png", ".webp", ".jpg")
_TEXT = {"type": "string"}
LONGEST_PATH, LONGEST_PART = 1_000, 200
"""Bytes of an old path and of each of its parts: file systems take 255 for a name."""
_OF_HOSTS = frozenset((".htaccess", "web.config", "_headers", "_redirects"))
LONGEST_KEY = 200
"""Characters of a part of an address."""


class FieldError(ValueError):
    """What is wrong inside a value that was checked as a whole, and where in it."""

    def __init__(self, message: str, *where: str | int) -> None:
        super().__init__(message)
        self.where = where


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValueError("ghi màu bằng dấu thăng và sáu chữ số thập lục phân, ví dụ #0b4a8f")
    return value.lower()


def _parse_date_or_time(value: Any) -> date:
    found = value if isinstance(value, date) else dates.parse_date(str(value))
    if found.year not in YEARS:
        raise ValueError(f"{YEARS_ONLY}; chưa có ngày thì để trống, không ghi ngày tượng trưng")
    return found


def _parse_day(value: Any) -> date:
    found = _parse_date_or_time(value)
    if type(found) is not date:
        raise ValueError("chỉ ghi ngày, không ghi giờ, ví dụ 2020-12-14")
    return found


def _check_month(value: Any) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", str(value)):
        raise ValueError("không phải tháng hợp lệ; hãy viết năm-tháng, ví dụ 2020-12")
    return str(value)


def _check_key(value: str) -> str:
    if len(value) > LONGEST_KEY:
        raise ValueError(f"dài {len(value)} ký tự, tối đa {LONGEST_KEY}; hãy rút ngắn")
    if not _KEY.fullmatch(value):
        raise ValueError(
            "chỉ dùng chữ thường không dấu, số và dấu gạch nối, "
            f"ví dụ “{make_slug(value) or 'tin-tuc'}”"
        )
    return value


def _check_web_address(value: str) -> str:
    try:
        is_whole = bool(_HTTP.fullmatch(value) and urlsplit(value).hostname)
    except ValueError:  # a bracket that is not closed
        is_whole = False
    if not is_whole:
        raise ValueError("phải là địa chỉ đầy đủ, bắt đầu bằng https:// hoặc http://")
    return value


def _check_origin(value: str) -> str:
    value = _check_web_address(value).rstrip("/")
    if value.count("/") > 2 or set(value) & set("?#"):
        raise ValueError("chỉ ghi tên miền, ví dụ https://ten-phuong.gov.vn; phần sau ở base_path")
    if not _PLAIN_ORIGIN.fullmatch(value):  # it stands in policies and in files for hosts
        raise ValueError("tên miền chỉ gồm chữ không dấu, số, chấm, gạch nối")
    return value


def _check_old_path(value: str) -> str:
    if value.startswith("/") and "?" in value:
        raise ValueError("không ghi phần từ dấu hỏi trở đi: máy chủ chỉ so đường dẫn")
    path = _decode_fully(value)
    if not (re.fullmatch(r"/[^\s?#]*", value) and path.isprintable()):
        raise ValueError("phải là đường dẫn cũ, bắt đầu bằng gạch chéo, ví dụ /tin/bai-cu.aspx")
    parts = path.split("/")
    if "\\" in path or "//" in path or {".", ".."} & set(parts):
        raise ValueError(
            "không dùng hai gạch chéo liền nhau, gạch chéo ngược, hoặc phần chỉ gồm dấu chấm; "
            "hãy chép lại đúng đường dẫn trên thanh địa chỉ của trang cũ, ví dụ /tin/bai-cu.aspx"
        )
    if not _OF_HOSTS.isdisjoint(parts):
        raise ValueError("là tệp riêng của máy chủ, không có trang cũ nào ở đó; hãy xóa dòng này")
    if (
        len(path.encode()) > LONGEST_PATH
        or max(len(part.encode()) for part in parts) > LONGEST_PART
    ):
        raise ValueError(
            f"đường dẫn cũ dài quá: cả đường dẫn tối đa {LONGEST_PATH} byte, mỗi phần giữa hai "
            f"gạch chéo tối đa {LONGEST_PART} byte; hãy xem có chép thừa không"
        )
    return value


def _decode_fully(path: str) -> str:
    """Return a path decoded until nothing changes: some hosts decode twice."""
    for _ in range(3):
        before, path = path, unquote(path)
        if path == before:
            break
    return path


def check_picture_file(value: str | None, what: str) -> str | None:
    """Return the name of a picture that every browser shows; ``what`` names it in the sentence."""
    if value and PurePosixPath(value).suffix.lower() not in PICTURES:
        raise ValueError(f"{what} phải là tệp ảnh: {', '.join(PICTURES)}")
    return value


def _focus(value: str) -> str:
    match = re.fullmatch(r"(\d{1,3})% (\d{1,3})%", value)
    if not match or max(int(match[1]), int(match[2])) > 100:
        raise ValueError("viết hai số phần trăm, từ trái sang và từ trên xuống, ví dụ 40% 20%")
    return value


def _check_block_name(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", value):
        raise ValueError("tên khối là tên thư mục trong blocks, ví dụ town_map")
    return value


def _check_site_path(value: str) -> str:
    if not re.fullmatch(r"/([^\s/?#]+/)*", value):
        raise ValueError("phải là đường dẫn trong cổng, có gạch chéo ở hai đầu, ví dụ /ban-do/")
    return value


def _site_place(value: str) -> str:
    _check_site_path(value.partition("#")[0])
    return value


def _check_time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError("không có múi giờ tên này; ở Việt Nam ghi Asia/Ho_Chi_Minh") from None
    return value


def _split_words(value: Any) -> Any:
    return [word.strip() for word in value.split(",")] if isinstance(value, str) else value


def _refuse_repeats(value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in value if word))


def _check_file(value: str, info: ValidationInfo) -> str:
    """Return a file's name as it is on disk."""
    folder = (info.context or {}).get("folder")
    if folder is None:
        return "/".join(split_name(value))
    found = opening.find_file(value, Path(folder))
    return found.path.relative_to(folder).as_posix()


def _check_offered(value: str, info: ValidationInfo) -> str:
    name = _check_file(value, info)
    kinds.check_ending(name)
    return _check_kind(name, info)


def _check_kind(value: str, info: ValidationInfo) -> str:
    """Return the name of a file whose bytes are of the kind that its ending names."""
    name, folder = _check_file(value, info), (info.context or {}).get("folder")
    if folder is not None:
        with opening.open_file(Path(folder) / name, Path(folder)) as file:
            kinds.check_bytes(file, PurePosixPath(name).name)
    return name


def _read_json_file(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    name = _check_file(value, info)
    folder = Path((info.context or {})["folder"])
    try:
        return json.loads(opening.read_text(folder / name, folder))
    except ValueError:
        raise ValueError(f"tệp “{value}” không phải JSON đọc được") from None


Text = Annotated[str, StringConstraints(min_length=1)]
When = Annotated[
    date, PlainValidator(_parse_date_or_time), WithJsonSchema({**_TEXT, "format": "date"})
]
"""A ``datetime.date``, or a ``datetime.datetime`` where a time is given (pydantic's own ``date``
would refuse the time)."""
Day = Annotated[date, PlainValidator(_parse_day), WithJsonSchema({**_TEXT, "format": "date"})]
Month = Annotated[str, BeforeValidator(_check_month, json_schema_input_type=str)]
"""``2020-12``"""
Key = Annotated[str, AfterValidator(_check_key)]
Colour = Annotated[str, AfterValidator(_colour)]
WebAddress = Annotated[str, AfterValidator(_check_web_address)]
Origin = Annotated[str, AfterValidator(_check_origin)]
"""A web address without a path: ``https://ten-phuong.gov.vn``."""
SitePath = Annotated[str, AfterValidator(_check_site_path)]
"""``/`` or ``/ban-do/``: a path inside the portal."""
SitePlace = Annotated[str, AfterValidator(_site_place)]
"""A page of the portal, or a place on it: ``/to-chuc/#danh-ba``."""
OldPath = Annotated[str, AfterValidator(_check_old_path)]
"""A path of a former portal: ``/portal/pages/2021-03-03/bai.aspx``"""
Focus = Annotated[str, AfterValidator(_focus)]
"""A point in a picture: ``40% 20%``, from the left and from the top."""
BlockName = Annotated[str, AfterValidator(_check_block_name)]
TimeZone = Annotated[str, AfterValidator(_check_time_zone)]
Words = Annotated[
    tuple[str, ...],
    BeforeValidator(_split_words, json_schema_input_type=str | tuple[str, ...]),
    AfterValidator(_refuse_repeats),
]
"""A list of words, or one text with commas."""
FileName = Annotated[str, AfterValidator(_check_offered)]
"""A file beside the data that is published as it is; it must exist."""
PictureName = Annotated[str, AfterValidator(_check_kind)]
"""A picture or a drawing that is published as it is; see ``check_picture_file``."""
PhotoName = Annotated[str, AfterValidator(_check_file)]
"""A photograph beside the data, of which features/photos makes what is published."""
JsonFile = BeforeValidator(_read_json_file, json_schema_input_type=str)
"""Put before a model: the field is written as a file name, its JSON is read and validated."""
