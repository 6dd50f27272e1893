"""The front matter of articles and pages, as models."""

from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from town_portal.core.data import yamldoc
from town_portal.core.data.fields import (
    Day,
    FileName,
    Focus,
    Key,
    OldPath,
    PhotoName,
    Text,
    WebAddress,
    When,
    Words,
)
from town_portal.core.data.loading import Model


class Attachment(Model):
    """A file beside the article, offered for download."""

    file: FileName
    title: Text


class Correction(Model):
    """A mistake that was put right ("Đính chính")."""

    date: Day
    text: Text


class Review(Model):
    """The editorial state of an article."""

    state: Literal["waiting", "approved"]
    by: Text | None = None
    hash: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _in_one_line(cls, value: Any) -> Any:
        """Take ``{state: …}`` as a text too: in Pelican's own heads every value is one."""
        if not isinstance(value, str) or not value.startswith("{"):
            return value
        try:
            return yamldoc.parse_yaml(value).value
        except yamldoc.YamlError as error:
            raise ValueError(str(error)) from None


class Video(Model):
    """A film that loads on a click: a file beside the article, or an address elsewhere."""

    file: FileName | None = None
    address: WebAddress | None = None
    title: Text
    poster: PhotoName | None = None

    @model_validator(mode="after")
    def _one_film(self) -> "Video":
        if (self.file is None) == (self.address is None):
            raise ValueError("ghi một trong hai: file (tệp cạnh bài) hoặc address (địa chỉ)")
        return self


class Waiver(Model):
    """A rule of the editorial check that this article or page may break, and why."""

    rule: Text
    reason: Text


class Front(Model):
    """What an article's and a page's front matter share."""

    title: Text = Field(max_length=300)
    modified: When | None = None
    summary: Text | None = None
    status: Literal["published", "draft", "hidden"] = "published"
    template: Key | None = None
    slug: Key | None = None
    redirect_from: tuple[OldPath, ...] = ()
    waive: tuple[Waiver, ...] = ()

    @property
    def hindrance(self) -> str:
        """Why readers are not shown it yet, in Vietnamese ("bài ấy …"); empty where nothing is."""
        return ""

    @property
    def quotes(self) -> bool:
        """Whether the title is somebody else's words, which nobody here may shorten."""
        return False


class PageFront(Front):
    """The front matter of a page in ``content/pages``."""

    date: When | None = None
    order: int = 1000


class ArticleFront(Front):
    """The front matter of an article in ``content/articles``."""

    date: When
    category: Text
    tags: Words = ()
    people: Words = ()
    places: Words = ()
    author: Text | None = None
    photographer: Text | None = None
    source: Text | None = None
    cover: PhotoName | None = None
    focus: Focus | None = None
    lead: bool = False
    review: Review | None = None
    publish: When | None = None
    expires: When | None = None
    comments: bool | None = None
    original_url: WebAddress | None = None
    attachments: tuple[Attachment, ...] = ()
    corrections: tuple[Correction, ...] = ()
    video: Video | None = None

    @field_validator("category")
    @classmethod
    def _one_category(cls, value: str) -> str:
        if "\n" in value:
            raise ValueError("chỉ ghi một chuyên mục")
        return value
