"""Find the blocks: every folder beside this file, or in a town's overlay, that has a BLOCK."""

import importlib
import pkgutil
import sys
from functools import cache
from pathlib import Path

from town_portal.blocks.contract import Block
from town_portal.core.system.places import OVERLAY

FOLDER = Path(__file__).parent
OWN = OVERLAY / "blocks"


@cache
def load_blocks() -> dict[str, Block]:
    """Return the blocks by name, in alphabetical order."""
    folders = [*([str(OWN)] if OWN.is_dir() else []), str(FOLDER)]
    # A town's own block is imported like any other, and in place of one of its name.
    sys.modules["town_portal.blocks"].__path__[:] = folders
    names = sorted({module.name for module in pkgutil.iter_modules(folders) if module.ispkg})
    found = {name: importlib.import_module(f"town_portal.blocks.{name}").BLOCK for name in names}
    for name, block in found.items():
        if block.name != name:
            raise ValueError(f"thư mục blocks/{name} khai báo tên khác: {block.name}")
    return found


def get_block_folder(name: str) -> Path:
    """Return the folder of a block."""
    return OWN / name if (OWN / name).is_dir() else FOLDER / name
