"""The category of an imported article."""

from __future__ import annotations

from collections.abc import Mapping

from town_portal.authoring.importers.draft import Doubt

USUAL = "tin-tuc"
"""Where the town has no list of categories, any key is good."""
UNKNOWN = "Không có chuyên mục “{}”. Các chuyên mục: {}"
FIRST = "Chưa chọn chuyên mục nên lấy chuyên mục đầu tiên, “{}”; hãy sửa nếu không đúng."


def choose_category(wanted: str, known: Mapping[str, str]) -> tuple[str, Doubt | None]:
    """Return the category's key; with a doubt where nobody chose among several.

    ``known`` are the titles of the town's categories by key, empty where any is accepted. Raises
    ValueError, in Vietnamese, for one that there is not.
    """
    if wanted and known and wanted not in known:
        raise ValueError(UNKNOWN.format(wanted, ", ".join(known)))
    if wanted or len(known) == 1:
        return wanted or next(iter(known)), None
    key = next(iter(known), USUAL)
    return key, Doubt("chuyên mục", FIRST.format(known.get(key, key)))
