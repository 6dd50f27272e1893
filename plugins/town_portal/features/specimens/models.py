"""What examples.yaml says of the components, and what a block's example must tell."""

from pathlib import Path
from typing import Any, Literal, Protocol

import yaml
from pydantic import Field

from town_portal.core.data.fields import Key, Text, WebAddress
from town_portal.core.data.loading import Model
from town_portal.core.reader_data import Accepts

EXAMPLES = Path(__file__).parent / "examples.yaml"
Template = Literal["article", "category", "categories", "archives", "404"]
PhotoName = Literal["ngang", "dung"]
Shows = Literal["page", "main", "part"]


class File(Model):
    """A file offered for download; ``size`` in bytes."""

    title: Text
    kind: Text
    size: int


class Listed(Model):
    """An article in a list; without a photograph its card has none."""

    title: Text
    photo: PhotoName | None = None
    summary: str = ""
    category: Text = "Tin tức"


class Said(Model):
    """A reader's comment, and those that answer it."""

    author: Text
    text: Text
    answers: tuple["Said", ...] = ()


class Talk(Model):
    """What an article takes from readers, the votes and the sum of their stars, its comments."""

    accepts: Accepts = "nothing"
    votes: tuple[int, int] | None = None
    comments: tuple[Said, ...] = ()


class Example(Model):
    """One example of a component: the template that shows it, and what the template is given.

    ``shows`` is what the frame keeps of its page: all, ``main`` alone, or ``main`` without trail
    and article head. ``front`` and ``body`` are those of an article; ``film`` goes with a video of
    its own file, ``player`` (an address) with one elsewhere that plays in the page, ``poster``
    with either; ``neighbours`` are the titles of the articles before and after. ``turns`` tells
    that a list has newer and older pages.
    """

    name: Text
    template: Template = "article"
    shows: Shows = "part"
    front: dict[str, Any] = Field(default_factory=dict)
    body: str = ""
    attachments: tuple[File, ...] = ()
    film: File | None = None
    player: WebAddress | None = None
    poster: PhotoName | None = None
    neighbours: tuple[Text, ...] = ()
    description: str = ""
    articles: tuple[Listed, ...] = ()
    topics: tuple[Text, ...] = ()
    turns: bool = False
    live: Talk = Talk()


class Component(Model):
    """A component with its examples; their addresses are ``mau/KEY-1/`` and so on."""

    key: Key
    title: Text
    examples: tuple[Example, ...] = Field(min_length=1)


class BlockExample(Protocol):
    """What blocks tells of an example; ``placed`` is None where the block is left out."""

    @property
    def block(self) -> str:
        """The block's name."""

    @property
    def title(self) -> str:
        """The block's title."""

    @property
    def name(self) -> str:
        """The example's name."""

    @property
    def placed(self) -> Any:
        """The block as templates get it."""


def load_components() -> tuple[Component, ...]:
    """Return the components of examples.yaml."""
    written = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    return tuple(map(Component.model_validate, written))
