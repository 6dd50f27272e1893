"""The coefficients by which the office pays authors and photographers: fees.yaml."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from town_portal.core.data.fields import Key
from town_portal.core.data.loading import Model, Table


def _accept_comma(value: Any) -> Any:
    """Take 1,5 as people write it."""
    return value.replace(",", ".") if isinstance(value, str) else value


Coefficient = Annotated[float, BeforeValidator(_accept_comma), Field(ge=0, allow_inf_nan=False)]


class CategoryRate(Model):
    """The coefficient of the articles of one category, by its key."""

    category: Key
    coefficient: Coefficient


class FeeRates(Model):
    """What a table of fees is worked out with; the office decides on all of it.

    ``unit`` is what one unit is worth in đồng. ``article`` is the coefficient of an article whose
    category is not named in ``categories``, ``photograph`` that of each photograph. Without the
    file all are 1, and the amounts are sums of coefficients.
    """

    unit: int = Field(default=1, ge=0)
    article: Coefficient = 1
    photograph: Coefficient = 1
    categories: tuple[CategoryRate, ...] = ()

    def of_category(self, key: str) -> float:
        """Return the coefficient of an article of the category."""
        named = (rate.coefficient for rate in self.categories if rate.category == key)
        return next(named, self.article)


FEES = Table("fees", FeeRates, FeeRates())
