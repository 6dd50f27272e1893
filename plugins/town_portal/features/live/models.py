"""What the live service hands over: visits, ratings, approved comments.

Fields that are not known here are passed over, so that a newer service does not stop the portal.
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from town_portal.core.text import normalize_text

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""What no page may hold; line breaks and tabs are not among them."""
NAMELESS = "Bạn đọc"


def _clean_text(value: str) -> str:
    """Return a reader's words without what is not seen, turns the line, or no page may hold."""
    return _CONTROL.sub("", normalize_text(value.replace("\r\n", "\n"))).strip()


def _clean_author(value: str) -> str:
    return " ".join(_clean_text(value).split()) or NAMELESS


def _check_votes(value: tuple[int, int | None]) -> tuple[int, int | None]:
    count, stars = value
    if not 0 <= count <= (count if stars is None else stars) <= 5 * count:
        raise ValueError("số lượt đánh giá và tổng số sao không khớp nhau")
    return value


class Given(BaseModel):
    """What comes from the service."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Said(Given):
    """An approved comment; ``parent`` is the number of the one that it answers."""

    id: int = Field(ge=1)
    author: Annotated[str, AfterValidator(_clean_author)]
    text: Annotated[str, AfterValidator(_clean_text)]
    at: AwareDatetime
    parent: int | None = None


class Snapshot(Given):
    """All that the service told, at the moment ``at``.

    ``total`` are the visits, those before the service too; ``days`` those of the last days;
    ``ratings`` gives the votes and the sum of their stars (None where the votes are too few for an
    average), ``comments`` the comments of a page by
    its path (``/2020/12/14/slug/``). ``cursor`` is where the next export goes on.
    """

    version: Literal[1]
    at: AwareDatetime
    total: int = Field(ge=0)
    cursor: str | int | None = None
    days: tuple[tuple[date, Annotated[int, Field(ge=0)]], ...] = ()
    ratings: dict[str, Annotated[tuple[int, int | None], AfterValidator(_check_votes)]] = Field(
        default_factory=dict
    )
    comments: dict[str, tuple[Said, ...]] = Field(default_factory=dict)


class Export(Snapshot):
    """What has changed since an earlier export; ``gone`` are comments no longer public."""

    gone: tuple[int, ...] = ()
