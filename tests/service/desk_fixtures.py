"""Browsers of the staff, for the modules that name this one as their plugin."""

from __future__ import annotations

import pytest

from tests.service.running import Service
from tests.service.staff import ADMINISTRATOR, EDITOR, Staff, make_user


@pytest.fixture(scope="session")
def browsers(shared: Service) -> dict[str, Staff]:
    """Make an administrator and an editor, and log both in."""
    found = {}
    for name, role in ((ADMINISTRATOR, "quan-tri,hop-thu"), (EDITOR, "bien-tap,hop-thu")):
        make_user(shared, name, role)
        found[name] = Staff(shared.port)
        assert found[name].log_in(name).status == 200
    return found


@pytest.fixture
def administrator(browsers: dict[str, Staff], service: Service) -> Staff:
    """Give the browser of an administrator; nobody has written anything yet."""
    return browsers[ADMINISTRATOR]


@pytest.fixture
def editor(browsers: dict[str, Staff], service: Service) -> Staff:
    """Give the browser of an editor; nobody has written anything yet."""
    return browsers[EDITOR]


@pytest.fixture
def stranger(service: Service) -> Staff:
    """Give a browser in which nobody has logged in."""
    return Staff(service.port, "198.51.100.77")
