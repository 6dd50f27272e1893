"""The contact for security reports, from town.yaml."""

import re

from pydantic import field_validator

from town_portal.core.data.fields import Text, WebAddress
from town_portal.core.data.loading import Model


class Security(Model):
    """Whom to tell of a hole in the portal (security.txt), where that is not the town's e-mail.

    ``contact`` is an e-mail or the address of a form, ``policy`` that of a page about reports.
    """

    contact: Text
    policy: WebAddress | None = None

    @field_validator("contact")
    @classmethod
    def _is_reachable(cls, value: str) -> str:
        if not re.fullmatch(r"[^\s@<>:]+@[^\s@<>]+\.[^\s@<>]+|https://[^\s<>]+", value):
            raise ValueError("phải là địa chỉ thư điện tử, hoặc địa chỉ https:// của một biểu mẫu")
        return value
