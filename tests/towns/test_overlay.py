"""What a town has of its own in its folder ``overlay`` wins over the generator's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.portal import PATHS
from tests.sites.build_site import GOOD, write
from town_portal.cli.engine.folder import FILES

BLOCK = """\
from town_portal.blocks.contract import Block


def prepare(_scene):
    return "Khối riêng của phường"


BLOCK = Block("greeting", "Lời chào", prepare)
"""
OVERLAY = {
    "overlay/blocks/greeting/__init__.py": BLOCK,
    "overlay/blocks/greeting/template.html": '<p class="greeting">{{ view }}</p>\n',
    "overlay/blocks/greeting/examples.yaml": "- name: a\n",
    "overlay/blocks/greeting/block.css": ".block--greeting { color: teal; }\n",
    "overlay/css/colours.css": ":root { --own: #123456; }\n",
    "overlay/templates/partials/footer.html": "<footer>Chân trang riêng</footer>\n",
    "content/data/layout.yaml": "home:\n- [greeting]\n",
}
"""A block, a style sheet and a template of the town's own."""


def built(town: Path) -> str:
    """Build a town's folder with this checkout and return what is printed."""
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "output"]
    env = {**os.environ, "PYTHONPATH": PATHS, "TOWN_PORTAL_HOME": str(town)}
    done = subprocess.run(
        command, cwd=town, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_templates_styles_and_blocks_of_ones_own(tmp_path: Path) -> None:
    """The town's footer, colours and block are on its pages, and a change of one is seen."""
    write(tmp_path, {**GOOD, **OVERLAY})
    (tmp_path / "pelicanconf.py").write_bytes((FILES / "pelicanconf.py").read_bytes())
    built(tmp_path)
    home = (tmp_path / "output/index.html").read_text(encoding="utf-8")
    assert "Khối riêng của phường" in home
    assert "Chân trang riêng" in home
    (sheet,) = (tmp_path / "output/static").glob("portal.*.css")
    css = sheet.read_text(encoding="utf-8")
    assert ".block--greeting" in css
    assert "--own: #123456" in css
    write(tmp_path, {"overlay/blocks/greeting/template.html": "<p>Lời chào mới</p>\n"})
    built(tmp_path)
    assert "Lời chào mới" in (tmp_path / "output/index.html").read_text(encoding="utf-8")
