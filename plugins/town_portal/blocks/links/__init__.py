"""Links to the websites of other offices, in groups."""

from dataclasses import dataclass

from pydantic import Field

from town_portal.blocks.contract import Block, NoOptions, Scene
from town_portal.core.data.fields import Text, WebAddress
from town_portal.core.data.loading import Law, Model, Table


class Link(Model):
    """A website; ``ended`` marks one that may no longer answer."""

    title: Text
    url: WebAddress
    note: Text | None = None
    ended: bool = False


class Group(Model):
    """Websites that belong together."""

    title: Text
    links: tuple[Link, ...] = Field(min_length=1)


class Links(Model):
    """The data of links.yaml."""

    groups: tuple[Group, ...] = Field(min_length=1)


def merge(own: Links | None, common: Links | None, _town: object) -> Links | None:
    """Return a town's groups after those of every town; one of the same title stands in its place.

    The order is that of the town's file, what it does not name comes first.
    """
    if common is None:
        return own
    mine = own.groups if own else ()
    named = {item.title for item in mine}
    return Links(groups=(*(group for group in common.groups if group.title not in named), *mine))


@dataclass(frozen=True)
class View:
    """What the template shows; the box leaves out websites that may have ended."""

    groups: tuple[Group, ...]


def prepare(scene: Scene[Links, NoOptions]) -> View | None:
    """Return the groups; None without any website to show."""
    if scene.data is None:
        return None
    if scene.form == "page":
        return View(scene.data.groups)
    living = [
        (group, [link for link in group.links if not link.ended]) for group in scene.data.groups
    ]
    shown = tuple(Group(title=group.title, links=tuple(links)) for group, links in living if links)
    return View(shown) if shown else None


BLOCK = Block("links", "Liên kết website", prepare, Table("links", Links, law=Law(Links, merge)))
