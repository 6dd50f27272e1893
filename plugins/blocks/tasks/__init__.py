"""What people come for ("Người dân cần"): six tasks in their own words."""

from dataclasses import dataclass

from pydantic import Field, model_validator

from plugins._kit.data import Model, Table
from plugins._kit.fields import SitePath, Text, WebAddress
from plugins.blocks.contract import Block, NoOptions, Scene


class Task(Model):
    """A task; ``to`` is a page of the portal, ``url`` one of another site."""

    title: Text
    to: SitePath | None = None
    url: WebAddress | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Task":
        if (self.to is None) == (self.url is None):
            raise ValueError("ghi một trong hai: to (trang trong cổng) hoặc url (trang khác)")
        return self


class Tasks(Model):
    """The data of tasks.yaml."""

    tasks: tuple[Task, ...] = Field(min_length=1, max_length=6)


@dataclass(frozen=True)
class View:
    """The tasks in their order."""

    tasks: tuple[Task, ...]


def prepare(scene: Scene[Tasks, NoOptions]) -> View | None:
    """Return the tasks; None without any."""
    return View(scene.data.tasks) if scene.data else None


BLOCK = Block("tasks", "Người dân cần", prepare, Table("tasks", Tasks))
