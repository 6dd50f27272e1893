"""What a build that would begin now takes for the present."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from town_portal.core import dates


def get_now() -> datetime:
    """Return SOURCE_DATE_EPOCH where it is set, else the machine's time; in UTC.

    Raises SystemExit, with a sentence, where it is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return dates.parse_epoch(epoch) if epoch else datetime.now(UTC)
    except ValueError as error:
        raise SystemExit(str(error)) from error
