"""The data files that have a form: models, titles, the groups in which they are listed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from newsroom.forms.fields import FormField, build_form
from newsroom.texts.kinds import collect_offers
from town_portal.authoring.editing.labels import find_title
from town_portal.authoring.editing.models import FRONTS, collect_models
from town_portal.core.data.loading import Model
from town_portal.settings.base import PLUGINS

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Việc hằng ngày": ("alerts", "outages", "calendar", "tasks"),
    "Đơn vị": ("town", "organisation", "information", "procedures", "holidays"),
    "Trang và trình đơn": ("layout", "menu", "categories", "links", "redirects", "province"),
    "Địa phương": ("map", "monuments", "songs"),
    "Soạn tin và tìm kiếm": ("documents", "proofreading", "synonyms", "fees"),
    "Theo quy định": ("duties", "timeliness", "statutory"),
}
OTHERS = "Tệp khác"


@cache
def get_models() -> Mapping[str, type[Model]]:
    """Return the model of each data file by its name."""
    known = collect_models(PLUGINS)
    return {name: model for name, model in known.items() if name not in FRONTS}


def group_titles() -> dict[str, list[tuple[str, str]]]:
    """Return the names and titles of the data files in the groups in which they are listed."""
    listed = {name for names in GROUPS.values() for name in names}
    others = tuple(name for name in get_models() if name not in listed)
    groups = {**GROUPS, OTHERS: others} if others else GROUPS
    return {
        group: [(name, find_title(name).label) for name in names if name in get_models()]
        for group, names in groups.items()
    }


def get_form(name: str) -> FormField:
    """Return the form of a data file."""
    return build_form(name, get_models()[name], collect_offers())
