"""What people come for ("Người dân cần"): six tasks in their own words."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator

from town_portal.blocks.contract import Block, NoOptions, Scene
from town_portal.build.made import SearchEntry
from town_portal.core.data.fields import SitePath, Text, WebAddress
from town_portal.core.data.loading import Model, Table

Icon = Literal[
    "ban-do",
    "bao-hong",
    "cau-hoi",
    "gia-dinh",
    "giay-to",
    "gop-y",
    "ho-so",
    "hoc-tap",
    "le-phi",
    "lich",
    "lien-he",
    "nha-dat",
    "tra-cuu",
    "van-ban",
    "viec-lam",
    "xem-tiep",
    "y-te",
]
ICONS: dict[Icon, str] = {
    "ban-do": "map",
    "bao-hong": "triangle-alert",
    "cau-hoi": "message-circle-question-mark",
    "gia-dinh": "users",
    "giay-to": "id-card",
    "gop-y": "messages-square",
    "ho-so": "file-up",
    "hoc-tap": "graduation-cap",
    "le-phi": "banknote",
    "lich": "calendar-days",
    "lien-he": "phone",
    "nha-dat": "house",
    "tra-cuu": "file-search",
    "van-ban": "file-text",
    "viec-lam": "briefcase",
    "xem-tiep": "arrow-right",
    "y-te": "heart-pulse",
}
"""The icons that a task may name, with their names in the set of symbols (features/assets)."""


class Task(Model):
    """A task; ``to`` is a page of the portal, ``url`` one of another site."""

    title: Text
    icon: Icon = "xem-tiep"
    to: SitePath | None = None
    url: WebAddress | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Task":
        if (self.to is None) == (self.url is None):
            raise ValueError("ghi một trong hai: to (trang trong cổng) hoặc url (trang khác)")
        return self

    @property
    def symbol(self) -> str:
        """The name of its icon in the set of symbols."""
        return ICONS[self.icon]


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


def entries(data: Tasks) -> tuple[SearchEntry, ...]:
    """Return the tasks as the search finds them."""
    return tuple(
        SearchEntry(
            "Việc cần làm", task.title, task.url or str(task.to).lstrip("/"), task.note or ""
        )
        for task in data.tasks
    )


BLOCK = Block("tasks", "Người dân cần", prepare, Table("tasks", Tasks), entries=entries)
