"""Links of Pelican's own form: which of them keep a text from being kept, and where they lead."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from plugins._kit.markup import Link
from plugins.incremental.links import targets

KNOWN = {
    "articles/2020/a.md": SimpleNamespace(url="2020/01/01/a/"),
    "articles/2021/b/index.md": SimpleNamespace(url="2021/01/01/b/"),
    "pages/lien he.md": SimpleNamespace(url="lien-he/"),
}


def content(*addresses: str) -> SimpleNamespace:
    """Return a content in articles/2020 that leads there."""
    links = tuple(Link(address, 1) for address in addresses)
    return SimpleNamespace(relative_source_path="articles/2020/c.md", links=links)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("{filename}a.md", "2020/01/01/a/"),
        ("|filename|a.md", "2020/01/01/a/"),
        ("{filename}../2021/b/index.md#muc", "2021/01/01/b/"),
        ("{filename}/articles/2021/b/index.md", "2021/01/01/b/"),
        ("{filename}/pages/lien%20he.md", "lien-he/"),
        ("{filename}khong-co.md", ""),
        ("{category}tin", ""),
        ("/lien-he/", ""),
        ("https://a.vn/{filename}a.md", ""),
    ],
)
def test_a_link_leads_to_the_address_of_a_text(address: str, url: str) -> None:
    """Paths are relative to the text's folder, or to the content folder; other links are none."""
    assert targets(content(address), KNOWN) == url


def test_all_targets_are_told_in_their_order() -> None:
    """So that two links that change places are seen."""
    found = targets(content("{filename}../2021/b/index.md", "{filename}a.md"), KNOWN)
    assert found == "2021/01/01/b/ 2020/01/01/a/"
