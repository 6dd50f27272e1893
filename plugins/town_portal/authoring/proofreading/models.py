"""What the town itself adds to the rules: ``content/data/proofreading.yaml``."""

import re
from typing import Annotated

from pydantic import AfterValidator

from town_portal.core.data.fields import Text, Words
from town_portal.core.data.loading import Model, Table

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")


def _check_domain(value: str) -> str:
    found = value.lower().removeprefix("*.").removeprefix("www.")
    if not _DOMAIN.fullmatch(found):
        raise ValueError("chỉ ghi tên miền, không ghi https:// và dấu gạch chéo, ví dụ vi-du.com")
    return found


Domain = Annotated[Text, AfterValidator(_check_domain)]
"""A domain with all that is below it: ``vi-du.com``."""


class Proofreading(Model):
    """What the town adds: domains that must not be linked, words and short forms that are right.

    ``allowed_domains`` are never blocked, ``blocked_domains`` always, each with what is below it.
    """

    blocked_domains: tuple[Domain, ...] = ()
    allowed_domains: tuple[Domain, ...] = ()
    abbreviations: Words = ()
    words: Words = ()


NOTHING = Proofreading()
TABLE = Table("proofreading", Proofreading, NOTHING)
TABLES = (TABLE,)
