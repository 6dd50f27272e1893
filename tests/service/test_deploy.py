"""What is delivered for a server: nothing is taken on trust, everything is documented."""

from __future__ import annotations

import re

from town_portal.core.system.places import ROOT

SERVICE = ROOT / "service"


def test_a_base_image_is_named_by_its_digest() -> None:
    """An image is built on a digest alone: one written down, or one that has to be given."""
    lines = (SERVICE / "deploy/Containerfile").read_text("utf-8").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    given = {line.split()[1] for line in lines if re.fullmatch(r"ARG \w+", line)}
    assert bases
    for base in bases:
        assert re.search(r"@sha256:[0-9a-f]{64}$", base) or base.strip("${}") in given, base


def test_every_variable_is_documented() -> None:
    """Each variable that the service reads has its row in the README."""
    text = "".join(
        (SERVICE / name).read_text("utf-8")
        for name in ("config/environment.py", "config/server.py", "guard/slow_requests.py")
    )
    variables = set(re.findall(r'"(LIVE_[A-Z_]+)"', text))
    assert len(variables) > 10
    readme = (SERVICE / "README.md").read_text("utf-8")
    assert [name for name in sorted(variables) if f"`{name}`" not in readme] == []
