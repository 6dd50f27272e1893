"""How the portal's templates are rendered: options for every Jinja environment."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError, Undefined
from jinja2.ext import Extension
from pydantic import BaseModel

from town_portal.core.template_options import PLAIN_OPTIONS

_TEXT = (str, int, float)
_INDENTATION = re.compile(r"(?ms)(<(pre|textarea)\b.*?</\2>)|^[ \t]+")
_NO_TEXT: tuple[object, ...] = (object.__str__, BaseModel.__str__)


def require_text(value: Any) -> Any:
    """Return a template's value if it reads as text; raise TemplateRuntimeError if it does not.

    Python shows everything somehow: without this check a macro, a function, None, a list or a
    model would stand on a page as ``<Macro 'dated'>``, ``None`` or ``[…]``. Booleans are refused
    too, because ``True`` is neither Vietnamese nor HTML.
    """
    if type(value) is str or isinstance(value, Undefined):
        return value  # StrictUndefined has a message of its own
    if isinstance(value, bool) or not (isinstance(value, _TEXT) or _has_own_text(value)):
        raise TemplateRuntimeError(f"a value that is no text would be shown: {value!r:.80}")
    return value


def _has_own_text(value: Any) -> bool:
    return type(value).__str__ not in _NO_TEXT


class Dedent(Extension):
    """Leaves the indentation of templates out of pages; it goes as they are compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a template without the spaces before its lines, where no reader sees them."""
        del name, filename
        return _INDENTATION.sub(r"\1", source)


TEMPLATE_OPTIONS: Mapping[str, Any] = MappingProxyType(
    {
        **PLAIN_OPTIONS,
        "undefined": StrictUndefined,
        "finalize": require_text,
    }
)
"""Keyword arguments for ``jinja2.Environment``."""
