"""What several tests of the search ask."""

from collections.abc import Iterator

import pytest

from tests.unit.search_browser import Node, node


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """Give the search modules at work."""
    with node(tmp_path_factory.mktemp("node")) as running:
        yield running
