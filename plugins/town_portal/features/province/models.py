"""province.yaml: what the province's portal asks of those that belong to it."""

from pathlib import PurePosixPath

from pydantic import Field, field_validator

from town_portal.core.data.fields import Colour, PictureName, Text, WebAddress, check_picture_file
from town_portal.core.data.loading import Model, Table


class Header(Model):
    """The line above the masthead: the province's name, its portal, and a logo."""

    name: Text
    link: WebAddress
    logo: PictureName | None = None

    @field_validator("logo")
    @classmethod
    def _is_picture(cls, value: str | None) -> str | None:
        return check_picture_file(value, "biểu trưng")

    @property
    def logo_url(self) -> str:
        """Where the logo lies in the output; empty without one."""
        return f"tinh{PurePosixPath(self.logo).suffix.lower()}" if self.logo else ""


class FooterLink(Model):
    """A link of the province's footer."""

    title: Text
    url: WebAddress


class Footer(Model):
    """What stands at the end of each page."""

    text: Text | None = None
    links: tuple[FooterLink, ...] = ()


class Province(Model):
    """What the portal takes over; ``tokens`` are colours by the names of the theme's tokens."""

    header: Header | None = None
    footer: Footer | None = None
    tokens: dict[Text, Colour] = Field(default_factory=dict)


TABLES = (Table("province", Province),)
