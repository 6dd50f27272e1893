"""A Python-Markdown extension: tables that scroll within themselves, with header cells."""

import xml.etree.ElementTree as ET
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

LABEL = "Bảng, có thể cuộn ngang"


class _Tables(Treeprocessor):
    """Puts each table into a box that the keyboard reaches; its header cells head columns."""

    def run(self, root: ET.Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        for table in list(root.iter("table")):
            for cell in table.iter("th"):
                cell.set("scope", "col")
            box = ET.Element("div", {"class": "table", "role": "group", "tabindex": "0"})
            box.set("aria-label", LABEL)
            box.tail, table.tail = table.tail, None
            parent = parents[table]
            parent[list(parent).index(table)] = box
            box.append(table)


class TableExtension(Extension):
    """Tables: see the module's text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register after the tables were made."""
        md.treeprocessors.register(_Tables(md), "portal-tables", -5)


def makeExtension(**options: Any) -> TableExtension:  # noqa: N802
    """Python-Markdown's way to name an extension by its module."""
    return TableExtension(**options)
