"""The vocabulary of the search is carried along by what has changed of the counts of words."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from town_portal.features.search.index import change_counts, encode_vocabulary

COUNTS = st.dictionaries(st.sampled_from(("an", "bo", "ca", "do")), st.integers(1, 9))


@given(COUNTS, COUNTS)
def test_counts_that_are_carried_along_are_those_counted_anew(
    before: dict[str, int], after: dict[str, int]
) -> None:
    """The vocabulary is taken for unchanged only where its bytes are."""
    counts = Counter(before)
    differences = {
        item: after.get(item, 0) - before.get(item, 0) for item in before.keys() | after.keys()
    }
    changed = change_counts(counts, differences)
    assert counts == Counter(after)
    assert counts.keys() == after.keys()
    assert changed or encode_vocabulary(before) == encode_vocabulary(after)
