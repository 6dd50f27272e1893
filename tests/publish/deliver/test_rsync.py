"""rsync over SSH: releases, one switch, five kept, and back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.commands import deliver
from plugins.commands.deliver.rsync import later
from plugins.commands.deliver.site import MANIFEST
from tests.publish.deliver.places import Made, asset, texts, version


def releases(place: Path) -> list[str]:
    """Return the releases at the server, the oldest first."""
    return sorted(it.name for it in (place / "releases").iterdir() if it.name[0] != ".")


def test_a_release_is_the_site_and_shares_what_has_not_changed(by_ssh: tuple[Made, Path]) -> None:
    """By hard links; the link `current` leads to it."""
    made, place = by_ssh
    made.has(version(1)).publish()
    assert texts(place / "current") == version(1)
    published = made.has(version(2)).publish()
    assert texts(place / "current") == {**version(1), **version(2)}
    first, second = releases(place)
    assert os.readlink(place / "current") == f"releases/{second}"
    same = [
        path
        for path in version(2)
        if (place / "releases" / first / path).exists()
        and (place / "releases" / first / path).samefile(place / "releases" / second / path)
    ]
    assert sorted(same) == ["2026/11/20/tin/anh.0123456789.webp", "lien-he/index.html"]
    assert published.went == {
        asset(2),
        "index.html",
        "2026/11/20/tin/index.html",
        "sitemap.xml",
        "tim.json",
    }
    assert published.sent.files == len(published.went) + len(MANIFEST)
