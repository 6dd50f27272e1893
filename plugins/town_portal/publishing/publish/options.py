"""What is asked of a publication."""

from __future__ import annotations

import os
from dataclasses import dataclass

TO = "PORTAL_PUBLISH_TO"
"""The variable that names the target where ``--to`` does not."""

STRICT = "PORTAL_STRICT"
"""Set by the Git hook and CI: a text at fault stops the publication, as it stops a bare build."""


@dataclass(frozen=True)
class PublishOptions:
    """Options of the task.

    ``to``: where the site goes, empty for nowhere; ``due``: only when its time has come;
    ``dry_run``: nothing is written at the target; ``prepare``: all but the signature and the way to
    the target; ``take_over``: what is at a target may be replaced though nothing proves that it is
    this portal's; ``verify``: each file of the output is looked at, not only those that have
    changed.
    """

    to: str = ""
    due: bool = False
    dry_run: bool = False
    prepare: bool = False
    take_over: bool = False
    verify: bool = False


def choose_target(given: str) -> str:
    """Return the target that was given, else the one of the environment; empty for none."""
    return given or os.environ.get(TO, "")
