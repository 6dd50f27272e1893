"""The editing desk of a public portal: there only where the town's data ask for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins.desk.plugin import PACKAGES
from tests.sites.build_site import GOOD, TOWN, Site

PUBLIC = """\
PLUGINS = list(dict.fromkeys([*PLUGINS[:-1], "plugins.desk", PLUGINS[-1]]))
"""
ASKED = """\
desk:
  backend: forgejo
  repo: ubnd/cong
  base_url: https://git.vi-du.vn
  app_id: ma-ung-dung
"""


def test_a_public_portal_has_no_desk_by_itself(tmp_path: Path) -> None:
    """Nothing of the desk is in the output, neither page nor file nor word of it."""
    built = Site(tmp_path, conf=PUBLIC, settings="publishconf.py").write(GOOD).build()
    assert built.code == 0, built.errors
    assert not [name for name in built.tree if name.startswith("soan-tin") or "decap" in name]
    assert "soan-tin" not in "".join(built.pages.values())


def test_a_desk_that_is_asked_for_is_whole(tmp_path: Path) -> None:
    """Page, program and configuration are there; the page reaches this portal and one host."""
    if not (PACKAGES / "decap-cms").is_dir():
        pytest.skip("không có các gói của tools/desk")
    site = Site(tmp_path, conf=PUBLIC, settings="publishconf.py").write(
        {**GOOD, "content/data/town.yaml": TOWN + ASKED}
    )
    built = site.build()
    assert built.code == 0, built.errors
    page = built.page("soan-tin")
    assert "connect-src &#x27;self&#x27; blob: data: https://git.vi-du.vn;" in page
    assert page.count("https://") == 2  # connect-src and img-src
    given = json.loads(built.tree["soan-tin/_config.json"])
    assert given["config"]["backend"]["api_root"] == "https://git.vi-du.vn/api/v1"
    folders = [it.get("folder") for it in given["config"]["collections"]]
    assert folders[:2] == ["content/articles", "content/pages"]
    (style,) = given["styles"]
    assert style.removeprefix("../") in built.tree
    for name in ("_decap/decap-cms.js", "_yaml/index.js", "_desk/desk.js", "_desk/desk.css"):
        assert f"soan-tin/{name}" in built.tree
