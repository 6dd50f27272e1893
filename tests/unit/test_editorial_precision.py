"""How often the editorial rules are right, and how many marked mistakes they find."""

from __future__ import annotations

import pytest

from tools.proofreading import TOWN, Sample, load_reports, load_samples, load_unseen, measure_rules
from town_portal.authoring.proofreading.names import NameIndex
from town_portal.authoring.proofreading.proofread import TownData, check_text, load_town_data

PRECISION, RECALL = 0.90, 0.85
TEXTS, MISTAKES = 60, 50
"""Minimum size of the corpus, without which its figures mean little."""


PARTS = {
    "tuned": load_samples()[::2],
    "held-out": load_samples()[1::2],
    "unseen": load_unseen(),
    "reports-tuned": load_reports()[::2],
    "reports-held-out": load_reports()[1::2],
}


@pytest.mark.parametrize("samples", PARTS.values(), ids=PARTS)
def test_rules_are_precise_and_complete(samples: list[Sample]) -> None:
    """Both figures hold on each part of the corpus."""
    score = measure_rules(samples, load_town_data(TOWN))
    assert score.precision >= PRECISION, score.false
    assert score.recall >= RECALL, score.missed


def test_corpus_is_large_enough() -> None:
    """At least 60 texts with 50 mistakes, each standing in its text."""
    samples = load_samples()
    mistakes = [(sample, mistake) for sample in samples for mistake in sample.mistakes]
    assert len(samples) >= TEXTS
    assert len(mistakes) >= MISTAKES


def test_places_and_corrections_are_exact() -> None:
    """The excerpt stands at its place in the plain paragraph; its replacement repairs the text."""
    town = TownData(names=NameIndex.of(("Mẫu Giữa",)))
    head = {"title": "Họp ở Mẫu Giửa", "summary": "Tóm tắt.", "date": "2020-12-14"}
    body = "Mở đầu.\n\n- Ban **cũng\ncố** đội ngũ.\n- Phòng , ban [[x]](a.md) có 2,000 tỷ đồng."
    found = check_text(head, body, town)
    for finding in found:
        assert finding.paragraph[finding.start : finding.end] == finding.excerpt
    assert [(item.part, item.line, item.excerpt, item.replacement) for item in found] == [
        ("title", 1, "Mẫu Giửa", "Mẫu Giữa"),
        ("body", 3, "cũng cố", "củng cố"),
        ("body", 5, "Phòng ,", "Phòng,"),
        ("body", 5, "2,000", "2.000"),
    ]
    assert found[0].level == "should"
    waived = check_text({**head, "waive": [{"rule": "kieu-so"}]}, body, town)
    assert len(waived) == len(found) - 1


def test_each_place_is_told() -> None:
    """An editor marks a mistake wherever it stands, though a list tells it once a line."""
    town = TownData(names=NameIndex.of(("Mẫu Giữa",)))
    found = check_text({"title": "A", "summary": "B"}, "Mẫu Giửa và Mẫu Giửa.", town)
    assert [item.start for item in found] == [0, 12]
