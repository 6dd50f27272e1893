"""What the proofreading rules find in a saved text, as the editor marks it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsroom.texts.paths import get_content_folder
from town_portal.authoring.proofreading.check import read_place
from town_portal.authoring.proofreading.jobs import check_text
from town_portal.authoring.proofreading.rule import Finding
from town_portal.authoring.proofreading.rules import RULES
from town_portal.core.faults import Faults, format_path
from town_portal.core.text import upper_first

_IN_FILES = re.compile(r" \(trong tệp: [^)]*\)")
"""What a rule says to those who write in the file."""


@dataclass(frozen=True)
class EditorFinding:
    """A finding for the editor: the words that are marked, what is wrong, what they could be.

    ``excerpt`` is empty where the finding is about no words of the text. ``replacement`` is None
    where a person has to decide.
    """

    id: str
    level: str
    rule: str
    title: str
    message: str
    excerpt: str
    replacement: str | None


def find_findings(path: str) -> list[EditorFinding]:
    """Return the findings of a text, those that stop publishing first."""
    place = read_place(get_content_folder(), Faults())
    checked = check_text(path, place, format_path(get_content_folder()))
    ordered = sorted(checked.findings, key=lambda finding: (finding.level != "must", finding))
    findings = [_describe(number, finding) for number, finding in enumerate(ordered)]
    faults = [
        EditorFinding(f"f{number}", "must", "", "Chưa dựng được trang", fault.message, "", None)
        for number, fault in enumerate(checked.faults)
    ]
    return [*faults, *findings]


def list_blocking(path: str) -> list[str]:
    """Return the sentences of the findings that stop publishing."""
    return [finding.message for finding in find_findings(path) if finding.level == "must"]


def _describe(number: int, finding: Finding) -> EditorFinding:
    sentence = _IN_FILES.sub("", upper_first(finding.sentence))
    return EditorFinding(
        str(number),
        finding.level,
        finding.rule,
        RULES[finding.rule].title,
        f"{sentence}.",
        finding.excerpt,
        finding.replacement,
    )
