"""The mark of a portal that has no emblem, in the town's own colour. Pure."""

RED = b'fill="#9E1B22"'
"""The ground of the theme's mark."""


def in_colour(drawing: bytes, colour: str | None) -> bytes:
    """Return the mark (SVG) on a ground of the town's colour; unchanged without one."""
    return drawing.replace(RED, f'fill="{colour}"'.encode()) if colour else drawing
