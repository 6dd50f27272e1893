"""docs/tour.md against a recorded build: it passes these functions, in this order."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.portal import PATHS, ROOT
from tests.sites.build_site import GOOD, environment, write

RECORD = """
import runpy, sys

seen = {}


def note(frame, event, _argument):
    name = f"{frame.f_globals.get('__name__', '')}.{frame.f_code.co_qualname}"
    if event == "call" and name.startswith("town_portal.") and name not in seen:
        seen[name] = len(seen)


sys.argv[0] = "pelican"
sys.setprofile(note)
try:
    runpy.run_module("pelican", run_name="__main__", alter_sys=True)
finally:
    sys.setprofile(None)
    with open("passed.txt", "w", encoding="utf-8") as file:
        file.write("\\n".join(seen))
"""


def test_the_tour_is_the_way_of_an_article(tmp_path: Path) -> None:
    """Each function of the tour is passed, and for the first time after the one before it."""
    tour = re.findall(
        r"^\d+\. `([\w.]+)`", (ROOT / "docs/tour.md").read_text(encoding="utf-8"), re.M
    )
    assert 20 <= len(tour) <= 40
    write(tmp_path, GOOD)
    words = ("content", "-s", str(ROOT / "pelicanconf.py"), "-o", "output", "-e", "SPECIMENS=false")
    subprocess.run(
        [sys.executable, "-c", RECORD, *words],
        cwd=tmp_path,
        env=environment({"PYTHONPATH": PATHS}),
        capture_output=True,
        check=True,
    )
    passed = (tmp_path / "passed.txt").read_text(encoding="utf-8").splitlines()
    order = [passed.index(f"town_portal.{name}") for name in tour]
    assert order == sorted(order)
