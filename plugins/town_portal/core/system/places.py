"""Where the checkout and its environment are."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
"""The generator itself."""
PACKAGES = PACKAGE.parent
"""The folder from which Python and Pelican import it."""
ROOT = PACKAGES.parent
FIND = f"import sys; sys.path.insert(0, {str(PACKAGES)!r})"
"""How a program begins that Python is given as words, so that it finds the package."""


def workplace(kind: str, content: Path, below: Path | None = None) -> Path:
    """Return where a content folder is built to be looked at, the same each time for a kind.

    ``below`` is a folder that the process may write, where that is not the checkout.
    """
    mark = sha256(str(content.resolve()).encode()).hexdigest()[:10]
    return (below or ROOT / ".state") / f"{kind}-{mark}" / "site"


def scripts(venv: Path) -> Path:
    """Give the folder of an environment that holds its programs."""
    return venv / ("Scripts" if os.name == "nt" else "bin")


def python_of(venv: Path) -> Path:
    """Give the Python of an environment."""
    return scripts(venv) / ("python.exe" if os.name == "nt" else "python")
