"""A hundred clean texts of varied style: how often the rules complain without reason."""

from __future__ import annotations

from pathlib import Path

from plugins._kit.tables import DEFAULT_TOWN
from plugins.editorial.read import Place, read
from plugins.editorial.rules import look
from tests.unit.editorial.clean_texts import texts

ALLOWED = 0.2
"""False findings that an article may have on the average."""
COUNT = 100


def findings(folder: Path) -> list[str]:
    """Give all findings in the clean texts, read from files as those of staff are."""
    found = []
    for clean in texts():
        path = folder / clean.name / "index.md"
        path.parent.mkdir()
        path.write_text(clean.file, encoding="utf-8")
        result = read(path, Place(folder, DEFAULT_TOWN))
        assert result.faults.found == []
        found += [str(finding) for finding in look(result.text, clean.title)]
    return found


def test_false_findings_are_few(tmp_path: Path) -> None:
    """At most 0.2 a text; what there is stands in the message."""
    found = findings(tmp_path)
    assert len(found) <= ALLOWED * COUNT, "\n".join(found)
