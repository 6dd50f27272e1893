"""The last good version of each text, and builds in which it stands in for a faulty one."""

from town_portal.publishing.last_good.hold import BuildOutcome, hold_back
from town_portal.publishing.last_good.store import record_all_good_versions, record_good_version
from town_portal.publishing.last_good.versions import find_good_version

__all__ = [
    "BuildOutcome",
    "find_good_version",
    "hold_back",
    "record_all_good_versions",
    "record_good_version",
]
