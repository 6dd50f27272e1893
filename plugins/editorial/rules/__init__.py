"""All rules by their names, in the order in which the staff's list shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plugins.editorial.rule import Finding, Rule
from plugins.editorial.rules import figures, photographs, privacy, spelling, style
from plugins.editorial.text import Text

_LISTED = (
    *privacy.RULES,
    *photographs.RULES,
    *spelling.RULES,
    *style.RULES,
    *figures.RULES,
)
RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in sorted(
        (*_LISTED, style.unknown_waivers(frozenset(rule.id for rule in _LISTED))),
        key=lambda rule: rule.level != "must",
    )
}
"""Every rule by its name, those that stop ``publish`` first."""


def look(text: Text, file: str = "") -> Iterator[Finding]:
    """Yield what all rules find in a text that it does not waive, each once, by line."""
    found = {
        Finding(file, line, rule.id, rule.level, sentence)
        for rule in RULES.values()
        if rule.id not in text.waived
        for line, sentence in rule.look(text)
    }
    yield from sorted(found)
