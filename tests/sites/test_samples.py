"""The demonstration says that it is one; the dissolved town's portal is a record."""

from __future__ import annotations

import re
from pathlib import Path

from tests.portal import CLOCK, ROOT
from tests.sites.build_site import GOOD, Site, read

TOWN = "content/data/town.yaml"
DISSOLVED = ROOT / "tests" / "dissolved"


def pages(output: Path) -> dict[str, str]:
    """Give the pages of an output by their paths."""
    found = (
        item for item in output.rglob("index.html") if "mau" not in item.relative_to(output).parts
    )
    return {str(item.relative_to(output)): item.read_text("utf-8") for item in found}


def test_a_demonstration_is_not_taken_for_an_authority(tmp_path: Path) -> None:
    """Each page is noindex and tells so; no canonical, no agency, no number to dial."""
    site = Site(tmp_path).write(GOOD)
    sample = "site: https://ten-phuong.gov.vn\nsample: /\ntelephone: 0239 000 0000\n"
    kept = re.sub(r"(?m)^(site|telephone):.*\n", "", str(GOOD[TOWN]))
    site.write({TOWN: f"{kept}\n{sample}"})
    found = pages(site.build().output)
    assert found
    for url, text in found.items():
        assert 'content="noindex"' in text, url
        assert "Dữ liệu mẫu" in text, url
        assert not re.search(r'rel="canonical"|GovernmentOrganization|href="tel:', text), url


def test_the_portal_of_a_dissolved_town_is_a_record(tmp_path: Path) -> None:
    """It says what it was; nothing is asked or counted, no address is called its own."""
    files = {f"content/{name}": data for name, data in read(DISSOLVED).items()}
    site = Site(tmp_path, env={"SOURCE_DATE_EPOCH": str(CLOCK)}).write(files)
    found = pages(site.build().output)
    assert "từng là" in found["index.html"]
    for url, text in found.items():
        assert not re.search(r'rel="canonical"|data-service|data-live|Gửi bình luận', text), url
