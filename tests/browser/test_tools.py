"""An article's tools as a whole: their words, size and weight, and printing."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.modules import mounted
from tests.browser.pages import address_of, on_a_telephone
from tests.browser.speech import LOCAL, SPEECH
from tests.browser.visit import Visit
from tests.portal import SEED, Portal

pytestmark = pytest.mark.browser

WEIGHT = 15_000
"""Most bytes of an article's scripts before the reader does anything, compressed."""


@on_a_telephone
def test_tools_are_words_and_large(own: Visit, width: int) -> None:
    """In, Lưu, Chia sẻ, Nghe stand in a row under the date, 44 px high."""
    own.page.add_init_script(SPEECH % json.dumps([LOCAL]))
    own.go(SEED, width)
    tools = mounted(own.page).locator(".tools")
    words = tools.inner_text().replace("▾", "").split("\n")
    assert [word.strip() for word in words if word.strip()] == ["In", "Lưu", "Chia sẻ", "Nghe"]
    assert own.measure("low", ".tools button, .tools summary", 44) == []
    own.page.locator(".share summary").click()
    assert own.measure("low", ".tools button, .tools summary, .tools li > a", 44) == []
    assert own.measure("excess") <= 0
    found = own.violations()
    assert not found, "\n".join(found)
    assert (own.complaints, own.foreign) == ([], [])


def test_scripts_weigh_little(own: Visit, portal: Portal) -> None:
    """All scripts of an article, without what comes on a press, are 15 KB compressed at most."""
    own.go(address_of(portal, "gallery"), 360)
    mounted(own.page)
    own.load_pictures()
    files = {urlsplit(url).path for kind, url in own.fetched if kind == "script"}
    assert not [file for file in files if "photoswipe" in file]
    sizes = [len(gzip.compress(Path(f"{portal.root}{file}").read_bytes(), 9)) for file in files]
    assert 0 < sum(sizes) <= WEIGHT
