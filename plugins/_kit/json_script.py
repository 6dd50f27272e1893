"""JSON as the text of a script element. Pure."""

import json
from typing import Any

_SAFE = str.maketrans(
    {letter: f"\\u{ord(letter):04x}" for letter in ("<", ">", "&", "\u2028", "\u2029")}
)


def json_script(data: Any) -> str:
    """Return ``data`` as JSON in which nothing can end the element, whoever wrote it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_SAFE)
