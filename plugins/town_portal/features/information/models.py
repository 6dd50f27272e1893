"""The data of information.yaml and procedures.yaml."""

from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from town_portal.core.data.fields import Day, FieldError, SitePath, Text, WebAddress
from town_portal.core.data.loading import Model, Table


class Contact(Model):
    """The unit that takes requests; what is not known is left out, and the page says so."""

    unit: Text | None = None
    address: Text | None = None
    telephone: Text | None = None
    email: Text | None = None
    hours: Text | None = None


class Item(Model):
    """Information that is public: in which form, from when, how long, where (Điều 19 khoản 1g).

    ``to`` is a page of the portal, ``url`` one elsewhere.
    """

    what: Text
    form: Text | None = None
    when: Text | None = None
    term: Text | None = None
    to: SitePath | None = None
    url: WebAddress | None = None

    @model_validator(mode="after")
    def _in_one_place(self) -> "Item":
        if self.to and self.url:
            raise FieldError("chỉ ghi một nơi: trang trong cổng (to) hoặc trang khác (url)", "url")
        return self


class Information(Model):
    """All of information.yaml; ``note`` is a word to the reader above the rest."""

    contact: Contact = Contact()
    note: Text | None = None
    modified: Day | None = None
    items: tuple[Item, ...] = ()


class Procedure(Model):
    """A link to procedures or services where they are kept; never their text."""

    title: Text
    url: WebAddress
    note: Text | None = None

    @field_validator("url")
    @classmethod
    def _is_official(cls, value: str) -> str:
        if not (urlsplit(value).hostname or "").endswith(".gov.vn"):
            raise ValueError(
                "thủ tục chỉ dẫn tới cổng của cơ quan nhà nước (tên miền .gov.vn), ví dụ "
                "https://dichvucong.gov.vn/"
            )
        return value


class ProcedureGroup(Model):
    """Procedures of one matter."""

    title: Text
    note: Text | None = None
    links: tuple[Procedure, ...] = Field(min_length=1)


class Procedures(Model):
    """All of procedures.yaml."""

    note: Text | None = None
    modified: Day | None = None
    groups: tuple[ProcedureGroup, ...] = ()


TABLES = (Table("information", Information), Table("procedures", Procedures))
