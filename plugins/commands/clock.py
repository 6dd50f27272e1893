"""What a build that would begin now takes for the present."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime


def now() -> datetime:
    """Return SOURCE_DATE_EPOCH where it is set, else the machine's time; in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(float(epoch) if epoch else time.time(), UTC)
