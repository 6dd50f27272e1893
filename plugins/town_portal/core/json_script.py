"""JSON as the text of a script element. Pure."""

import json
import re
from typing import Any

_UNSAFE = re.compile("[<>&\u2028\u2029]")


def dump_json_script(data: Any) -> str:
    """Return ``data`` as JSON in which nothing can end the element, whoever wrote it."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
