"""The data that the whole portal stands on: town.yaml, menu.yaml, categories.yaml."""

import re
from pathlib import PurePosixPath
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from town_portal.core.communes import read_commune
from town_portal.core.data.fee_rates import FEES
from town_portal.core.data.fields import (
    Colour,
    Day,
    FieldError,
    Key,
    Month,
    Origin,
    PictureName,
    SitePath,
    Text,
    TimeZone,
    WebAddress,
    check_picture_file,
)
from town_portal.core.data.former import ARCHIVED, Former, Successor, Validity, drop_closed_entries
from town_portal.core.data.loading import Model, Table
from town_portal.core.data.news_from import NewsSource
from town_portal.core.data.security import Security
from town_portal.core.data.workdays import HOLIDAYS
from town_portal.core.records import Topic
from town_portal.core.text import lower_first, make_slug

NO_UNIT = "không có xã, phường, đặc khu nào mang mã “{}”; mã gồm năm chữ số"


class Visits(Model):
    """The visit total at which counting starts, and the month up to which it was counted."""

    start: int = Field(ge=1)
    as_of: Month


class Streets(Model):
    """A street layer for the map: fetched from another host, and only when the reader asks.

    ``tiles`` is an address with ``{z}``, ``{x}`` and ``{y}``; ``link`` leads to its terms.
    """

    tiles: WebAddress
    attribution: Text
    link: WebAddress | None = None
    max_zoom: int = Field(default=19, ge=1, le=22)

    @field_validator("tiles")
    @classmethod
    def _has_places(cls, value: str) -> str:
        if not all(part in value for part in ("{z}", "{x}", "{y}")):
            raise ValueError("địa chỉ mảnh bản đồ phải có {z}, {x} và {y}")
        if not re.fullmatch(r"[\w.-]+(:\d+)?", value.split("/")[2], re.ASCII):
            raise ValueError("tên miền của mảnh bản đồ chỉ gồm chữ không dấu, số, chấm, gạch nối")
        return value

    @property
    def host(self) -> str:
        """The address of the host, as a content security policy names it."""
        return "/".join(self.tiles.split("/")[:3])


