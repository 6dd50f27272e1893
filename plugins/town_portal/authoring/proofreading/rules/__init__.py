"""All rules by their names, in the order in which the staff's list shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from town_portal.authoring.proofreading.rule import Finding, Rule
from town_portal.authoring.proofreading.rules import (
    capitals,
    compounds,
    figures,
    impossible,
    names,
    photographs,
    privacy,
    punctuation,
    repetition,
    spelling,
    style,
)
from town_portal.authoring.proofreading.text import ProofText, Spot

_LISTED = (
    *privacy.RULES,
    *photographs.RULES,
    *spelling.RULES,
    *compounds.RULES,
    *names.RULES,
    *capitals.RULES,
    *repetition.RULES,
    *punctuation.RULES,
    *style.RULES,
    *figures.RULES,
    *impossible.RULES,
)
RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in sorted(
        (*_LISTED, style.unknown_waivers(frozenset(rule.id for rule in _LISTED))),
        key=lambda rule: rule.level != "must",
    )
}
"""Every rule by its name, those that stop ``publish`` first."""


def apply_rules(text: ProofText, file: str = "") -> Iterator[Finding]:
    """Yield what all rules find in a text that it does not waive, each once, by line."""
    yield from sorted(set(look_everywhere(text, file)))


def look_everywhere(text: ProofText, file: str = "") -> Iterator[Finding]:
    """Yield what all rules find in a text that it does not waive, with each place."""
    words = text.prose.text
    for rule in RULES.values():
        if rule.id in text.waived:
            continue
        for found in rule.look(text):
            spot = Spot(*found)
            excerpt = words[spot.start : spot.end] if spot.start >= 0 else ""
            yield Finding(
                *(file, spot.line, rule.id, rule.level, spot.sentence),
                excerpt=excerpt,
                replacement=spot.replacement,
                place=spot.start,
            )
