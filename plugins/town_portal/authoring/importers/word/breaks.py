"""A paragraph that holds several photographs and lines between them, taken apart at the lines."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from town_portal.authoring.importers.word.package import Node

_DRAWN = ("w:drawing", "w:pict", "w:object")


def split_paragraph(paragraph: Node) -> Iterator[Node]:
    """Yield a paragraph, or several: one for each line where photographs stand in some of them."""
    drawn = sum(len([item for item in run if item.tag in _DRAWN]) for run in paragraph)
    broken = any(item.tag == "w:br" for run in paragraph if run.tag == "w:r" for item in run)
    if drawn < 2 or not broken:
        yield paragraph
        return
    said = [item for item in paragraph if item.tag == "w:pPr"]
    part = _begin_paragraph(said)
    for node in paragraph:
        if node.tag == "w:pPr":
            continue
        if node.tag != "w:r":
            part.append(node)
            continue
        look = [item for item in node if item.tag == "w:rPr"]
        run = _run(look, part)
        for item in node:
            if item.tag == "w:br":
                yield part
                part = _begin_paragraph(said)
                run = _run(look, part)
            elif item.tag != "w:rPr":
                run.append(item)
    yield part


def _begin_paragraph(said: list[Node]) -> Node:
    part = Element("w:p")
    part.extend(said)
    return part


def _run(look: list[Node], part: Node) -> Node:
    run = Element("w:r")
    run.extend(look)
    part.append(run)
    return run
