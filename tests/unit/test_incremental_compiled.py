"""Templates that were compiled in an earlier build are not compiled again, where that is safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from plugins._kit.build import StateLost
from plugins._kit.filters import FILTERS
from plugins.incremental.compiled import Compiled
from plugins.incremental.state import State

PAGE = "{{ 1000|number }} {{ name }}"


class Counting(Environment):
    """An environment that counts what it compiles."""

    compiled = 0

    def compile(self, *given: Any, **named: Any) -> Any:
        """Compile a template."""
        self.compiled += 1
        return super().compile(*given, **named)


def build(
    state: State,
    key: str = "k1",
    page: str = PAGE,
    change: Callable[[Environment], object] = lambda _: None,
) -> tuple[str, int]:
    """Render a page in a new environment; return it, and how often was compiled for it."""
    environment = Counting(loader=DictLoader({"page.html": page}))
    environment.filters |= {**FILTERS, "strftime": object()}
    environment.tests["plugin_enabled"] = lambda _: True
    compiled = Compiled(state, key)
    environment.bytecode_cache = compiled
    change(environment)
    text = environment.get_template("page.html").render(name="B")
    compiled.save()
    return text, environment.compiled


@pytest.mark.parametrize(
    ("other", "text"),
    [
        ({"page": "{{ name }}!"}, "B!"),
        ({"key": "k2"}, "1.000 B"),
        ({"change": lambda it: it.filters.update(number=lambda value: value * 3)}, "3000 B"),
        ({"change": lambda it: it.tests.update(odd=bool)}, "1.000 B"),
    ],
    ids=["text", "code", "filter", "test"],
)
def test_only_the_same_template_is_not_compiled_again(
    tmp_path: Path, other: dict[str, Any], text: str
) -> None:
    """Other text, code or filters may give another page."""
    with State(tmp_path) as state:
        assert build(state) == ("1.000 B", 1)
        assert build(state) == ("1.000 B", 0)
        assert build(state, **other) == (text, 1)


def test_damaged_code_is_not_run(tmp_path: Path) -> None:
    """One wrong byte in what is kept, and the state is lost: the build begins anew."""
    with State(tmp_path) as state:
        build(state)
        state.base.execute("UPDATE notes SET value = substr(value, 1, length(value) - 1) || 'x'")
        with pytest.raises(StateLost):
            build(state)
