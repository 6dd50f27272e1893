"""The visit total of the portal and, where it is known, how many people are reading now."""

from dataclasses import dataclass

from plugins._kit.data import Model
from plugins.blocks.contract import Block, NoOptions, Scene


@dataclass(frozen=True)
class View:
    """The total and the month (``12/2020``) up to which it was counted.

    ``online`` is None where nobody counts: then the label is not shown either.
    """

    total: int
    as_of: str
    online: int | None = None


def prepare(scene: Scene[Model, NoOptions]) -> View | None:
    """Return the baked total; None where the town data gives none, never a false 0."""
    visits = scene.town.visits
    if visits is None:
        return None
    year, month = visits.as_of.split("-")
    return View(visits.start, f"{month}/{year}")


BLOCK = Block(
    "visitors", "Thống kê", prepare, steady=False, more=("thong-ke/", "Xem thống kê truy cập")
)
