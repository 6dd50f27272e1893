"""What webmasters write into redirects.yaml."""

from pydantic import model_validator

from town_portal.core.data.fields import FieldError, OldPath, SitePath, Text, WebAddress
from town_portal.core.data.loading import Model, Table


class Redirect(Model):
    """An old address, and where its content is now: here, elsewhere, or nowhere any more."""

    old: OldPath
    to: SitePath | None = None
    address: WebAddress | None = None
    gone: bool = False
    reason: Text | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Redirect":
        ways = [self.to is not None, self.address is not None, self.gone]
        if sum(ways) != 1:
            sentence = (
                "ghi một trong ba: to (trang của cổng), address (trang ở nơi khác), gone: true "
                "(nội dung không còn)"
            )
            raise FieldError(sentence, "old")
        return self


class Redirects(Model):
    """All old addresses that no content names in its ``redirect_from``."""

    redirects: tuple[Redirect, ...] = ()


TABLE = Table("redirects", Redirects, Redirects())
TABLES = (TABLE,)
