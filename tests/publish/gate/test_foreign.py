"""A portal that still names the demonstration's town is told so, and may leave all the same."""

from __future__ import annotations

import pytest

from tests.publish.gate.conftest import TIMELESS, Public
from town_portal.core.data.tables import DEFAULT_TOWN, Town
from town_portal.core.system.places import ROOT
from town_portal.publishing import gate
from town_portal.publishing.gate import foreign

COPIED = "<p>Thị xã Hồng&nbsp;Lĩnh, điện thoại 0239 000\n0000, Hồng Lĩnhx.</p></main>"


def _town(**fields: object) -> Town:
    return DEFAULT_TOWN.model_copy(update=fields)


def _warnings(public: Public) -> list[str]:
    found: list[str] = []
    assert gate.list_faults(public.output, public.content, public.state, warn=found.append) == []
    return found


def test_facts_of_another_town_are_a_warning(public: Public) -> None:
    """They are named with the files that hold them, each time, until they are gone."""
    town = (public.content / "data" / "town.yaml").read_text("utf-8")
    assert "Hồng Lĩnh" not in town
    (before,) = _warnings(public)  # the full site counts on from the same total of visits
    assert "“345.988”, ở 3 tệp, trước hết là index.html, khoi/visitors.html" in before
    whole = public.text(TIMELESS)
    public.edit(TIMELESS, "</main>", COPIED)
    (warning,) = _warnings(public)
    assert "“Hồng Lĩnh”, “0239 000 0000”, “345.988”, ở 4 tệp, trước hết là " + TIMELESS in warning
    assert _warnings(public) == [warning]
    public.put({TIMELESS: whole})
    assert _warnings(public) == [before]


@pytest.mark.parametrize("name", ["Thị xã Hồng Lĩnh", "Phường Bắc Hồng Lĩnh", "Xã Nghi Xuân"])
def test_a_town_may_name_itself_and_its_neighbours(name: str) -> None:
    """What is in these names is the town's own; the rest of the demonstration's facts is not."""
    found = foreign.list_foreign_facts(_town(name=name))
    assert "Hồng Lĩnh" not in found
    assert "Nguyễn Huy Hùng" in found


def test_what_was_copied_is_no_excuse() -> None:
    """A town of another name with the demonstration's address and telephone is told of both."""
    copied = _town(name="Xã Tân Phú", address="Thị xã Hồng Lĩnh", telephone="0239 000 0000")
    assert foreign.list_foreign_facts(copied) == foreign.FACTS


def test_the_demonstration_may_hold_all() -> None:
    """A portal that says that it is a sample has nothing foreign."""
    assert foreign.list_foreign_facts(_town(sample="/du-lieu-mau/")) == ()


def test_the_facts_are_those_of_the_demonstration() -> None:
    """Each fact that is looked for stands in content/, else the list is out of date."""
    texts = [
        path.read_text(encoding="utf-8")
        for ending in ("*.yaml", "*.md")
        for path in (ROOT / "content").rglob(ending)
    ]
    lost = [fact for fact in foreign.FACTS if not any(fact in text for text in texts)]
    assert lost == []
