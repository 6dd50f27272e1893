"""Texts for cells of CSV files, which a spreadsheet must not take for formulas. Pure."""

import re

_FORMULA = re.compile(r"(?:^|(?<=[;,\t\r\n|]))(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r])")
"""Where a formula may begin: in a cell, and behind each sign that some country's Excel takes for
the end of one, whatever the file's own is."""


def escape_formulas(text: str) -> str:
    """Return a text with an apostrophe, as spreadsheets know it, before all that may calculate."""
    return _FORMULA.sub("'", text)