class Live(Model):
    """The live service: visits, rating, comments. Without this group nothing asks for one.

    ``address`` is the one other origin where it answers; None: the portal's own address, whose
    server passes /v1/ on. ``comments`` tells whether articles take comments unless they say
    otherwise; ``contact`` is the e-mail for readers whose browser runs no script.
    """

    address: Origin | None = None
    comments: bool = True
    contact: Text | None = None

    @field_validator("address")
    @classmethod
    def _is_safe(cls, value: str | None) -> str | None:
        is_here = value and re.match(r"http://(127\.0\.0\.1|localhost)(:|$)", value)
        if value and value.startswith("http:") and not is_here:
            raise ValueError("phải bắt đầu bằng https:// (http:// chỉ dùng trên máy này)")
        return value

    @field_validator("contact")
    @classmethod
    def _is_email(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", value):
            raise ValueError("phải là địa chỉ thư điện tử, ví dụ lien-he@ten-phuong.gov.vn")
        return value


class Town(Model):
    """The authority whose portal this is. What is not known is left out, and not shown.

    ``official`` is the line that says whose site this is; ``emblem`` a picture below content/data;
    ``licence`` the permit of the portal, ``rights`` how others may use what it publishes;
    ``review`` tells that no article is published that nobody has approved, ``four-eyes`` that its
    writer may not be the one who approves it in the newsroom; ``archive`` makes the
    portal one of a former authority: ``live`` is closed then, whatever it says.
    ``sample`` is the page that tells what is real in a demonstration: no search engine lists its
    pages, no machine takes them for an authority's, no number in them can be dialled.
    ``nationwide`` has it follow the generator's tables of what law asks of every town and of
    holidays (``law/``), so that it need not keep them itself.
    ``commune`` is its code among the units in force: map, former names in the search follow from
    it; ``colour`` the portal's main colour, by night a lighter one is made of it.
    ``news_from`` are portals whose news are shown (features/elsewhere).
    ``zalo`` offers sharing by the address of Zalo's own button, whose working nobody promises.
    ``shown_as_of`` is its day: what is shown as current (calendar, drafts) is that of this day.
    """

    name: Text
    address: Text
    time_zone: TimeZone
    base_path: SitePath
    title: Text | None = None
    short_name: Text | None = None
    other_names: tuple[Text, ...] = ()
    province: Text | None = None
    site: Origin | None = None
    telephone: Text | None = None
    fax: Text | None = None
    email: Text | None = None
    responsible: Text | None = None
    licence: Text | None = None
    rights: Text | None = None
    official: Text | None = None
    emblem: PictureName | None = None
    streets: Streets | None = None
    valid: Validity | None = None
    successors: tuple[Successor, ...] = ()
    visits: Visits | None = None
    live: Live | None = None
    review: Literal["required", "four-eyes"] | None = None
    security: Security | None = None
    archive: Former | None = None
    sample: SitePath | None = None
    zalo: bool = False
    nationwide: bool = False
    commune: Text | None = None
    colour: Colour | None = None
    news_from: tuple[NewsSource, ...] = ()
    shown_as_of: Day | None = None

    @model_validator(mode="before")
    @classmethod
    def _closed(cls, value: Any) -> Any:
        return drop_closed_entries(value)

    @property
    def portal(self) -> str:
        """The portal's title: ``title``, else made of the name; an archive says what it is."""
        title = self.title or f"Cổng thông tin điện tử {lower_first(self.name)}"
        return f"{title} ({ARCHIVED})" if self.archive else title

    @field_validator("base_path")
    @classmethod
    def _is_plain(cls, value: str) -> str:
        if not re.fullmatch(r"[\w./~-]+", value, re.ASCII):  # it stands in files for hosts
            raise ValueError("chỉ gồm chữ không dấu, số, chấm, gạch nối giữa các gạch chéo")
        return value

    @field_validator("commune")
    @classmethod
    def _is_unit(cls, value: str | None) -> str | None:
        if value and read_commune(value) is None:
            raise ValueError(NO_UNIT.format(value))
        return value

    @field_validator("emblem")
    @classmethod
    def _is_picture(cls, value: str | None) -> str | None:
        return check_picture_file(value, "huy hiệu")

    @property
    def emblem_url(self) -> str | None:
        """Where the emblem lies in the output; None without one."""
        return f"huy-hieu{PurePosixPath(self.emblem).suffix.lower()}" if self.emblem else None

    @property
    def requires_review(self) -> bool:
        """Whether no article is published that nobody has approved."""
        return self.review is not None

    @property
    def root(self) -> str:
        """The base path without its last slash: empty where the portal is the whole host."""
        return self.base_path.rstrip("/")

    @property
    def base(self) -> str | None:
        """The portal's full address without last slash; None when the site is not known."""
        return f"{self.site}{self.root}" if self.site else None

    def full(self, url: str) -> str:
        """Return the full address of ``url``; where the site is not known, the path on its host."""
        return f"{self.base or self.root}/{url}"


class MenuItem(Model):
    """A word of the menu and the page it leads to."""

    title: Text
    to: SitePath


class Menu(Model):
    """The menu: at most eight words."""

    items: tuple[MenuItem, ...] = Field(default=(), max_length=8)


class Category(Model):
    """A category: its key stands in addresses and never changes, its title may."""

    key: Key
    title: Text
    description: str = ""


RESERVED = {"van-ban": "Văn bản", "hoi-dap": "Hỏi đáp", "gop-y-du-thao": "Góp ý dự thảo"}
"""The keys of kinds (kinds.py) with their titles: the search has one list of both."""


class Categories(Model):
    """The categories that articles may name, in the order in which they are shown."""

    categories: tuple[Category, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _keys_once(self) -> "Categories":
        keys = [item.key for item in self.categories]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                sentence = f"khóa “{key}” dùng cho hai chuyên mục"
                raise FieldError(sentence, "categories", index, "key")
            if key in RESERVED:
                sentence = (
                    f"khóa “{key}” là của mục {RESERVED[key]} do cổng tự lập; hãy đặt khóa khác"
                )
                raise FieldError(sentence, "categories", index, "key")
        return self

    def topic(self, key: str) -> Topic | None:
        """Return the category of that key as lists show it."""
        found = next((item for item in self.categories if item.key == key), None)
        return make_category_topic(found.key, found.title, found.description) if found else None


def make_category_topic(key: str, title: str, description: str = "") -> Topic:
    """Return a category as lists show it."""
    return Topic(key, title, f"chuyen-muc/{key}/", description)


TAGS, PEOPLE, PLACES = "tu-khoa/", "nhan-vat/", "dia-danh/"
"""The addresses below which the lists of tags, people and places stand."""


def tag_topic(title: str, folder: str = TAGS) -> Topic:
    """Return a tag, a person or a place as lists show it; its key is the slug of its title."""
    key = make_slug(title)
    return Topic(key, title, f"{folder}{key}/")


DEFAULT_TOWN = Town(
    name="Trang thông tin",
    title="Trang thông tin",
    address="Việt Nam",
    time_zone="Asia/Ho_Chi_Minh",
    base_path="/",
)

TABLES = (
    Table("town", Town, DEFAULT_TOWN),
    Table("menu", Menu, Menu()),
    Table("categories", Categories),
    FEES,
    HOLIDAYS,
)
