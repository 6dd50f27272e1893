"""Why a site does not get to its target."""

from __future__ import annotations


class TargetRefused(Exception):
    """The target can't be, or must not be, what the site is sent to; nothing was written there."""


class DeliveryFailed(Exception):
    """A program that brings the site to its target has given up; the next run goes on.

    ``code`` is its exit code, 0 where it has none.
    """

    def __init__(self, text: str, code: int = 0) -> None:
        super().__init__(text)
        self.code = code


class NotWhole(Exception):
    """All files are to go, and not all were looked at; nothing has become public."""
