"""Options of Jinja's environments that are plain values; the others are in templating.py."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

PLAIN_OPTIONS: Mapping[str, Any] = MappingProxyType(
    {
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "auto_reload": False,
        "extensions": ("town_portal.core.templating.Dedent",),
    }
)
"""Keyword arguments for ``jinja2.Environment``."""
