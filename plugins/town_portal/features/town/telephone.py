"""Telephone numbers in pages. Pure."""

from markupsafe import Markup, escape

from town_portal.core.data.tables import Town


def render_phone_link(town: Town, number: str) -> Markup:
    """Return a link that dials a number; in a demonstration, whose numbers nobody has, its text."""
    if town.sample:
        return escape(number)
    digits = "".join(char for char in number if char.isdigit() or char == "+")
    return Markup('<a href="tel:{}">{}</a>').format(digits, number)
