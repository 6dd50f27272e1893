"""security.txt: to whom who finds a hole can write, from the town's data."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sites.build_site import CLOCK, TOWN, Site
from town_portal.core.data.tables import Town
from town_portal.features.sitemap import security

PLACE = ".well-known/security.txt"


def built(folder: Path, clock: int = CLOCK, **fields: str) -> str:
    """Return the file of a site whose town has these fields too; empty where there is none."""
    town = TOWN + "".join(f"{name}: {value}\n" for name, value in fields.items())
    site = Site(folder, settings="publishconf.py", env={"SOURCE_DATE_EPOCH": str(clock)})
    return site.write({"content/data/town.yaml": town}).good().tree.get(PLACE, b"").decode()


def test_from_the_towns_data(tmp_path: Path) -> None:
    """The e-mail, a day until which it holds, languages, its own address."""
    assert built(tmp_path, email="hop-thu@thu.example", telephone='"0239.3.835.356"') == (
        "Contact: mailto:hop-thu@thu.example\n"
        "Expires: 2026-01-01T00:00:00Z\n"
        "Preferred-Languages: vi, en\n"
        "Canonical: https://thu-nghiem.example/.well-known/security.txt\n"
    )


def test_an_incremental_build_moves_the_day(tmp_path: Path) -> None:
    """When the quarter is over, it is written anew though nothing else has changed."""
    first = built(tmp_path, email="hop-thu@thu.example")
    assert built(tmp_path, CLOCK + 86_400, email="hop-thu@thu.example") == first
    later = built(tmp_path, CLOCK + 30 * 86_400, email="hop-thu@thu.example")
    assert "Expires: 2026-04-01T00:00:00Z" in later


def test_without_anybody_to_write_to(tmp_path: Path) -> None:
    """There is none."""
    assert not built(tmp_path)


BASE = {"name": "A", "address": "B", "time_zone": "Asia/Ho_Chi_Minh", "base_path": "/"}
CASES = [
    ({"telephone": "0239.3.835.356"}, "tel:+842393835356"),
    ({"telephone": "0239 3835356 – máy lẻ 12"}, ""),
    ({"email": 'a@b.example"><script>'}, ""),
    ({"email": "a@b.example\nPolicy: https://x.example"}, ""),
    ({"email": "https://a.example", "telephone": "0912345678"}, "tel:+84912345678"),
    ({"email": "a@b.example", "security": {"contact": "c@d.example"}}, "mailto:c@d.example"),
    ({"security": {"contact": "https://d.example/bao"}}, "https://d.example/bao"),
]


@pytest.mark.parametrize(("fields", "contact"), CASES)
def test_contact(fields: dict[str, object], contact: str) -> None:
    """What is no address is none, and nothing else gets into the file by it."""
    town = Town.model_validate({**BASE, **fields})
    assert security.find_contact(town) == contact
    text = security.format_text(town, datetime(2027, 1, 1, tzinfo=UTC))
    assert text.startswith(f"Contact: {contact}\n") if contact else not text


def test_below_a_path() -> None:
    """It counts at the root of a host alone, and its own address is left out where unknown."""
    expires = datetime(2027, 1, 1, tzinfo=UTC)
    town = Town.model_validate({**BASE, "email": "a@b.example"})
    assert "Canonical" not in security.format_text(town, expires)
    assert not security.format_text(town.model_copy(update={"base_path": "/x/"}), expires)


@pytest.mark.parametrize(
    "contact", ["javascript:alert(1)", "a b@c.example", "http://a.example", "x"]
)
def test_contact_that_is_none(contact: str) -> None:
    """It is refused with what to write instead."""
    with pytest.raises(ValueError, match="thư điện tử, hoặc địa chỉ https://"):
        Town.model_validate({**BASE, "security": {"contact": contact}})


@pytest.mark.parametrize("month", range(1, 13))
def test_less_than_a_year(month: int) -> None:
    """As RFC 9116 wants; never less than half a year at the quarter's begin."""
    now = datetime(2026, month, 28, 23, 59, tzinfo=UTC)
    begin, end, expires = security.compute_quarters(now)
    assert begin <= now < end < expires
    assert 180 < (expires - now).days < 280
