"""The export as others read it; its JSON Schema is published beside it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION: Literal[1] = 1


class Open(BaseModel):
    """What all parts have in common: every field is there, also where nothing is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OpenPhoto(Open):
    """A photograph of an article: the largest file that every program can show."""

    url: str
    width: int = Field(description="pixels")
    height: int = Field(description="pixels")
    alt: str
    caption: str
    credit: str
    licence: str = Field(description="terms of use, such as `CC BY 4.0`; empty where none is named")
    label: str = Field(description="what it is not, such as a sample taken elsewhere; else empty")


class OpenArticle(Open):
    """An article. Addresses are full where the portal knows its own, else paths on its host."""

    url: str
    title: str
    date: str = Field(description="ISO 8601; with time and zone where the time is known")
    modified: str | None = Field(description="as `date`; null where it never changed")
    category: str = Field(description="key of the category, as in its address")
    category_title: str
    tags: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    summary: str
    author: str
    photographer: str
    source: str
    photos: tuple[OpenPhoto, ...]
    html: str = Field(description="the body; links in it are relative to `url`")


class OpenMonth(Open):
    """The articles of a month, newest first."""

    version: Literal[1] = VERSION
    publisher: str
    rights: str | None = Field(description="how the articles may be used; null: not told")
    language: Literal["vi"] = "vi"
    month: str = Field(description="YYYY-MM, by the articles' dates")
    articles: tuple[OpenArticle, ...]


class OpenFile(Open):
    """A month's file and how many articles are in it."""

    month: str
    url: str
    articles: int


class OpenIndex(Open):
    """Which months there are, newest first."""

    version: Literal[1] = VERSION
    publisher: str
    rights: str | None
    language: Literal["vi"] = "vi"
    months: tuple[OpenFile, ...]
