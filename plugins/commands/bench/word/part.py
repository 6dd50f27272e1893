"""Measures the import of Word documents and prints the table."""

from __future__ import annotations

from plugins.commands.bench.goals import missed
from plugins.commands.bench.table import table
from plugins.commands.bench.word.documents import SAMPLES
from plugins.commands.bench.word.measure import COLUMNS, measured, row, together


def compare() -> list[str]:
    """Measure, print the table, and give the sentences about missed goals."""
    print(f"— word: nhập {len(SAMPLES)} tệp Word của python-docx và LibreOffice", flush=True)
    samples = {name: made() for name, made in SAMPLES.items()}
    measured(next(iter(samples.values())))  # libraries are loaded once, not for each document
    rows = [row(name, sample, measured(sample)) for name, sample in samples.items()]
    rows.append(together(rows))
    print(table(rows, COLUMNS, "Tệp"), flush=True)
    return missed(rows, COLUMNS)
