"""What the Markdown of an article says about its photographs."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["figure", "inline"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A photograph as written in an article.

    ``line`` counts from 1 in the body. ``kind`` is ``inline`` for a picture inside a sentence.
    A decorative picture has no alternative text on purpose. ``with_original`` publishes the file as
    it is, with all that the camera wrote into it. ``licence`` and ``label`` come from captions.csv.
    """

    source: str
    alt: str
    caption: str
    credit: str
    line: int
    kind: Kind = "figure"
    is_decorative: bool = False
    with_original: bool = False
    licence: str = ""
    label: str = ""
