"""A package is made whatever data files the town has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pelicanconf import PLUGINS
from tests.publish.archive.conftest import COMMIT, MADE
from tests.publish.small_site import ForkedBuilding
from tests.sites.build_site import ROOT
from town_portal.authoring.editing.models import FRONTS, collect_models
from town_portal.cli.archive import command
from town_portal.core.system import places

TOWN = ROOT / "tests" / "town"
VALUES = {
    "redirects": "redirects:\n  - {old: /tin/cu.aspx, to: /}\n  - {old: /cu/, gone: true}\n"
    '  - {old: "/cu.aspx?id=1", to: /}\n',
    "proofreading": "words: [thử nghiệm]\nblocked_domains: [vi-du.com]\n",
}
"""Files that the town of the tests has no need of; others that it lacks are empty."""


def test_a_package_is_made_with_every_known_data_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No data file of any plugin is unknown to the archive, nor what it says left unchecked."""
    content = Path(shutil.copytree(TOWN, tmp_path / "content"))
    names = collect_models(PLUGINS).keys() - FRONTS.keys()
    assert names >= VALUES.keys()
    for name in names:
        path = content / "data" / f"{name}.yaml"
        if not path.is_file():
            path.write_text(VALUES.get(name, ""), encoding="utf-8")
    monkeypatch.setattr(places, "ROOT", tmp_path)
    monkeypatch.setattr(command, "Building", ForkedBuilding)
    command.make_package(command.Order(content, 0, MADE, COMMIT), tmp_path)
    assert (tmp_path / f"luu-tru-toan-bo-{MADE:%Y-%m-%d}.zip").is_file()
    (content / "data" / "redirects.yaml").write_text("redirects: [{old: /cu/}]\n", "utf-8")
    with pytest.raises(command.NoArchive):
        command.make_package(command.Order(content, 0, MADE, COMMIT), tmp_path)
    printed = capsys.readouterr().err
    assert "content/data/redirects.yaml:1: " in printed
    assert "ghi một trong ba" in printed
