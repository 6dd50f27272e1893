"""Pelican's side of the advice: given all contents, it writes the advice to a file.

The setting ADVICE_TO names the file: a JSON list of lines.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins.advice.contents import by_photo, others, text
from plugins.advice.rules import advise


def give_advice(generators: Iterable[Any]) -> None:
    """Write the advice about all that is published; the notices are told there, not again."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    contents = adapt.contents(generators)
    told = by_photo(build.notices)
    found = [*advise(text(content, told) for content in contents), *others(contents, told)]
    build.notices.clear()
    lines = [str(advice) for advice in sorted(found)]
    target = Path(generators[0].settings["ADVICE_TO"])
    target.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(give_advice)
