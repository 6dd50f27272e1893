"""What webmasters write into redirects.yaml."""

from typing import Any

from pydantic import ValidatorFunctionWrapHandler, field_validator, model_validator

from town_portal.core.data.fields import FieldError, OldPath, SitePath, Text, WebAddress
from town_portal.core.data.loading import Model, Table
from town_portal.features.redirects.query import check_query

NO_WAY = (
    "địa chỉ cũ có dấu hỏi chỉ dẫn tới được nơi khác (to hoặc address); nội dung đã bỏ thì không "
    "cần ghi"
)


class Redirect(Model):
    """An old address, and where its content is now: here, elsewhere, or nowhere any more.

    One with a query (``/tin.aspx?ItemID=123``) leads on where the path is so and each named
    parameter has its value, whatever others there are.
    """

    old: OldPath
    to: SitePath | None = None
    address: WebAddress | None = None
    gone: bool = False
    reason: Text | None = None

    @field_validator("old", mode="wrap")
    @classmethod
    def _path_and_query(cls, value: Any, check: ValidatorFunctionWrapHandler) -> str:
        if not isinstance(value, str):
            return str(check(value))
        path, sign, query = value.strip().partition("?")
        return f"{check(path)}{sign}{check_query(query) if sign else ''}"

    @model_validator(mode="after")
    def _one_way(self) -> "Redirect":
        ways = [self.to is not None, self.address is not None, self.gone]
        if sum(ways) != 1:
            sentence = (
                "ghi một trong ba: to (trang của cổng), address (trang ở nơi khác), gone: true "
                "(nội dung không còn)"
            )
            raise FieldError(sentence, "old")
        if "?" in self.old and self.gone:
            raise FieldError(NO_WAY, "old")
        return self


class Redirects(Model):
    """All old addresses that no content names in its ``redirect_from``."""

    redirects: tuple[Redirect, ...] = ()


TABLE = Table("redirects", Redirects, Redirects())
TABLES = (TABLE,)
