"""The examples of all blocks, ready to be shown; features/specimens puts them on its pages."""

from dataclasses import dataclass

from town_portal.blocks.catalogue import blocks, folder_of
from town_portal.blocks.contract import Block
from town_portal.blocks.examples import Example, examples, scene
from town_portal.blocks.models import Placement
from town_portal.blocks.place import Placed, shown


@dataclass(frozen=True)
class BlockExample:
    """One example; ``placed`` is None where the block has nothing to say and is left out."""

    block: str
    title: str
    name: str
    placed: Placed | None


def specimens() -> list[BlockExample]:
    """Return every example of every block, block by block."""
    return [
        BlockExample(name, block.title, example.name, _placed(example, block))
        for name, block in blocks().items()
        for example in examples(folder_of(name))
    ]


def _placed(example: Example, block: Block) -> Placed | None:
    view = block.prepare(scene(example, block))
    if view is None:
        return None
    return shown(block, Placement(block=block.name, form=example.form), view)
