"""The examples of all blocks, ready to be shown; features/specimens puts them on its pages."""

from dataclasses import dataclass

from town_portal.blocks.catalogue import get_block_folder, load_blocks
from town_portal.blocks.contract import Block
from town_portal.blocks.examples import Example, build_scene, load_examples
from town_portal.blocks.models import Placement
from town_portal.blocks.place import Placed, render_block


@dataclass(frozen=True)
class BuiltExample:
    """One example; ``placed`` is None where the block has nothing to say and is left out."""

    block: str
    title: str
    name: str
    placed: Placed | None


def build_specimens() -> list[BuiltExample]:
    """Return every example of every block, block by block."""
    return [
        BuiltExample(name, block.title, example.name, _place_example(example, block))
        for name, block in load_blocks().items()
        for example in load_examples(get_block_folder(name))
    ]


def _place_example(example: Example, block: Block) -> Placed | None:
    view = block.prepare(build_scene(example, block))
    if view is None:
        return None
    return render_block(block, Placement(block=block.name, form=example.form), view)
