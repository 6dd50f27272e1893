"""The last good version of each text, and builds in which it stands in for a faulty one."""

from town_portal.publishing.last_good.hold import Outcome, hold_back
from town_portal.publishing.last_good.store import record_all, record_good_version
from town_portal.publishing.last_good.versions import good_version

__all__ = ["Outcome", "good_version", "hold_back", "record_all", "record_good_version"]
