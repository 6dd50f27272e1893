"""What links of this build may lead to."""

from typing import Any

from town_portal.build.build import Build
from town_portal.core.content_files.names import compose_name
from town_portal.features.addresses.check import Known

DRAFT = "bài ấy còn là bản thảo"


def collect_known_targets(build: Build) -> Known:
    """Return the addresses and texts of the portal, and the texts that are not shown."""
    absent = dict(build.absent)
    absent.update((path, DRAFT) for path in build.list_facts("draft"))
    told = {compose_name(path): item for path, item in absent.items()}
    return Known(build.claims, _Shown(build), told)


def _is_draft(content: Any) -> bool | None:
    """Tell whether a content is a draft."""
    return content.status == "draft" or None


FACTS = {"draft": _is_draft}


class _Shown:
    """The contents that are shown, by their files."""

    def __init__(self, build: Build) -> None:
        self._build = build

    def __contains__(self, path: object) -> bool:
        return bool(self._build.work.has_text(self._build.on_disk(str(path)) or str(path)))
