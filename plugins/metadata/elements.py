"""The meta elements of a page's head: Dublin Core by name, Open Graph by property. Pure."""

from plugins._kit.tables import Town
from plugins.metadata import dublin_core, open_graph
from plugins.metadata.subject import Subject


def described(town: Town, subject: Subject) -> list[tuple[str, str, str]]:
    """Return the elements as (name, property, content).

    A name and a property that say the same are one element.
    """
    properties = dict(open_graph.properties(town, subject))
    found = []
    for name, content in dublin_core.elements(town, subject):
        same = next((key for key, value in properties.items() if value == content), "")
        properties.pop(same, None)
        found.append((name, same, content))
    return [*found, *(("", key, value) for key, value in properties.items())]
