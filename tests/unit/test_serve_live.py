"""The live service when the preview starts it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plugins.commands.child import utf8_environment
from tests.sites.build_site import ROOT

CODE = """
import sys
from pathlib import Path
from plugins.commands.serve.live import begin
assert begin(Path(sys.argv[1]), Path(sys.argv[2]), "/", 8000) is not None
"""


@pytest.mark.parametrize(("pages", "is_warned"), [(None, False), ("{", True)])
def test_before_the_first_build_nothing_is_warned_of(
    tmp_path: Path, pages: str | None, is_warned: bool
) -> None:
    """That there are no pages yet is no news then; a file that can't be read is."""
    output = tmp_path / "output"
    output.mkdir()
    if pages is not None:
        (output / "pages.json").write_text(pages, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path / "data"), str(output)],
        cwd=ROOT,
        env=utf8_environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert ("Chưa đọc được trang nào" in done.stderr) is is_warned
