"""What people read of faults that stand in several files."""

from collections.abc import Iterator, Sequence

from town_portal.core.text import format_number

MANY = 3
"""In more files than these, the same fault is told once."""


def iter_lines(what: str, paths: Sequence[str]) -> Iterator[str]:
    """Yield a line for each file; where the same is wrong with many, one for all of them."""
    if len(paths) > MANY:
        yield f"{paths[0]} và {format_number(len(paths) - 1)} tệp khác: {what}"
    else:
        yield from (f"{path}: {what}" for path in paths)
