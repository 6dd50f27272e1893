"""news_from of town.yaml: other portals whose news are shown, each with its public key."""

import re
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from town_portal.core.data.fields import Text
from town_portal.core.data.loading import Model

MOST = 20
_KEY = re.compile(r"RW[A-Za-z0-9+/]{54}")


class NewsSource(Model):
    """A portal: ``feed`` is the address of its Atom, beside which lies ``feed.minisig``.

    ``key`` is its public key for minisign, as it was told on a way that can be trusted; ``count``
    the number of headlines that are shown.
    """

    title: Text
    feed: Text
    key: Text
    count: int = Field(default=5, ge=1, le=MOST)

    @field_validator("feed")
    @classmethod
    def _is_https(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or parts.fragment:
            raise ValueError(
                "phải là địa chỉ bắt đầu bằng https://, ví dụ https://tinh.vn/tin.atom"
            )
        return value

    @field_validator("key")
    @classmethod
    def _is_key(cls, value: str) -> str:
        if not _KEY.fullmatch(value):
            raise ValueError("phải là khóa công khai của minisign: 56 ký tự, bắt đầu bằng RW")
        return value
