"""Information requests and procedures."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from town_portal.features.information.models import Item, Procedures

LINK = {"title": "Khai sinh", "url": "https://dichvucong.gov.vn/"}


def offered(**fields: str) -> Procedures:
    """Give one group with one link."""
    group = {"title": "Hộ tịch", "links": [LINK | fields]}
    return Procedures.model_validate({"modified": "2026-11-20", "groups": [group]})


@pytest.mark.parametrize(
    "url", ["https://dichvucong.com/", "https://gov.vn.vi-du.com/", "https://vi-du.com/?gov.vn"]
)
def test_procedures_lead_to_the_state_alone(url: str) -> None:
    """A look-alike of the national portal is a fault."""
    with pytest.raises(ValidationError, match="chỉ dẫn tới cổng của cơ quan nhà nước"):
        offered(url=url)


def test_information_is_in_one_place() -> None:
    """A page here and one elsewhere for the same information is a fault."""
    with pytest.raises(ValidationError, match="chỉ ghi một nơi"):
        Item.model_validate({"what": "a", "to": "/b/", "url": "https://c.vn/"})
