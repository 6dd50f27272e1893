"""Where the generator, the town and its environment are.

In a checkout all of it is one folder. Installed from a wheel, the generator lies in the environment
of a town, whose folder ``TOWN_PORTAL_HOME`` names.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
"""The package ``town_portal``."""
PACKAGES = PACKAGE.parent
"""The folder from which Python and Pelican import it."""
SHIPPED = PACKAGE / "_share"
IS_SHIPPED = SHIPPED.is_dir()
"""Whether it was installed from a wheel; what stands beside plugins/ is in the package then."""
ROOT = SHIPPED if IS_SHIPPED else PACKAGES.parent
"""The folder of theme, service, newsroom, node_modules and pins."""
HOME = "TOWN_PORTAL_HOME"
TOWN = Path(os.environ.get(HOME) or (Path.cwd() if IS_SHIPPED else ROOT)).resolve()
"""The folder of content, settings, outputs, state and environment."""
OVERLAY = TOWN / "overlay"
"""What a town has of its own in place of the generator's: templates, style sheets, blocks."""
FIND = f"import sys; sys.path.insert(0, {str(PACKAGES)!r})"
"""How a program begins that Python is given as words, so that it finds the package."""


def locate_workplace(kind: str, content: Path, below: Path | None = None) -> Path:
    """Return where a content folder is built to be looked at, the same each time for a kind.

    ``below`` is a folder that the process may write, where that is not the checkout.
    """
    mark = sha256(str(content.resolve()).encode()).hexdigest()[:10]
    return (below or TOWN / ".state") / f"{kind}-{mark}" / "site"


def get_scripts_folder(venv: Path) -> Path:
    """Give the folder of an environment that holds its programs."""
    return venv / ("Scripts" if os.name == "nt" else "bin")


def get_python(venv: Path) -> Path:
    """Give the Python of an environment."""
    return get_scripts_folder(venv) / ("python.exe" if os.name == "nt" else "python")
