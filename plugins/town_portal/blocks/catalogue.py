"""Find the blocks: every folder beside this file that has a BLOCK."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from town_portal.blocks.contract import Block

FOLDER = Path(__file__).parent


@cache
def blocks() -> dict[str, Block]:
    """Return the blocks by name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(FOLDER)]) if module.ispkg)
    found = {name: importlib.import_module(f"town_portal.blocks.{name}").BLOCK for name in names}
    for name, block in found.items():
        if block.name != name:
            raise ValueError(f"thư mục blocks/{name} khai báo tên khác: {block.name}")
    return found
