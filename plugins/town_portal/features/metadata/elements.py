"""The meta elements of a page's head: Dublin Core by name, Open Graph by property. Pure."""

from town_portal.core.data.tables import Town
from town_portal.features.metadata import dublin_core, open_graph
from town_portal.features.metadata.subject import Subject


def describe_elements(town: Town, subject: Subject) -> list[tuple[str, str, str]]:
    """Return the elements as (name, property, content).

    A name and a property that say the same are one element.
    """
    properties = dict(open_graph.list_properties(town, subject))
    found = []
    for name, content in dublin_core.list_elements(town, subject):
        same = next((key for key, value in properties.items() if value == content), "")
        properties.pop(same, None)
        found.append((name, same, content))
    return [*found, *(("", key, value) for key, value in properties.items())]
